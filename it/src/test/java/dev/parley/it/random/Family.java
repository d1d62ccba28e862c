// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;

/** Types of values that may stand for one another in expressions. */
enum Family {
  INTEGER,
  DECIMAL,
  DOUBLE,
  TEXT,
  BOOLEAN,
  DATE,
  TIME,
  TIMESTAMP;

  static Family of(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> INTEGER;
      case DECIMAL -> DECIMAL;
      case DOUBLE -> DOUBLE;
      case CHAR, VARCHAR -> TEXT;
      case BOOLEAN -> BOOLEAN;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case VARBINARY, GEOMETRY -> throw new IllegalStateException("No table has these");
    };
  }

  boolean isNumeric() {
    return compareTo(DOUBLE) <= 0;
  }
}
