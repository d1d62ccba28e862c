// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The databases whose SQL a node can write, and where their spelling differs.
 *
 * <p>Texts are compared, ordered and grouped by their UTF-8 bytes, whatever collation the owner has
 * chosen, for that is the one order which all databases have.
 */
public enum Dialect {
  POSTGRESQL("jdbc:postgresql:") {
    @Override
    public String text(String column, boolean padded) {
      String bare = padded ? "CAST(" + column + " AS TEXT)" : column;
      return bare + " COLLATE \"C\"";
    }

    @Override
    public String textParameter() {
      return "CAST(? AS TEXT)";
    }

    @Override
    public String anyNumberParameter() {
      return "CAST(? AS NUMERIC)";
    }

    @Override
    public String octetsParameter() {
      return "CAST(? AS BYTEA)";
    }
  },

  DUCKDB("jdbc:duckdb:") {
    @Override
    public String text(String column, boolean padded) {
      return column + " COLLATE C";
    }

    @Override
    public String textParameter() {
      return "CAST(? AS VARCHAR)";
    }

    @Override
    public String anyNumberParameter() {
      throw new IllegalStateException("DuckDB has no numeric type without bounds");
    }

    @Override
    public String octetsParameter() {
      return "CAST(? AS BLOB)";
    }

    /** By way of text, which DuckDB rounds correctly; its own cast may be off by one ulp. */
    @Override
    public String exactAsDouble(String column) {
      return "CAST(CAST(" + column + " AS VARCHAR) AS DOUBLE)";
    }
  },

  H2("jdbc:h2:") {
    /** H2 orders texts by UTF-16 units, or by a collation, hence the bytes. */
    @Override
    public String text(String column, boolean padded) {
      String bare = padded ? "TRIM(TRAILING ' ' FROM " + column + ")" : column;
      return "STRINGTOUTF8(" + bare + ")";
    }

    @Override
    public String textParameter() {
      return "STRINGTOUTF8(CAST(? AS VARCHAR))";
    }

    @Override
    public String anyNumberParameter() {
      return "CAST(? AS NUMERIC(400, 200))";
    }

    @Override
    public String octetsParameter() {
      return "CAST(? AS VARBINARY)";
    }

    /** By way of text, for a cast alone would be to the zone of this process. */
    @Override
    public String inUtc(String column) {
      return "CAST(REPLACE(CAST(%s AT TIME ZONE 'UTC' AS VARCHAR), '+00') AS TIMESTAMP(6))"
          .formatted(column);
    }

    @Override
    public @Nullable String readText(ResultSet row, int position) throws SQLException {
      return decoded(row.getBytes(position));
    }
  },

  /** MariaDB and MySQL, in a session that {@link MariaDbSession} has set up. */
  MARIADB("jdbc:mariadb:") {
    @Override
    boolean isOf(String url) {
      return super.isOf(url) || url.startsWith("jdbc:mysql:");
    }

    /** Not double quotes, which mean a text if nobody has changed sql_mode. */
    @Override
    public String quote(String identifier) {
      return '`' + identifier.replace("`", "``") + '`';
    }

    /** Most collations ignore case, and blanks at the end; bytes ignore nothing. */
    @Override
    public String text(String column, boolean padded) {
      String bare = padded ? "TRIM(TRAILING ' ' FROM " + column + ")" : column;
      return "CAST(CONVERT(" + bare + " USING utf8mb4) AS BINARY)";
    }

    @Override
    public String textParameter() {
      return text("?", false);
    }

    @Override
    public String anyNumberParameter() {
      throw new IllegalStateException("MariaDB has no numeric type without bounds");
    }

    @Override
    public String octetsParameter() {
      return "CAST(? AS BINARY)";
    }

    @Override
    public int widestDecimal() {
      return 65;
    }

    @Override
    public String integerParameter() {
      return "CAST(? AS SIGNED)";
    }

    @Override
    public String asDouble(String expression) {
      return "CAST(" + expression + " AS DOUBLE)";
    }

    /** Adding zero makes 0.0 of -0.0, which would be a group of its own. */
    @Override
    public String doubleColumn(String column) {
      return "(" + column + " + 0e0)";
    }

    @Override
    public String asTimestamp(String expression) {
      return "CAST(" + expression + " AS DATETIME(6))";
    }

    /** A BOOLEAN is a small integer here, and all but zero are TRUE. */
    @Override
    public String truthColumn(String column) {
      return "(" + column + " <> 0)";
    }

    /**
     * Dates like 0000-00-00 and 2020-02-31 can be stored, but are none: they count from one day too
     * many for a BIGINT, for such an overflow is the one error that a SELECT raises.
     */
    @Override
    public String momentColumn(String column, boolean date) {
      return "(CASE WHEN YEAR(%1$s) * MONTH(%1$s) * DAYOFMONTH(%1$s) = 0"
          .concat(" OR DATE(%1$s) <> FROM_DAYS(TO_DAYS(%1$s))")
          .concat(" THEN CAST(YEAR(%1$s) + 18446744073709551615 + 1 AS %2$s)")
          .concat(" ELSE %1$s END)")
          .formatted(column, date ? "DATE" : "DATETIME(6)");
    }

    /**
     * What can be stored is any time that passes, up to 838 hours; these fail as those dates do.
     */
    @Override
    public String timeColumn(String column) {
      return "(CASE WHEN %1$s < TIME '00:00:00' OR %1$s >= TIME '24:00:00'"
          .concat(" THEN CAST(ABS(HOUR(%1$s)) + 18446744073709551615 + 1 AS TIME(6))")
          .concat(" ELSE %1$s END)")
          .formatted(column);
    }

    @Override
    public @Nullable String readText(ResultSet row, int position) throws SQLException {
      return decoded(row.getBytes(position));
    }

    @Override
    public void requireNoWarning(Connection connection) throws SQLException {
      MariaDbSession.requireNoWarning(connection);
    }
  };

  private final String prefix;

  Dialect(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Returns the dialect of the database behind a JDBC URL.
   *
   * @throws ParleyException if there is none
   */
  public static Dialect of(String url) {
    for (Dialect dialect : values()) {
      if (dialect.isOf(url)) {
        return dialect;
      }
    }
    Optional<String> kind = Optional.of(url.split(":", 3)).filter(p -> p.length > 1).map(p -> p[1]);
    throw new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "There is no dialect for databases of the kind '%s'".formatted(kind.orElse("")),
        "Use PostgreSQL, MariaDB, MySQL, DuckDB or H2.");
  }

  boolean isOf(String url) {
    return url.startsWith(prefix);
  }

  /** Returns a name as this database quotes it. */
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /**
   * Returns an expression that compares, orders and groups as the bytes of a text.
   *
   * @param padded whether blanks at the end mean nothing, as in CHAR
   */
  public abstract String text(String column, boolean padded);

  /** Returns what stands for a text that is passed as a parameter. */
  public abstract String textParameter();

  /** Returns what stands for an exact number of any size that is passed as a parameter. */
  public abstract String anyNumberParameter();

  /** Returns what stands for a byte string that is passed as a parameter. */
  public abstract String octetsParameter();

  /** Returns an exact number as the DOUBLE next to it. */
  public String exactAsDouble(String column) {
    return asDouble(column);
  }

  /** Returns what stands for a 64-bit integer that is passed as a parameter. */
  public String integerParameter() {
    return "CAST(? AS BIGINT)";
  }

  /** Decimal digits that a DECIMAL can be declared with, if it has bounds. */
  public int widestDecimal() {
    return ColumnType.MAX_PRECISION;
  }

  /** Returns an integer, or a number of single precision, or a parameter, as DOUBLE. */
  public String asDouble(String expression) {
    return "CAST(" + expression + " AS DOUBLE PRECISION)";
  }

  /** Returns a column of type DOUBLE such that equal numbers are one group. */
  public String doubleColumn(String column) {
    return column;
  }

  /** Returns a date, a timestamp or a parameter as a timestamp of microseconds. */
  public String asTimestamp(String expression) {
    return "CAST(" + expression + " AS TIMESTAMP)";
  }

  /** Returns a column of type BOOLEAN as a truth value. */
  public String truthColumn(String column) {
    return column;
  }

  /**
   * Returns a column of type DATE or TIMESTAMP that fails for what is not in the calendar.
   *
   * @param date whether it is a DATE
   */
  public String momentColumn(String column, boolean date) {
    return column;
  }

  /** Returns a column of moments as the timestamps that they were in UTC. */
  public String inUtc(String column) {
    return "(" + column + " AT TIME ZONE 'UTC')";
  }

  /** Returns a column of type TIME that fails for what is no time of a day. */
  public String timeColumn(String column) {
    return column;
  }

  /** Reads a text that {@link #text} selected. */
  public @Nullable String readText(ResultSet row, int position) throws SQLException {
    return row.getString(position);
  }

  /**
   * To be called once all rows of a statement have been read.
   *
   * @throws java.sql.SQLDataException if the database only warns of what is an error elsewhere, and
   *     has done so
   */
  public void requireNoWarning(Connection connection) throws SQLException {}

  private static @Nullable String decoded(byte @Nullable [] utf8) {
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }
}
