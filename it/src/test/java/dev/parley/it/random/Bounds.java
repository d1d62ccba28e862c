// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;

/** How large the values of a type may become. */
final class Bounds {
  private static final BigDecimal DOUBLE = new BigDecimal("1e100");

  /** A digit less than a DECIMAL can have. */
  private static final int DIGITS = ColumnType.MAX_PRECISION - 1;

  private static final int MAX_SCALE = 20;

  private Bounds() {}

  /** Whether no value overflows, and PostgreSQL's type of it is one of Parley's. */
  static boolean fit(Term term) {
    return term.type().scale() <= MAX_SCALE && term.bound().compareTo(most(term.type())) <= 0;
  }

  /** Whether the sum of so many values, exact or not, has no more digits than a DECIMAL. */
  static boolean fitSummed(Term term, int rows) {
    BigDecimal sum = term.bound().multiply(BigDecimal.valueOf(rows + 1L));
    return term.family() == Family.DOUBLE
        || sum.compareTo(most(ColumnType.decimal(ColumnType.MAX_PRECISION, term.type().scale())))
            <= 0;
  }

  private static BigDecimal most(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT -> BigDecimal.valueOf(Short.MAX_VALUE);
      case INTEGER -> BigDecimal.valueOf(Integer.MAX_VALUE);
      case BIGINT -> BigDecimal.valueOf(Long.MAX_VALUE);
      case DECIMAL -> BigDecimal.TEN.pow(DIGITS - type.scale());
      default -> DOUBLE;
    };
  }

  /** The type of a whole number that is written so. */
  static ColumnType integer(long value) {
    return value == (int) value ? ColumnType.INTEGER : ColumnType.BIGINT;
  }

  /** Returns a DECIMAL of that scale that has a place for each digit of {@code bound}. */
  static ColumnType decimal(BigDecimal bound, int scale) {
    int whole = Math.max(1, bound.precision() - bound.scale());
    return ColumnType.decimal(Math.min(ColumnType.MAX_PRECISION, whole + 1 + scale), scale);
  }
}
