// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.function.Casts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes IN and BETWEEN as comparisons, and every number exactly, as PostgreSQL reads it. Left to
 * Calcite, the sides would first be cast to one type, which can round a literal.
 */
final class PlainConditions extends SqlShuttle {
  private static final int MAX_DIGITS = 38;

  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    if (!(literal instanceof SqlNumericLiteral number)) {
      return literal;
    }
    BigDecimal value = number.bigDecimalValue();
    if (value == null) {
      return literal;
    }
    if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A number in the statement has more than " + MAX_DIGITS + " digits",
          "Write it with fewer digits.");
    }
    return number.isExact() ? literal : exact(value, literal.getParserPosition());
  }

  /** PostgreSQL reads 1e2 as a number with a scale, of no digits. */
  private static SqlNode exact(BigDecimal value, SqlParserPos position) {
    SqlNode exact = SqlLiteral.createExactNumeric(value.toPlainString(), position);
    if (value.scale() > 0) {
      return exact;
    }
    int digits = Math.max(1, value.precision() - value.scale());
    return Casts.to(ColumnType.decimal(Math.min(digits, MAX_DIGITS), 0), exact);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return switch (call.getKind()) {
      case IN, NOT_IN -> in(call);
      case BETWEEN -> between(call);
      default -> super.visit(call);
    };
  }

  private @Nullable SqlNode in(SqlCall call) {
    if (!(call.operand(1) instanceof SqlNodeList list)) {
      return super.visit(call);
    }
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> equalities = new ArrayList<>();
    for (SqlNode item : list) {
      equalities.add(SqlStdOperatorTable.EQUALS.createCall(position, call.operand(0), item));
    }
    SqlNode any = visitAll(disjunction(equalities, position));
    return switch (call.getKind()) {
      case NOT_IN -> SqlStdOperatorTable.NOT.createCall(position, any);
      default -> any;
    };
  }

  private SqlNode visitAll(SqlNode node) {
    SqlNode visited = node.accept(this);
    if (visited == null) {
      throw new IllegalStateException("A rewrite removed a condition");
    }
    return visited;
  }

  /** Balanced, so that long lists do not nest deeply. */
  private static SqlNode disjunction(List<SqlNode> terms, SqlParserPos position) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    int half = terms.size() / 2;
    return SqlStdOperatorTable.OR.createCall(
        position,
        disjunction(terms.subList(0, half), position),
        disjunction(terms.subList(half, terms.size()), position));
  }

  private @Nullable SqlNode between(SqlCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "BETWEEN SYMMETRIC is not supported",
          "Write the smaller bound first, and leave SYMMETRIC out.");
    }
    SqlParserPos position = call.getParserPosition();
    boolean negated = operator.isNegated();
    SqlOperator low =
        negated ? SqlStdOperatorTable.LESS_THAN : SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
    SqlOperator high =
        negated ? SqlStdOperatorTable.GREATER_THAN : SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
    SqlOperator both = negated ? SqlStdOperatorTable.OR : SqlStdOperatorTable.AND;
    return both.createCall(
        position,
        visitAll(low.createCall(position, call.operand(0), call.operand(1))),
        visitAll(high.createCall(position, call.operand(0), call.operand(2))));
  }
}
