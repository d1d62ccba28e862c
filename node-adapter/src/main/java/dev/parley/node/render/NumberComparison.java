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
import java.util.List;
import java.util.Optional;

/**
 * Compares a column of numbers with a literal, exactly.
 *
 * <p>Databases differ in what they do with a literal that has more digits than the column: some
 * round it, some fail. So none is ever sent: {@code i < 2.5} over integers is {@code i <= 2}, and
 * {@code s < 100000} over SMALLINT is true of every value.
 */
record NumberComparison(Dialect dialect, ColumnExpression column, List<Object> parameters) {

  String compare(Operator operator, BigDecimal literal) {
    if (column.isDouble() || column.storage() == Storage.UNBOUNDED) {
      return operand() + " " + operator.word() + " " + parameter(literal).orElseThrow();
    }
    BigDecimal floor = literal.setScale(column.type().scale(), RoundingMode.FLOOR);
    if (!fits(floor)) {
      return outOfRange(operator, literal.signum() > 0);
    }
    if (floor.compareTo(literal) == 0) {
      return column.plain() + " " + operator.word() + " " + exactParameter(floor);
    }
    return switch (operator) {
      case EQUAL -> column.never();
      case NOT_EQUAL -> column.always();
      case LESS, LESS_OR_EQUAL -> column.plain() + " <= " + exactParameter(floor);
      case GREATER, GREATER_OR_EQUAL -> column.plain() + " > " + exactParameter(floor);
      default -> throw notAComparison(operator);
    };
  }

  /** Returns the column as literals are compared with it. */
  String operand() {
    return column.isDouble() ? column.asDouble() : column.plain();
  }

  /** Adds a literal that the column can equal, or returns empty for one that it cannot. */
  Optional<String> parameter(BigDecimal literal) {
    if (column.isDouble()) {
      return Optional.of(doubleParameter(literal));
    }
    if (column.storage() == Storage.UNBOUNDED) {
      parameters.add(literal);
      return Optional.of(dialect.anyNumberParameter());
    }
    BigDecimal floor = literal.setScale(column.type().scale(), RoundingMode.FLOOR);
    return fits(floor) && floor.compareTo(literal) == 0
        ? Optional.of(exactParameter(floor))
        : Optional.empty();
  }

  private String outOfRange(Operator operator, boolean above) {
    return switch (operator) {
      case EQUAL -> column.never();
      case NOT_EQUAL -> column.always();
      case LESS, LESS_OR_EQUAL -> above ? column.always() : column.never();
      case GREATER, GREATER_OR_EQUAL -> above ? column.never() : column.always();
      default -> throw notAComparison(operator);
    };
  }

  /** Whether a literal of the column's scale can be cast to the type that is compared in. */
  private boolean fits(BigDecimal literal) {
    return column.type().isInteger()
        ? literal.toBigInteger().bitLength() < Long.SIZE
        : literal.precision() <= column.type().precision();
  }

  private String exactParameter(BigDecimal literal) {
    ColumnType type = column.type();
    if (type.isInteger()) {
      parameters.add(literal.longValueExact());
      return "CAST(? AS BIGINT)";
    }
    parameters.add(literal);
    return "CAST(? AS DECIMAL(" + type.precision() + ", " + type.scale() + "))";
  }

  private String doubleParameter(BigDecimal literal) {
    double nearest = literal.doubleValue();
    if (Double.isInfinite(nearest)) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A number is out of the range of DOUBLE",
          "Compare with a number that is nearer to zero.");
    }
    parameters.add(nearest);
    return "CAST(? AS DOUBLE PRECISION)";
  }

  private static IllegalStateException notAComparison(Operator operator) {
    return new IllegalStateException(operator + " is no comparison");
  }
}
