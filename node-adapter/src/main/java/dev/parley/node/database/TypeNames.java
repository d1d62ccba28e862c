// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.node.database.RealColumn.Storage;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * Maps the databases' types to Parley's, by their names: what JDBC numbers them as differs more.
 *
 * <p>A NUMERIC of more digits than {@value ColumnType#MAX_PRECISION}, or of as many as anyone likes
 * (PostgreSQL's NUMERIC without a precision), is published as one of that many digits, {@value
 * #UNDECLARED_SCALE} of them after the point if none is declared. Comparisons take such values
 * whole; a sum that does not fit what is published is an error and never rounded.
 */
final class TypeNames {
  private static final int UNDECLARED_SCALE = 10;
  private static final int MICROSECONDS = 6;
  private static final int UNSIGNED_LONG_DIGITS = 20;
  private static final int TEXT_BYTES = 65_535;

  private TypeNames() {}

  /** Reads the row of {@link java.sql.DatabaseMetaData#getColumns} that is current. */
  static RealColumn read(ResultSet row, Dialect dialect) throws SQLException {
    String typeName = row.getString("TYPE_NAME");
    int size = row.getInt("COLUMN_SIZE");
    int scale = row.getInt("DECIMAL_DIGITS");
    boolean scaleKnown = !row.wasNull();
    boolean nullable = row.getInt("NULLABLE") != java.sql.DatabaseMetaData.columnNoNulls;
    String word = word(typeName);
    Storage storage = Storage.DECLARED;
    Optional<ColumnType> type;
    if (word.equals("NUMERIC") || word.equals("DECIMAL")) {
      boolean bounded = size >= 1 && size <= ColumnType.MAX_PRECISION && scaleKnown;
      storage = bounded ? Storage.DECLARED : Storage.UNBOUNDED;
      type = bounded ? decimal(size, scale) : wideDecimal(size, scale, scaleKnown);
    } else if (word.equals("TIMESTAMPTZ") || word.equals("TIMESTAMP WITH TIME ZONE")) {
      storage = Storage.MOMENT;
      type = micros(ColumnType.TIMESTAMP, scale);
    } else {
      type = simple(word, size, scale, dialect);
      if (word.equals("FLOAT4") || word.equals("REAL") || word.equals("FLOAT")) {
        storage = Storage.SINGLE;
      }
    }
    return new RealColumn(row.getString("COLUMN_NAME"), type, typeName, nullable, storage);
  }

  /** Without lengths, and without what changes no type: how it is shown, a sign that never is. */
  private static String word(String typeName) {
    return typeName
        .toUpperCase(Locale.ROOT)
        .replaceFirst("\\(.*", "")
        .replace(" ZEROFILL", "")
        .replaceFirst("^(DECIMAL|FLOAT|DOUBLE) UNSIGNED$", "$1")
        .strip();
  }

  private static Optional<ColumnType> simple(String word, int size, int scale, Dialect dialect) {
    return switch (word) {
      case "BOOL", "BOOLEAN" -> Optional.of(ColumnType.BOOLEAN);
      case "TINYINT", "SMALLINT", "INT2", "SMALLSERIAL", "UTINYINT", "TINYINT UNSIGNED" ->
          Optional.of(ColumnType.SMALLINT);
      case "INTEGER",
          "INT4",
          "SERIAL",
          "INT",
          "MEDIUMINT",
          "MEDIUMINT UNSIGNED",
          "USMALLINT",
          "SMALLINT UNSIGNED" ->
          Optional.of(ColumnType.INTEGER);
      case "BIGINT", "INT8", "BIGSERIAL", "UINTEGER", "INT UNSIGNED" ->
          Optional.of(ColumnType.BIGINT);
      case "UBIGINT", "BIGINT UNSIGNED" -> decimal(UNSIGNED_LONG_DIGITS, 0);
      case "HUGEINT" -> decimal(ColumnType.MAX_PRECISION, 0);
      case "DOUBLE", "DOUBLE PRECISION", "FLOAT8", "REAL", "FLOAT4", "FLOAT" ->
          Optional.of(ColumnType.DOUBLE);
      case "CHARACTER", "CHAR", "BPCHAR" ->
          Optional.of(new ColumnType(Kind.CHAR, length(size, dialect), 0));
      case "CHARACTER VARYING", "VARCHAR", "VARCHAR_IGNORECASE", "TEXT" ->
          Optional.of(ColumnType.varchar(length(size, dialect)));
      case "TINYTEXT", "MEDIUMTEXT", "LONGTEXT" -> Optional.of(ColumnType.VARCHAR);
      case "DATE" -> Optional.of(ColumnType.DATE);
      case "TIME" -> micros(ColumnType.TIME, scale);
      case "TIMESTAMP", "DATETIME" -> micros(ColumnType.TIMESTAMP, scale);
      case "POINT", "GEOMETRY" ->
          places(dialect == Dialect.POSTGRESQL || dialect == Dialect.MARIADB);
      default -> octets(word);
    };
  }

  private static Optional<ColumnType> micros(ColumnType type, int digits) {
    return digits <= MICROSECONDS ? Optional.of(type) : Optional.empty();
  }

  /** Of whatever length: where one is declared, no value is longer anyhow. */
  private static Optional<ColumnType> octets(String word) {
    return switch (word) {
      case "BYTEA",
          "BINARY",
          "BINARY VARYING",
          "VARBINARY",
          "BINARY LARGE OBJECT",
          "BLOB",
          "TINYBLOB",
          "MEDIUMBLOB",
          "LONGBLOB" ->
          Optional.of(ColumnType.VARBINARY);
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnType> places(boolean known) {
    return known ? Optional.of(ColumnType.GEOMETRY) : Optional.empty();
  }

  /** What has no length of its own is told as a very large one, or as none. */
  private static int length(int size, Dialect dialect) {
    int unlimited =
        switch (dialect) {
          case H2 -> 1_000_000_000;
          case MARIADB -> TEXT_BYTES; // of TEXT, which counts bytes; no VARCHAR is as long
          case POSTGRESQL, DUCKDB -> Integer.MAX_VALUE;
        };
    return size >= unlimited ? 0 : Math.max(size, 0);
  }

  private static Optional<ColumnType> decimal(int precision, int scale) {
    return scale < 0 || scale > precision
        ? Optional.empty()
        : Optional.of(ColumnType.decimal(precision, scale));
  }

  private static Optional<ColumnType> wideDecimal(int size, int scale, boolean scaleKnown) {
    int digits = size == 0 || !scaleKnown ? UNDECLARED_SCALE : scale;
    return decimal(ColumnType.MAX_PRECISION, digits);
  }
}
