// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.subquery;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Writes answers in the place of subqueries. */
final class AnswerShuttle extends RexShuttle {
  private final RexBuilder rex;
  private final Map<RexSubQuery, List<Object[]>> answers;

  AnswerShuttle(RexBuilder rex, Map<RexSubQuery, List<Object[]>> answers) {
    this.rex = rex;
    this.answers = answers;
  }

  /** Returns an item of a select list, whose type stays what it is. */
  RexNode item(RexNode item) {
    RexNode replaced = item.accept(this);
    RelDataType type = item.getType();
    if (replaced.getType().equals(type)) {
      return replaced;
    }
    // A cast would cut the digits that a quotient has beyond its type.
    return type.getSqlTypeName() == SqlTypeName.DECIMAL
        ? rex.makeCall(type, SqlStdOperatorTable.UNARY_PLUS, List.of(replaced))
        : rex.makeAbstractCast(type, replaced, false);
  }

  /** Returns a condition of WHERE or HAVING, for which unknown is as good as false. */
  RexNode condition(RexNode condition) {
    return condition(condition, false);
  }

  /**
   * NULLs in an answer may make a condition unknown; what that is as good as is written in its
   * place, so that owners are not asked about NULLs.
   */
  private RexNode condition(RexNode condition, boolean ifUnknown) {
    if (condition instanceof RexSubQuery subquery) {
      return replaced(subquery, rex.makeLiteral(ifUnknown));
    }
    if (!(condition instanceof RexCall call)) {
      return condition.accept(this);
    }
    return switch (call.getKind()) {
      case AND, OR ->
          flat(
              call,
              call.getOperands().stream().map(operand -> condition(operand, ifUnknown)).toList());
      case NOT ->
          call.clone(call.getType(), List.of(condition(call.getOperands().get(0), !ifUnknown)));
      default -> condition.accept(this);
    };
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    return visited instanceof RexCall connective
            && (visited.getKind() == SqlKind.AND || visited.getKind() == SqlKind.OR)
        ? flat(connective, connective.getOperands())
        : visited;
  }

  /** Calcite wants no AND within an AND, and no OR within an OR. */
  private static RexNode flat(RexCall connective, List<RexNode> operands) {
    List<RexNode> flat =
        connective.getKind() == SqlKind.AND
            ? RexUtil.flattenAnd(operands)
            : RexUtil.flattenOr(operands);
    return flat.size() == 1 ? flat.get(0) : connective.clone(connective.getType(), flat);
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subquery) {
    return replaced(
        subquery, rex.makeNullLiteral(rex.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN)));
  }

  private RexNode replaced(RexSubQuery subquery, RexNode unknown) {
    List<Object[]> rows = Objects.requireNonNull(answers.get(subquery));
    return switch (subquery.getKind()) {
      case EXISTS -> rex.makeLiteral(!rows.isEmpty());
      case SCALAR_QUERY -> scalar(subquery, rows);
      default -> {
        RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subquery);
        yield new Membership(rex, visited, unknown).of(rows);
      }
    };
  }

  private RexNode scalar(RexSubQuery subquery, List<Object[]> rows) {
    if (rows.size() > 1) {
      throw new ParleyException(
          ErrorCode.MORE_THAN_ONE_ROW,
          "A subquery that stands for one value gives more than one row",
          "Use IN or SOME, or an aggregate without GROUP BY.");
    }
    @Nullable Object value = rows.isEmpty() ? null : rows.get(0)[0];
    return new RowLiterals(rex).of(value, subquery.getType());
  }
}
