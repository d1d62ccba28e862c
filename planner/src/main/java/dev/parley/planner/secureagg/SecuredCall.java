// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.owners.OwnerExpressions;
import dev.parley.planner.owners.PlaceColumns;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Expression;
import dev.parley.sql.secureagg.SecureAggregates;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlAggFunction;

/**
 * One secure aggregate: what of it is asked, and how the gateway finishes it. Owners can but add:
 * means, variances and deviations come from counts, sums and sums of squares.
 *
 * @param argument empty for COUNT(*)
 * @param filter which rows count; empty for all
 * @param type of the result
 */
record SecuredCall(
    SqlAggFunction function, Optional<Scalar> argument, Optional<Scalar> filter, ColumnType type) {

  /** Adds to {@code question} what it needs, and returns its value over what is opened. */
  Scalar ask(SecureQuestion question, OwnerExpressions expressions) {
    Optional<Boolean> same = filter.flatMap(expressions::outcome);
    if (same.isPresent()) {
      return same.get()
          ? new SecuredCall(function, argument, Optional.empty(), type).ask(question, expressions)
          : ofNothing();
    }
    if (argument.isEmpty() || argument.get() instanceof Scalar.Constant) {
      return ofConstant(question, expressions);
    }
    Expression value = expressions.value(counted(argument.get()));
    if (filter.isPresent()) {
      value = expressions.only(filter.get(), value);
    }
    if (function.equals(SecureAggregates.SECURE_COUNT)) {
      return question.aggregate(Aggregation.count(value));
    }
    requireNumber(argument.get());
    Scalar sum = question.aggregate(Aggregation.sum(value));
    if (function.equals(SecureAggregates.SECURE_SUM)) {
      return cast(sum, type);
    }
    Scalar count = question.aggregate(Aggregation.count(value));
    if (function.equals(SecureAggregates.SECURE_AVG)) {
      return quotient(sum, count);
    }
    Scalar squares = question.aggregate(Aggregation.sumSquares(value));
    return new Scalar.Call(spread(), List.of(exact(count), sum, squares), type);
  }

  /** A place is there if its coordinates are. */
  private static Scalar counted(Scalar argument) {
    return argument.type().kind() == ColumnType.Kind.GEOMETRY
        ? PlaceColumns.coordinates(argument).get(0)
        : argument;
  }

  /** COUNT(1) counts rows, and SUM(1), which tools write, counts them too. */
  private Scalar ofConstant(SecureQuestion question, OwnerExpressions expressions) {
    boolean counts = function.equals(SecureAggregates.SECURE_COUNT);
    boolean ofNull =
        argument.filter(a -> a instanceof Scalar.Constant c && c.value() == null).isPresent();
    if (ofNull) {
      return ofNothing();
    }
    Aggregation rows =
        filter.isEmpty()
            ? Aggregation.countRows()
            : Aggregation.count(
                expressions.only(filter.get(), new Expression.NumberLiteral(BigDecimal.ONE)));
    Scalar count = question.aggregate(rows);
    if (counts) {
      return count;
    }
    if (!function.equals(SecureAggregates.SECURE_SUM)) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "Means and deviations of a constant are not supported",
          "Take them of a column.");
    }
    requireNumber(argument.orElseThrow());
    return new Scalar.Call(
        ScalarOperator.CASE,
        List.of(
            new Scalar.Call(
                ScalarOperator.EQUAL,
                List.of(count, new Scalar.Constant(0L, ColumnType.BIGINT)),
                ColumnType.BOOLEAN),
            new Scalar.Constant(null, type),
            times(count)),
        type);
  }

  /** The argument, a constant, so many times. */
  private Scalar times(Scalar count) {
    // A product has the digits after the point of both factors, and a count has none.
    boolean decimal = type.kind() == ColumnType.Kind.DECIMAL;
    return new Scalar.Call(
        ScalarOperator.MULTIPLY,
        List.of(decimal ? exact(count) : cast(count, type), cast(argument.orElseThrow(), type)),
        type);
  }

  /** What comes of no value at all. */
  private Scalar ofNothing() {
    boolean counts = function.equals(SecureAggregates.SECURE_COUNT);
    return new Scalar.Constant(counts ? (Object) 0L : null, type);
  }

  private static void requireNumber(Scalar argument) {
    if (!argument.type().isNumeric()) {
      throw new ParleyException(
          ErrorCode.TYPE_MISMATCH,
          "Sums, means and deviations are of numbers, and not of " + argument.type().kind(),
          "Take them of a column of numbers, or COUNT.");
    }
  }

  private Scalar quotient(Scalar sum, Scalar count) {
    boolean approximate = type.kind() == ColumnType.Kind.DOUBLE;
    return new Scalar.Call(
        ScalarOperator.DIVIDE,
        List.of(approximate ? cast(sum, type) : sum, approximate ? cast(count, type) : count),
        type);
  }

  private static Scalar exact(Scalar count) {
    return cast(count, ColumnType.decimal(ColumnType.BIGINT.decimalDigits(), 0));
  }

  private static Scalar cast(Scalar value, ColumnType type) {
    boolean alike =
        value.type().equals(type)
            || (value.type().kind() == ColumnType.Kind.DECIMAL
                && type.kind() == ColumnType.Kind.DECIMAL);
    return alike ? value : new Scalar.Call(ScalarOperator.CAST, List.of(value), type);
  }

  private ScalarOperator spread() {
    return ScalarOperator.valueOf(SecureAggregates.plainName(function));
  }
}
