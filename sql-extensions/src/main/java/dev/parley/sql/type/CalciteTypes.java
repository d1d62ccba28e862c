// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.type;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** Column types as Calcite's types, and back. */
public final class CalciteTypes {
  private static final int MICROSECONDS = 6;

  private CalciteTypes() {}

  /** Returns Calcite's type for {@code type}. */
  public static RelDataType toCalcite(
      RelDataTypeFactory factory, ColumnType type, boolean nullable) {
    RelDataType calcite =
        switch (type.kind()) {
          case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
          case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
          case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
          case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
          case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
          case DATE -> factory.createSqlType(SqlTypeName.DATE);
          case TIME -> factory.createSqlType(SqlTypeName.TIME, MICROSECONDS);
          case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, MICROSECONDS);
          case VARBINARY -> factory.createSqlType(SqlTypeName.VARBINARY);
          case GEOMETRY -> factory.createSqlType(SqlTypeName.GEOMETRY);
          case DECIMAL ->
              factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
          case CHAR -> factory.createSqlType(SqlTypeName.CHAR, Math.max(1, type.precision()));
          case VARCHAR ->
              type.precision() == 0
                  ? factory.createSqlType(SqlTypeName.VARCHAR)
                  : factory.createSqlType(SqlTypeName.VARCHAR, type.precision());
        };
    return factory.createTypeWithNullability(calcite, nullable);
  }

  /**
   * Returns the type that {@code calcite} stands for; NULL alone is a text, as in PostgreSQL.
   *
   * @throws ParleyException NOT_SUPPORTED for any other type
   */
  public static ColumnType of(RelDataType calcite) {
    return switch (calcite.getSqlTypeName()) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case TINYINT, SMALLINT -> ColumnType.SMALLINT;
      case INTEGER -> ColumnType.INTEGER;
      case BIGINT -> ColumnType.BIGINT;
      case DECIMAL -> decimal(calcite);
      case DOUBLE, FLOAT -> ColumnType.DOUBLE;
      case CHAR -> new ColumnType(ColumnType.Kind.CHAR, calcite.getPrecision(), 0);
      case VARCHAR -> ColumnType.varchar(Math.max(0, calcite.getPrecision()));
      case NULL -> ColumnType.VARCHAR;
      case DATE -> ColumnType.DATE;
      case TIME -> ColumnType.TIME;
      case TIMESTAMP -> ColumnType.TIMESTAMP;
      case BINARY, VARBINARY -> ColumnType.VARBINARY;
      case GEOMETRY -> ColumnType.GEOMETRY;
      default ->
          throw new ParleyException(
              ErrorCode.NOT_SUPPORTED,
              "Values of type %s are not supported".formatted(calcite.getSqlTypeName()),
              "Use numbers, texts, truth values, dates, times, timestamps and byte strings.");
    };
  }

  private static ColumnType decimal(RelDataType calcite) {
    int scale = Math.max(0, Math.min(calcite.getScale(), ColumnType.MAX_PRECISION));
    int precision = Math.min(calcite.getPrecision(), ColumnType.MAX_PRECISION);
    return ColumnType.decimal(Math.max(1, Math.max(precision, scale)), scale);
  }
}
