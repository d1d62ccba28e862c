// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the type of an expression, as PostgreSQL does, from the types of its columns: the same at
 * the gateway and at each node, which render by it. What databases cannot all be made to compute is
 * refused here.
 *
 * <p>Exact numbers may be mixed; exact numbers with doubles only in comparisons. The digits of a
 * DECIMAL result are bounded by 38, and never its digits after the point: a value that does not fit
 * is an error where it arises.
 */
public final class Typing implements Expression.Visitor<ColumnType> {
  private final Function<Expression.Column, ColumnType> columns;

  /**
   * @param columns gives the type of each column
   */
  public Typing(Function<Expression.Column, ColumnType> columns) {
    this.columns = columns;
  }

  /**
   * Returns the type of {@code expression}.
   *
   * @throws ParleyException TYPE_MISMATCH, NOT_SUPPORTED
   */
  public ColumnType of(Expression expression) {
    return expression.accept(this);
  }

  /**
   * Returns normally if {@code expression} says true or false.
   *
   * @throws ParleyException TYPE_MISMATCH, NOT_SUPPORTED
   */
  public void requireCondition(Expression expression) {
    if (of(expression).kind() != Kind.BOOLEAN) {
      throw mismatch("a condition", of(expression));
    }
  }

  @Override
  public ColumnType column(Expression.Column column) {
    return columns.apply(column);
  }

  @Override
  public ColumnType listed(Expression.Listed listed) {
    return listed.field().type();
  }

  @Override
  public ColumnType number(Expression.NumberLiteral literal) {
    BigDecimal value = literal.value();
    if (value.scale() <= 0) {
      int bits = value.toBigInteger().bitLength();
      if (bits < Long.SIZE) {
        return bits < Integer.SIZE ? ColumnType.INTEGER : ColumnType.BIGINT;
      }
    }
    int scale = Math.max(0, value.scale());
    return OperatorTypes.decimal(Math.max(1, value.precision() - value.scale()) + scale, scale);
  }

  @Override
  public ColumnType text(Expression.TextLiteral literal) {
    return ColumnType.VARCHAR;
  }

  @Override
  public ColumnType truth(Expression.BooleanLiteral literal) {
    return ColumnType.BOOLEAN;
  }

  @Override
  public ColumnType date(Expression.DateLiteral literal) {
    return ColumnType.DATE;
  }

  @Override
  public ColumnType time(Expression.TimeLiteral literal) {
    return ColumnType.TIME;
  }

  @Override
  public ColumnType timestamp(Expression.TimestampLiteral literal) {
    return ColumnType.TIMESTAMP;
  }

  @Override
  public ColumnType octets(Expression.OctetsLiteral literal) {
    return ColumnType.VARBINARY;
  }

  @Override
  public ColumnType nothing(Expression.NullLiteral literal) {
    throw new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "NULL stands where only the outcome of a CASE may be NULL",
        "Leave the NULL out, or write it as the outcome of a CASE.");
  }

  @Override
  public ColumnType cast(Expression.Cast cast) {
    return OperatorTypes.cast(of(cast.operand()), cast.type());
  }

  @Override
  public ColumnType choice(Expression.Case choice) {
    Optional<ColumnType> type = Optional.empty();
    for (Expression.Case.When branch : choice.branches()) {
      requireCondition(branch.condition());
      type = together(type, branch.value());
    }
    if (choice.otherwise().isPresent()) {
      type = together(type, choice.otherwise().get());
    }
    return type.orElseThrow(
        () ->
            new ParleyException(
                ErrorCode.NOT_SUPPORTED,
                "A CASE has no outcome but NULL",
                "Give one of its branches a value."));
  }

  private Optional<ColumnType> together(Optional<ColumnType> type, Expression value) {
    if (value instanceof Expression.NullLiteral) {
      return type;
    }
    ColumnType more = of(value);
    return Optional.of(type.map(known -> OperatorTypes.common(known, more)).orElse(more));
  }

  @Override
  public ColumnType call(Expression.Call call) {
    List<ColumnType> types = call.operands().stream().map(this::of).toList();
    OperatorTypes.requireLiterals(call);
    TextGrowth.require(call);
    return OperatorTypes.of(call, types);
  }

  static ParleyException mismatch(String wanted, ColumnType type) {
    return new ParleyException(
        ErrorCode.TYPE_MISMATCH,
        "%s is wanted where there is a %s".formatted(wanted, type.kind()),
        "Cast the value, or use another function.");
  }
}
