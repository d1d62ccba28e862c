// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/** What is said of expressions that owners cannot be asked. */
final class Refusals {

  private Refusals() {}

  static ParleyException unsupported(String fact, String hint) {
    return new ParleyException(ErrorCode.NOT_SUPPORTED, fact, hint);
  }

  static ParleyException function(String name) {
    return unsupported(
        name + " over columns is not supported in the owners' databases",
        "Take it of aggregates or of a subquery's result, or use a function that docs/sql.md lists.");
  }

  static ParleyException mismatch(ColumnType type, String other) {
    return new ParleyException(
        ErrorCode.TYPE_MISMATCH,
        "%s cannot be compared with %s".formatted(type, other),
        "Compare a column with constants or columns of its own kind.");
  }
}
