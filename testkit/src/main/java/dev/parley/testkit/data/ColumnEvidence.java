// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.protocol.catalog.ColumnType;
import java.util.EnumSet;
import java.util.Set;

/**
 * What has been seen of one column, at all owners together, and the narrowest type for it.
 *
 * <p>Integers are BIGINT, or DECIMAL if one is too large. Exact numbers that together need more
 * than 38 digits are VARCHAR, since DOUBLE would silently round them. One number with an exponent
 * makes the column DOUBLE; days among timestamps are midnights; anything else that does not fit
 * together is VARCHAR, and so is a column without any value.
 */
final class ColumnEvidence {
  private static final int BIGINT_DIGITS = 19;

  /** What a field looks like. */
  private enum Look {
    NUMBER,
    EXPONENT,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    TEXT
  }

  private final Set<Look> looks = EnumSet.noneOf(Look.class);
  private int wholeDigits;
  private int scale;
  private boolean beyondBigint;

  void add(String field) {
    if (!looks.contains(Look.TEXT)) {
      looks.add(look(field));
    }
  }

  private Look look(String field) {
    NumberShape number = NumberShape.of(field);
    if (number != null) {
      addNumber(field, number);
      return number.exponent() ? Look.EXPONENT : Look.NUMBER;
    }
    if (FieldText.isBoolean(field)) {
      return Look.BOOLEAN;
    }
    if (FieldText.date(field) != null) {
      return Look.DATE;
    }
    return FieldText.timestamp(field) != null ? Look.TIMESTAMP : Look.TEXT;
  }

  private void addNumber(String field, NumberShape number) {
    if (number.exponent()) {
      return;
    }
    wholeDigits = Math.max(wholeDigits, number.wholeDigits());
    scale = Math.max(scale, number.scale());
    if (number.wholeDigits() >= BIGINT_DIGITS && number.scale() == 0) {
      beyondBigint |= !isLong(field);
    }
  }

  private static boolean isLong(String integer) {
    try {
      Long.parseLong(integer);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  ColumnType type() {
    if (looks.isEmpty() || looks.contains(Look.TEXT)) {
      return ColumnType.VARCHAR;
    }
    if (looks.equals(EnumSet.of(Look.BOOLEAN))) {
      return ColumnType.BOOLEAN;
    }
    if (EnumSet.of(Look.NUMBER, Look.EXPONENT).containsAll(looks)) {
      return numericType();
    }
    if (EnumSet.of(Look.DATE, Look.TIMESTAMP).containsAll(looks)) {
      return looks.contains(Look.TIMESTAMP) ? ColumnType.TIMESTAMP : ColumnType.DATE;
    }
    return ColumnType.VARCHAR;
  }

  private ColumnType numericType() {
    int digits = wholeDigits + scale;
    if (digits > ColumnType.MAX_PRECISION) {
      return ColumnType.VARCHAR;
    }
    if (looks.contains(Look.EXPONENT)) {
      return ColumnType.DOUBLE;
    }
    return scale == 0 && !beyondBigint
        ? ColumnType.BIGINT
        : ColumnType.decimal(Math.max(digits, 1), scale);
  }
}
