// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.secureagg;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The aggregates that can be secured; results have PostgreSQL's types. */
public final class SecureAggregates {

  /** Counts rows, or the rows in which its operand is not NULL: a BIGINT, never NULL. */
  public static final SqlAggFunction SECURE_COUNT =
      new SecureAggregateFunction(
          "SECURE_COUNT",
          ReturnTypes.BIGINT,
          OperandTypes.variadic(SqlOperandCountRanges.between(0, 1)));

  /** Adds; NULL if there is nothing to add. */
  public static final SqlAggFunction SECURE_SUM =
      new SecureAggregateFunction("SECURE_SUM", ReturnTypes.AGG_SUM, OperandTypes.NUMERIC);

  /** The mean, of exact numbers as an exact number; NULL if there is nothing to average. */
  public static final SqlAggFunction SECURE_AVG =
      new SecureAggregateFunction("SECURE_AVG", ReturnTypes.AVG_AGG_FUNCTION, OperandTypes.NUMERIC);

  private static final List<SqlAggFunction> ALL = List.of(SECURE_COUNT, SECURE_SUM, SECURE_AVG);

  private SecureAggregates() {}

  /** Returns the secure aggregate for a plain one's name, in any case. */
  public static Optional<SqlAggFunction> securing(String plainName) {
    String name = "SECURE_" + plainName.toUpperCase(Locale.ROOT);
    return ALL.stream().filter(f -> f.getName().equals(name)).findFirst();
  }

  /** Returns the operators of this package, for a validator. */
  public static SqlOperatorTable operatorTable() {
    return SqlOperatorTables.of(ALL);
  }
}
