// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.ParleyTypeSystem;
import dev.parley.sql.type.CalciteTypes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/** Column types as Calcite's types, and back. */
public final class ColumnTypes {

  private ColumnTypes() {}

  /** Returns a new factory of types whose texts are Unicode. */
  public static RelDataTypeFactory factory() {
    return new JavaTypeFactoryImpl(ParleyTypeSystem.INSTANCE) {
      @Override
      public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
      }
    };
  }

  static RelDataType toCalcite(RelDataTypeFactory factory, ColumnType type, boolean nullable) {
    return CalciteTypes.toCalcite(factory, type, nullable);
  }

  /**
   * Returns the type that {@code calcite} stands for; NULL alone is a text, as in PostgreSQL.
   *
   * @throws ParleyException NOT_SUPPORTED for any other type
   */
  public static ColumnType of(RelDataType calcite) {
    return CalciteTypes.of(calcite);
  }
}
