// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Numbers of 38 digits, and aggregates whose types are PostgreSQL's. */
public final class ParleyTypeSystem extends RelDataTypeSystemImpl {
  public static final ParleyTypeSystem INSTANCE = new ParleyTypeSystem();

  /** The most digits of an exact number. */
  public static final int MAX_DIGITS = 38;

  /** The scale that quotients are declared with; their values bring their own, as PostgreSQL's. */
  public static final int QUOTIENT_SCALE = 16;

  private static final int MICROSECONDS = 6;

  private ParleyTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> MAX_DIGITS;
      // Calcite's milliseconds would cut the literals that times are compared with.
      case TIME, TIMESTAMP -> MICROSECONDS;
      default -> super.getMaxPrecision(typeName);
    };
  }

  /** Otherwise shorter texts would be padded to the length of the longest. */
  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? MAX_DIGITS : super.getMaxScale(typeName);
  }

  /**
   * SUM: of SMALLINT and INTEGER it is a BIGINT, of BIGINT a DECIMAL(38, 0), of DECIMAL(p, s) a
   * DECIMAL(38, s); others keep their type.
   */
  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    RelDataType sum =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
          case BIGINT -> factory.createSqlType(SqlTypeName.DECIMAL, MAX_DIGITS, 0);
          case DECIMAL ->
              factory.createSqlType(SqlTypeName.DECIMAL, MAX_DIGITS, argument.getScale());
          default -> argument;
        };
    return factory.createTypeWithNullability(sum, argument.isNullable());
  }

  /** AVG: of exact numbers it is an exact number, never cut to an integer. */
  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    RelDataType average =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
              factory.createSqlType(
                  SqlTypeName.DECIMAL, MAX_DIGITS, Math.max(QUOTIENT_SCALE, argument.getScale()));
          default -> factory.createSqlType(SqlTypeName.DOUBLE);
        };
    return factory.createTypeWithNullability(average, argument.isNullable());
  }

  /** Quotients have as many digits as can be declared; PostgreSQL's have no bounds at all. */
  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType dividend, RelDataType divisor) {
    boolean exact =
        SqlTypeUtil.isExactNumeric(dividend)
            && SqlTypeUtil.isExactNumeric(divisor)
            && (SqlTypeUtil.isDecimal(dividend) || SqlTypeUtil.isDecimal(divisor));
    if (!exact) {
      return null;
    }
    int scale = Math.max(QUOTIENT_SCALE, Math.max(dividend.getScale(), divisor.getScale()));
    return factory.createSqlType(SqlTypeName.DECIMAL, MAX_DIGITS, scale);
  }
}
