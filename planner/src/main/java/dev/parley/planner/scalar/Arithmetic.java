// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The five operations on values that are not null; the type of the result decides how. */
final class Arithmetic {

  private Arithmetic() {}

  static Number apply(ScalarOperator operator, ColumnType type, Number a, Number b) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> whole(operator, type, a.longValue(), b.longValue());
      case DOUBLE -> approximate(operator, a.doubleValue(), b.doubleValue());
      default -> exact(operator, ValueOrder.decimal(a), ValueOrder.decimal(b));
    };
  }

  static Number negate(ColumnType type, Number value) {
    return value instanceof Double number
        ? (Number) (-number)
        : apply(ScalarOperator.SUBTRACT, type, 0L, value);
  }

  private static Long whole(ScalarOperator operator, ColumnType type, long a, long b) {
    BigInteger left = BigInteger.valueOf(a);
    BigInteger right = BigInteger.valueOf(b);
    BigInteger result =
        switch (operator) {
          case ADD -> left.add(right);
          case SUBTRACT -> left.subtract(right);
          case MULTIPLY -> left.multiply(right);
          case DIVIDE -> b == 0 ? divisionByZero() : left.divide(right);
          case MODULO -> b == 0 ? divisionByZero() : left.remainder(right);
          default -> throw new IllegalStateException(operator + " is not arithmetic");
        };
    return Cast.integer(type, new BigDecimal(result));
  }

  private static BigInteger divisionByZero() {
    PostgresNumeric.divide(BigDecimal.ONE, BigDecimal.ZERO);
    throw new IllegalStateException("Divided by zero");
  }

  private static BigDecimal exact(ScalarOperator operator, BigDecimal a, BigDecimal b) {
    return switch (operator) {
      case ADD -> PostgresNumeric.add(a, b);
      case SUBTRACT -> PostgresNumeric.subtract(a, b);
      case MULTIPLY -> PostgresNumeric.multiply(a, b);
      case DIVIDE -> PostgresNumeric.divide(a, b);
      case MODULO -> PostgresNumeric.remainder(a, b);
      default -> throw new IllegalStateException(operator + " is not arithmetic");
    };
  }

  private static Double approximate(ScalarOperator operator, double a, double b) {
    if (operator == ScalarOperator.DIVIDE && b == 0) {
      divisionByZero();
    }
    double result =
        switch (operator) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          default -> throw new IllegalStateException(operator + " is not arithmetic");
        };
    boolean vanished = result == 0 && a != 0 && b != 0 && isProduct(operator);
    boolean exploded = Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b);
    if (vanished || exploded) {
      throw PostgresNumeric.outOfRange("double precision");
    }
    return result;
  }

  private static boolean isProduct(ScalarOperator operator) {
    return operator == ScalarOperator.MULTIPLY || operator == ScalarOperator.DIVIDE;
  }
}
