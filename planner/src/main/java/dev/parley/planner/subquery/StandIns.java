// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.subquery;

import dev.parley.protocol.catalog.Octets;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/** Answers of one row to plan with before the true ones are known. */
public final class StandIns {
  private static final LocalDate DAY = LocalDate.of(2000, 1, 1);

  private StandIns() {}

  /** Returns for each subquery an answer without NULLs. */
  public static List<List<Object[]>> values(List<RexSubQuery> subqueries) {
    return subqueries.stream()
        .map(subquery -> List.<Object[]>of(row(subquery.rel.getRowType())))
        .toList();
  }

  /** Returns for each subquery an answer of NULLs alone. */
  public static List<List<Object[]>> nulls(List<RexSubQuery> subqueries) {
    return subqueries.stream()
        .map(subquery -> List.<Object[]>of(new Object[subquery.rel.getRowType().getFieldCount()]))
        .toList();
  }

  /** Returns a row of that type without NULLs, but where no value can stand in. */
  public static Object[] row(RelDataType type) {
    return type.getFieldList().stream().map(StandIns::value).toArray();
  }

  private static @Nullable Object value(RelDataTypeField field) {
    return switch (field.getType().getSqlTypeName()) {
      case BOOLEAN -> true;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> 1L;
      case DECIMAL -> BigDecimal.ONE;
      case DOUBLE, FLOAT -> 1.0;
      case CHAR, VARCHAR -> "?";
      case DATE -> DAY;
      case TIME -> LocalTime.NOON;
      case TIMESTAMP -> DAY.atStartOfDay();
      case BINARY, VARBINARY -> Octets.of(new byte[1]);
      default -> null;
    };
  }
}
