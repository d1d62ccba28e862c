// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import java.math.BigDecimal;
import java.util.Objects;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Calcite's literals as constants, with all their digits. */
final class Literals {

  private Literals() {}

  static Scalar.Constant of(RexLiteral literal) {
    ColumnType type = ColumnTypes.of(literal.getType());
    if (literal.isNull()) {
      return new Scalar.Constant(null, type);
    }
    return switch (type.kind()) {
      case BOOLEAN -> new Scalar.Constant(value(literal, Boolean.class), type);
      case SMALLINT, INTEGER, BIGINT ->
          new Scalar.Constant(value(literal, BigDecimal.class).longValueExact(), type);
      case DECIMAL -> new Scalar.Constant(decimal(literal, type), type);
      case DOUBLE -> new Scalar.Constant(value(literal, Double.class), type);
      case CHAR, VARCHAR -> new Scalar.Constant(value(literal, String.class), ColumnType.VARCHAR);
      case DATE ->
          new Scalar.Constant(
              Cast.to(type, value(literal, DateString.class).toString()), ColumnType.DATE);
      case TIME ->
          new Scalar.Constant(
              Cast.to(type, value(literal, TimeString.class).toString()), ColumnType.TIME);
      case TIMESTAMP ->
          new Scalar.Constant(
              Cast.to(type, value(literal, TimestampString.class).toString()), type);
      case VARBINARY ->
          new Scalar.Constant(Octets.of(value(literal, ByteString.class).getBytes()), type);
      // SQL has no literals of places, but functions that make them
      case GEOMETRY -> throw new IllegalStateException("A literal of a geometry");
    };
  }

  /** As written: 10.50 has two digits after the point. */
  private static BigDecimal decimal(RexLiteral literal, ColumnType type) {
    BigDecimal value = value(literal, BigDecimal.class);
    return value.scale() < type.scale() ? value.setScale(type.scale()) : value;
  }

  /** The narrowest type of a number, as far as types go. */
  static ColumnType typeOf(BigDecimal number) {
    int scale = Math.max(0, Math.min(number.scale(), ColumnType.MAX_PRECISION));
    int precision = Math.min(number.precision(), ColumnType.MAX_PRECISION);
    return ColumnType.decimal(Math.max(1, Math.max(precision, scale)), scale);
  }

  private static <T> T value(RexLiteral literal, Class<T> kind) {
    return Objects.requireNonNull(literal.getValueAs(kind));
  }
}
