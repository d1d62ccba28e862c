// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
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
    public @Nullable String readText(ResultSet row, int position) throws SQLException {
      byte[] utf8 = row.getBytes(position);
      return utf8 == null ? null : new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
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
      if (url.startsWith(dialect.prefix)) {
        return dialect;
      }
    }
    Optional<String> kind = Optional.of(url.split(":", 3)).filter(p -> p.length > 1).map(p -> p[1]);
    throw new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "There is no dialect for databases of the kind '%s'".formatted(kind.orElse("")),
        "Use PostgreSQL, DuckDB or H2.");
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

  /** Returns an exact number as the DOUBLE next to it. */
  public String exactAsDouble(String column) {
    return "CAST(" + column + " AS DOUBLE PRECISION)";
  }

  /** Reads a text that {@link #text} selected. */
  public @Nullable String readText(ResultSet row, int position) throws SQLException {
    return row.getString(position);
  }
}
