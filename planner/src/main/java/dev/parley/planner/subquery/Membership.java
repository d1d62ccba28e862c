// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.subquery;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** IN and SOME over known rows, as comparisons; ALL is NOT SOME of the opposite. */
final class Membership {
  /** So many values can stand in a condition. */
  static final int MOST_VALUES = 10_000;

  private final RexBuilder rex;
  private final RexSubQuery subquery;
  private final RexNode unknown;

  /**
   * @param unknown what stands for a comparison with NULL
   */
  Membership(RexBuilder rex, RexSubQuery subquery, RexNode unknown) {
    this.rex = rex;
    this.subquery = subquery;
    this.unknown = unknown;
  }

  /** Returns the condition that the operands have that relation to one of {@code rows}. */
  RexNode of(List<Object[]> rows) {
    Map<List<Object>, Object[]> distinct = new LinkedHashMap<>();
    rows.forEach(row -> distinct.putIfAbsent(Arrays.asList(row), row));
    if (distinct.size() > MOST_VALUES) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "A subquery in a condition gives more than %d values".formatted(MOST_VALUES),
          "Join with the subquery in FROM instead.");
    }
    List<RexNode> terms = distinct.values().stream().map(this::comparison).distinct().toList();
    return switch (terms.size()) {
      case 0 -> rex.makeLiteral(false);
      case 1 -> terms.get(0);
      default -> rex.makeCall(subquery.getType(), SqlStdOperatorTable.OR, terms);
    };
  }

  private RexNode comparison(Object[] row) {
    List<RexNode> equalities = new ArrayList<>();
    for (RelDataTypeField field : subquery.rel.getRowType().getFieldList()) {
      int i = field.getIndex();
      if (row[i] == null) {
        equalities.add(unknown);
      } else {
        RexNode value = new RowLiterals(rex).of(row[i], field.getType());
        equalities.add(rex.makeCall(operator(), subquery.getOperands().get(i), value));
      }
    }
    return equalities.size() == 1
        ? equalities.get(0)
        : rex.makeCall(SqlStdOperatorTable.AND, equalities);
  }

  private SqlOperator operator() {
    return subquery.getOperator() instanceof SqlQuantifyOperator quantified
        ? Objects.requireNonNull(RelOptUtil.op(quantified.comparisonKind, null))
        : SqlStdOperatorTable.EQUALS;
  }
}
