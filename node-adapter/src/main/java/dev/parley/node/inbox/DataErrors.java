// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/**
 * The price of errors that depend on values. Each tells its analyst that there is such a value,
 * however few rows have it, so it counts as several questions of the day.
 */
final class DataErrors {
  /** What such an error costs beside the question itself. */
  static final int EXTRA_QUESTIONS = 9;

  private DataErrors() {}

  /** Charges {@code question}, if {@code error} tells of a value. */
  static void charge(Ledger ledger, Ledger.Entry question, ParleyException error) {
    if (tellsOfValues(error.code())) {
      ledger.charge(question, EXTRA_QUESTIONS);
    }
  }

  private static boolean tellsOfValues(ErrorCode code) {
    return switch (code) {
      case OUT_OF_RANGE, DIVISION_BY_ZERO, INVALID_TEXT, DATA_ERROR -> true;
      default -> false;
    };
  }
}
