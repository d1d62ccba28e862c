// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.scalar.Evaluation;
import dev.parley.planner.scalar.ScalarTranslation;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/** Comparisons of a column with a constant or another column, of one kind. */
final class Comparisons {
  private final FederatedTable table;

  Comparisons(FederatedTable table) {
    this.table = table;
  }

  /** Returns the comparison, its column first; empty if it compares with NULL. */
  Optional<Expression> of(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (RexUtil.isConstant(left)) {
      return compare(right, call.getKind().reverse(), left);
    }
    return compare(left, call.getKind(), right);
  }

  private Optional<Expression> compare(RexNode first, SqlKind kind, RexNode second) {
    if (!(first instanceof RexInputRef reference)) {
      throw unsupported(first);
    }
    FederatedColumn column = filtered(reference);
    Operator operator = operator(kind);
    if (second instanceof RexInputRef otherReference) {
      FederatedColumn other = filtered(otherReference);
      requireComparable(column.type(), operator, other.type());
      return Optional.of(call(operator, column, new Expression.Column(other.name())));
    }
    if (!RexUtil.isConstant(second)) {
      throw unsupported(second);
    }
    Object value = Evaluation.of(new ScalarTranslation(List.of()).of(second), new Object[0]);
    if (value == null) {
      return Optional.empty();
    }
    requireOrdered(column.type(), operator);
    return Optional.of(call(operator, column, literal(column.type(), value)));
  }

  private FederatedColumn filtered(RexInputRef reference) {
    FederatedColumn column = table.columns().get(reference.getIndex());
    ColumnUses.require(column, Use.FILTER);
    return column;
  }

  private static Expression call(Operator operator, FederatedColumn column, Expression second) {
    return new Expression.Call(operator, List.of(new Expression.Column(column.name()), second));
  }

  private static Operator operator(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Operator.EQUAL;
      case NOT_EQUALS -> Operator.NOT_EQUAL;
      case LESS_THAN -> Operator.LESS;
      case LESS_THAN_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case GREATER_THAN -> Operator.GREATER;
      case GREATER_THAN_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      default -> throw new IllegalStateException(kind + " is no comparison");
    };
  }

  private static void requireComparable(ColumnType a, Operator operator, ColumnType b) {
    boolean comparable =
        (a.isNumeric() && b.isNumeric()) || (a.isText() && b.isText()) || a.kind() == b.kind();
    if (!comparable) {
      throw mismatch(a, b.toString());
    }
    requireOrdered(a, operator);
  }

  /** Databases order texts each in its own way, but agree on which are equal. */
  private static void requireOrdered(ColumnType type, Operator operator) {
    boolean ordered = !type.isText() && type.kind() != Kind.BOOLEAN;
    if (!ordered && operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "%s between values of type %s is not supported in WHERE"
              .formatted(operator.word(), type.kind()),
          "Compare them with =, <> or IN.");
    }
  }

  private static Expression literal(ColumnType type, Object value) {
    try {
      return literalOf(type, value);
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A constant in WHERE cannot be compared: " + e.getMessage(),
          "Write dates of the years 1 to 9999, and texts without the character U+0000.",
          e);
    }
  }

  private static Expression literalOf(ColumnType type, Object value) {
    if (type.isNumeric() && value instanceof Long whole) {
      return new Expression.NumberLiteral(BigDecimal.valueOf(whole));
    }
    if (type.isNumeric() && value instanceof BigDecimal number) {
      return new Expression.NumberLiteral(number);
    }
    if (type.isText() && value instanceof String text) {
      return new Expression.TextLiteral(text);
    }
    if (type.kind() == Kind.BOOLEAN && value instanceof Boolean truth) {
      return new Expression.BooleanLiteral(truth);
    }
    if (type.kind() == Kind.DATE && value instanceof LocalDate day) {
      return new Expression.DateLiteral(day);
    }
    if (type.kind() == Kind.TIMESTAMP && value instanceof LocalDate day) {
      return new Expression.TimestampLiteral(day.atStartOfDay());
    }
    if (type.kind() == Kind.TIMESTAMP && value instanceof LocalDateTime time) {
      return new Expression.TimestampLiteral(time);
    }
    throw mismatch(type, "a constant of that kind");
  }

  private static ParleyException mismatch(ColumnType type, String other) {
    return new ParleyException(
        ErrorCode.TYPE_MISMATCH,
        "%s cannot be compared with %s".formatted(type, other),
        "Compare a column with constants or columns of its own kind.");
  }

  static ParleyException unsupported(RexNode condition) {
    String what =
        condition instanceof RexCall call ? call.getOperator().getName() : "such an expression";
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "%s over columns is not supported in WHERE yet".formatted(what),
        "Compare columns with constants or columns, joined by AND, OR, NOT, IN, BETWEEN, IS NULL.");
  }
}
