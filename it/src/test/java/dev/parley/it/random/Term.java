// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;

/**
 * An expression.
 *
 * @param sql may be put among others without parentheses
 * @param type that PostgreSQL gives it, as far as it matters
 * @param bound its number is no larger, whatever its sign; of dates, 0 if none is near the ends
 */
record Term(String sql, ColumnType type, BigDecimal bound, Tolerance tolerance) {

  static Term of(String sql, ColumnType type) {
    return new Term(sql, type, BigDecimal.ZERO, Tolerance.EXACT);
  }

  static Term of(String sql, ColumnType type, BigDecimal bound) {
    return new Term(sql, type, bound, Tolerance.EXACT);
  }

  Family family() {
    return Family.of(type);
  }

  Term withSql(String newSql) {
    return new Term(newSql, type, bound, tolerance);
  }

  Term within(BigDecimal newBound) {
    return new Term(sql, type, newBound, tolerance);
  }

  Term within(Tolerance newTolerance) {
    return new Term(sql, type, bound, newTolerance);
  }
}
