// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.scalar.Evaluation;
import dev.parley.planner.scalar.ScalarTranslation;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Writes a condition in canonical SQL. Whatever holds no column is computed here; NULL, which
 * canonical SQL has no word for, is written as the truth value that lets the same rows pass.
 */
final class Conditions {
  private final FederatedTable table;
  private final Comparisons comparisons;

  Conditions(FederatedTable table) {
    this.table = table;
    this.comparisons = new Comparisons(table);
  }

  /** Returns {@code condition}; empty if it is always true. */
  Optional<Expression> where(RexNode condition) {
    Expression where = translate(condition, true);
    return where.equals(new Expression.BooleanLiteral(true))
        ? Optional.empty()
        : Optional.of(where);
  }

  /**
   * @param positive whether rows pass if this is true, and not if its negation is
   */
  private Expression translate(RexNode condition, boolean positive) {
    if (RexUtil.isConstant(condition)) {
      return new Expression.BooleanLiteral(truth(condition, positive));
    }
    if (condition instanceof RexInputRef column) {
      return column(column);
    }
    if (!(condition instanceof RexCall call)) {
      throw Comparisons.unsupported(condition);
    }
    return switch (call.getKind()) {
      case AND -> Connectives.all(parts(RelOptUtil.conjunctions(call), positive));
      case OR -> Connectives.any(parts(RelOptUtil.disjunctions(call), positive));
      case NOT -> Connectives.not(translate(call.getOperands().get(0), !positive));
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> test(call);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparisons.of(call).orElse(new Expression.BooleanLiteral(!positive));
      default -> throw Comparisons.unsupported(condition);
    };
  }

  private List<Expression> parts(List<RexNode> conditions, boolean positive) {
    List<Expression> parts = new ArrayList<>();
    conditions.forEach(condition -> parts.add(translate(condition, positive)));
    return parts;
  }

  private static boolean truth(RexNode constant, boolean positive) {
    Object value = Evaluation.of(new ScalarTranslation(List.of()).of(constant), new Object[0]);
    return value == null ? !positive : (Boolean) value;
  }

  /** The tests that are never NULL themselves, of a column. */
  private Expression test(RexCall call) {
    if (!(call.getOperands().get(0) instanceof RexInputRef reference)) {
      throw Comparisons.unsupported(call);
    }
    Expression column = column(reference);
    Expression isNull = new Expression.Call(Operator.IS_NULL, List.of(column));
    Expression isNotNull = new Expression.Call(Operator.IS_NOT_NULL, List.of(column));
    Expression not = Connectives.not(column);
    return switch (call.getKind()) {
      case IS_NULL -> isNull;
      case IS_NOT_NULL -> isNotNull;
      case IS_TRUE -> Connectives.all(List.of(isNotNull, column));
      case IS_NOT_TRUE -> Connectives.any(List.of(isNull, not));
      case IS_FALSE -> Connectives.all(List.of(isNotNull, not));
      case IS_NOT_FALSE -> Connectives.any(List.of(isNull, column));
      default -> throw new IllegalStateException("Not a test: " + call.getKind());
    };
  }

  private Expression column(RexInputRef reference) {
    FederatedColumn column = table.columns().get(reference.getIndex());
    ColumnUses.require(column, Use.FILTER);
    return new Expression.Column(column.name());
  }
}
