// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.query.GroupKey;

/** The names of types in casts. */
final class SqlTypes {

  private SqlTypes() {}

  static String name(ColumnType type, Dialect dialect) {
    boolean maria = dialect == Dialect.MARIADB;
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> maria ? "SIGNED" : type.kind().name();
      case DECIMAL -> decimal(type.precision(), type.scale());
      case DOUBLE -> maria ? "DOUBLE" : "DOUBLE PRECISION";
      case TIME -> dialect == Dialect.DUCKDB ? "TIME" : "TIME(6)";
      case TIMESTAMP -> maria ? "DATETIME(6)" : "TIMESTAMP(6)";
      case BOOLEAN -> maria ? "SIGNED" : "BOOLEAN";
      case DATE -> "DATE";
      case VARBINARY -> octets(dialect);
      case GEOMETRY -> throw new IllegalStateException("Places are computed by coordinates");
      case CHAR, VARCHAR -> dialect == Dialect.POSTGRESQL ? "TEXT" : maria ? "CHAR" : "VARCHAR";
    };
  }

  /** H2 would cut what is cast to VARBINARY after a million bytes. */
  private static String octets(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> "BYTEA";
      case DUCKDB, H2 -> "BLOB";
      case MARIADB -> "BINARY";
    };
  }

  /**
   * Returns a byte string as it is, if it can travel; of what is too long so many bytes that they
   * cannot travel either. It may be a film, and no node is to hold a thousand of these.
   */
  static Fragment bounded(Fragment octets, Dialect dialect) {
    String function = dialect == Dialect.DUCKDB ? "array_slice(" : "SUBSTRING(";
    return octets.within(function, ", 1, " + GroupKey.MAX_BYTES + ")");
  }

  static String decimal(int precision, int scale) {
    return "DECIMAL(" + precision + ", " + scale + ")";
  }

  /** Returns {@code value} cast; by no means a conversion that rounds a DOUBLE. */
  static Fragment cast(Fragment value, ColumnType type, Dialect dialect) {
    // DuckDB has timestamps of microseconds, and knows TIMESTAMP(6) as something else
    String name =
        type.kind() == Kind.TIMESTAMP && dialect == Dialect.DUCKDB
            ? "TIMESTAMP"
            : name(type, dialect);
    return value.within("CAST(", " AS " + name + ")");
  }
}
