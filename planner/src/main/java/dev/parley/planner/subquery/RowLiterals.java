// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.subquery;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Values of rows as literals, with all their digits. */
final class RowLiterals {
  private static final int MICROSECONDS = 6;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, MICROSECONDS, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd ")
          .append(TIME)
          .toFormatter(Locale.ROOT);

  private final RexBuilder rex;

  RowLiterals(RexBuilder rex) {
    this.rex = rex;
  }

  /**
   * Returns the literal of {@code value}, which is of {@code type} but for its digits.
   *
   * @throws ParleyException OUT_OF_RANGE
   */
  RexLiteral of(@Nullable Object value, RelDataType type) {
    if (value == null) {
      return rex.makeNullLiteral(type);
    }
    RelDataTypeFactory types = rex.getTypeFactory();
    RelDataType present = types.createTypeWithNullability(type, false);
    try {
      return switch (type.getSqlTypeName()) {
        case BOOLEAN -> rex.makeLiteral((boolean) value);
        case TINYINT, SMALLINT, INTEGER, BIGINT ->
            rex.makeExactLiteral(BigDecimal.valueOf(((Number) value).longValue()), present);
        case DECIMAL -> decimal(exact((Number) value), types);
        case DOUBLE, FLOAT -> rex.makeApproxLiteral((Double) value, present);
        case CHAR, VARCHAR, NULL -> rex.makeLiteral((String) value);
        case DATE -> rex.makeDateLiteral(new DateString(((LocalDate) value).toString()));
        case TIME ->
            rex.makeTimeLiteral(new TimeString(TIME.format((LocalTime) value)), MICROSECONDS);
        case TIMESTAMP -> timestamp((LocalDateTime) value);
        case BINARY, VARBINARY -> rex.makeBinaryLiteral(new ByteString(((Octets) value).toBytes()));
        default -> throw new IllegalStateException("No literal of type " + type);
      };
    } catch (IllegalArgumentException e) {
      // Without its cause, whose message holds the value.
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A subquery gives a value that a condition cannot hold",
          "Round it in the subquery, or cast it.");
    }
  }

  private static BigDecimal exact(Number value) {
    return value instanceof BigDecimal number
        ? number
        : new BigDecimal(BigInteger.valueOf(value.longValue()));
  }

  private RexLiteral decimal(BigDecimal value, RelDataTypeFactory types) {
    BigDecimal scaled = value.scale() < 0 ? value.setScale(0) : value;
    int precision = Math.max(scaled.precision(), scaled.scale());
    if (precision > ColumnType.MAX_PRECISION) {
      throw new IllegalArgumentException("Invalid literal: " + precision + " digits");
    }
    RelDataType own = types.createSqlType(SqlTypeName.DECIMAL, precision, scaled.scale());
    return rex.makeExactLiteral(scaled, own);
  }

  private RexLiteral timestamp(LocalDateTime value) {
    return rex.makeTimestampLiteral(new TimestampString(TIMESTAMP.format(value)), MICROSECONDS);
  }
}
