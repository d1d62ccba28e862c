// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.planner.scalar.PostgresNumeric;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What follows from number, sum and sum of squares, which are exact for every type. */
final class Moments implements Accumulator {
  private final LocalAggregate.Function function;
  private final ColumnType type;
  private final boolean squares;
  private long count;
  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal sumOfSquares = BigDecimal.ZERO;

  Moments(LocalAggregate.Function function, ColumnType type) {
    this.function = function;
    this.type = type;
    this.squares =
        switch (function) {
          case SUMSQ, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> true;
          default -> false;
        };
  }

  @Override
  public void add(Object value) {
    BigDecimal number = exact((Number) value);
    count++;
    sum = sum.add(number);
    if (squares) {
      sumOfSquares = sumOfSquares.add(number.multiply(number));
    }
  }

  private BigDecimal exact(Number value) {
    if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw outOfRange();
      }
      return new BigDecimal(number);
    }
    return value instanceof BigDecimal number ? number : BigDecimal.valueOf(value.longValue());
  }

  @Override
  public @Nullable Object result() {
    if (count == 0) {
      return null;
    }
    return type.kind() == Kind.DOUBLE ? approximate() : fitted(precise());
  }

  private @Nullable BigDecimal precise() {
    BigDecimal n = BigDecimal.valueOf(count);
    return switch (function) {
      case SUM -> sum;
      case SUMSQ -> sumOfSquares;
      case AVG -> PostgresNumeric.divide(sum, n);
      case VAR_POP -> PostgresNumeric.variance(n, sum, sumOfSquares, false);
      case VAR_SAMP -> PostgresNumeric.variance(n, sum, sumOfSquares, true);
      case STDDEV_POP -> PostgresNumeric.deviation(n, sum, sumOfSquares, false);
      case STDDEV_SAMP -> PostgresNumeric.deviation(n, sum, sumOfSquares, true);
      case COUNT, MIN, MAX -> throw new IllegalStateException(function + " is no moment");
    };
  }

  private @Nullable Object fitted(@Nullable BigDecimal value) {
    if (value == null || !type.isInteger()) {
      return value;
    }
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  private @Nullable Double approximate() {
    ApproximateMoments moments = new ApproximateMoments(count, sum, sumOfSquares);
    BigDecimal value =
        switch (function) {
          case SUM -> sum;
          case SUMSQ -> sumOfSquares;
          case AVG -> moments.mean();
          case VAR_POP -> moments.variance(false);
          case VAR_SAMP -> moments.variance(true);
          case STDDEV_POP -> moments.deviation(false);
          case STDDEV_SAMP -> moments.deviation(true);
          case COUNT, MIN, MAX -> throw new IllegalStateException(function + " is no moment");
        };
    if (value == null) {
      return null;
    }
    double rounded = value.doubleValue();
    if (Double.isInfinite(rounded)) {
      throw outOfRange();
    }
    return rounded;
  }

  private ParleyException outOfRange() {
    return new ParleyException(
        ErrorCode.OUT_OF_RANGE,
        "An aggregate is out of the range of type " + type.toString().toLowerCase(Locale.ROOT),
        "Aggregate fewer rows, or cast to a wider type first.");
  }
}
