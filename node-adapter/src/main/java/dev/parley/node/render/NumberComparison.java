// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealColumn.Storage;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Compares a number with a literal, exactly.
 *
 * <p>Databases differ in what they do with a literal that has more digits than the column: some
 * round it, some fail. So none is ever sent: {@code i < 2.5} over integers is {@code i <= 2}, and
 * {@code s < 100000} over SMALLINT is true of every value.
 */
record NumberComparison(Dialect dialect, Operand operand) {

  Fragment compare(Operator operator, BigDecimal literal) {
    if (operand.isDouble() || isUnbounded()) {
      return compared(comparable(), operator.word(), parameter(literal).orElseThrow());
    }
    BigDecimal floor = literal.setScale(operand.type().scale(), RoundingMode.FLOOR);
    if (!fits(floor)) {
      return outOfRange(operator, literal.signum() > 0);
    }
    if (floor.compareTo(literal) == 0) {
      return compared(operand.value(), operator.word(), exactParameter(floor));
    }
    return switch (operator) {
      case EQUAL -> operand.never();
      case NOT_EQUAL -> operand.always();
      case LESS, LESS_OR_EQUAL -> compared(operand.value(), "<=", exactParameter(floor));
      case GREATER, GREATER_OR_EQUAL -> compared(operand.value(), ">", exactParameter(floor));
      default -> throw notAComparison(operator);
    };
  }

  private static Fragment compared(Fragment left, String word, Fragment right) {
    return left.then(" " + word + " ").then(right);
  }

  /** Returns the number as literals are compared with it. */
  Fragment comparable() {
    return operand.isDouble() ? operand.asDouble() : operand.value();
  }

  /** Returns a literal that the number can equal, or empty for one that it cannot. */
  Optional<Fragment> parameter(BigDecimal literal) {
    if (operand.isDouble()) {
      return Optional.of(doubleParameter(literal));
    }
    if (isUnbounded()) {
      return Optional.of(Fragment.parameter(dialect.anyNumberParameter(), literal));
    }
    BigDecimal floor = literal.setScale(operand.type().scale(), RoundingMode.FLOOR);
    return fits(floor) && floor.compareTo(literal) == 0
        ? Optional.of(exactParameter(floor))
        : Optional.empty();
  }

  private Fragment outOfRange(Operator operator, boolean above) {
    return switch (operator) {
      case EQUAL -> operand.never();
      case NOT_EQUAL -> operand.always();
      case LESS, LESS_OR_EQUAL -> above ? operand.always() : operand.never();
      case GREATER, GREATER_OR_EQUAL -> above ? operand.never() : operand.always();
      default -> throw notAComparison(operator);
    };
  }

  /** Whether a literal of the column's scale can be cast to the type that is compared in. */
  private boolean fits(BigDecimal literal) {
    return operand.type().isInteger()
        ? literal.toBigInteger().bitLength() < Long.SIZE
        : literal.precision() <= precision();
  }

  private Fragment exactParameter(BigDecimal literal) {
    ColumnType type = operand.type();
    if (type.isInteger()) {
      return Fragment.parameter(dialect.integerParameter(), literal.longValueExact());
    }
    return Fragment.parameter(
        "CAST(? AS " + SqlTypes.decimal(precision(), type.scale()) + ")", literal);
  }

  private Fragment doubleParameter(BigDecimal literal) {
    double nearest = literal.doubleValue();
    if (Double.isInfinite(nearest)) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A number is out of the range of DOUBLE",
          "Compare with a number that is nearer to zero.");
    }
    return Fragment.parameter(dialect.asDouble("?"), nearest);
  }

  /** Whether the column has digits that no type of this database could be declared to hold. */
  private boolean isUnbounded() {
    return operand.storage() == Storage.UNBOUNDED
        && dialect.widestDecimal() == ColumnType.MAX_PRECISION;
  }

  private int precision() {
    return operand.storage() == Storage.UNBOUNDED
        ? dialect.widestDecimal()
        : operand.type().precision();
  }

  private static IllegalStateException notAComparison(Operator operator) {
    return new IllegalStateException(operator + " is no comparison");
  }
}
