// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/** Arguments for which a function has no value. */
final class DataErrors {

  private DataErrors() {}

  static ParleyException of(String fact) {
    return new ParleyException(
        ErrorCode.DATA_ERROR, fact, "Leave out such values with WHERE, CASE or NULLIF.");
  }
}
