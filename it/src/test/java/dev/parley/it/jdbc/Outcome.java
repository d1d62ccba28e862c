// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Calendar;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgBlob;

/**
 * What a call gave: a value with its class, or the SQLSTATE of its exception. What two drivers give
 * is compared by it.
 */
public record Outcome(String text) {

  /** Something that JDBC may refuse. */
  @FunctionalInterface
  public interface Call {
    @Nullable Object run() throws SQLException, IOException;
  }

  /** Makes a call. */
  public static Outcome of(Call call) throws IOException {
    try {
      return new Outcome(describe(call.run()));
    } catch (RuntimeException e) {
      return new Outcome("crash");
    } catch (SQLFeatureNotSupportedException e) {
      return new Outcome("not supported " + e.getSQLState());
    } catch (SQLException e) {
      return new Outcome("error " + e.getSQLState());
    }
  }

  /** Whether it is no error. */
  boolean isValue() {
    return !text.equals("crash") && !text.startsWith("error ") && !text.startsWith("not supported");
  }

  @SuppressWarnings("JavaUtilDate") // what JDBC's classes are
  private static String describe(@Nullable Object value) throws SQLException, IOException {
    if (value == null) {
      return "null";
    }
    if (value instanceof byte[] bytes) {
      return "bytes " + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof InputStream stream) {
      try (stream) {
        return "stream " + HexFormat.of().formatHex(stream.readAllBytes());
      }
    }
    if (value instanceof Reader reader) {
      try (reader) {
        StringWriter read = new StringWriter();
        reader.transferTo(read);
        return "reader " + read;
      }
    }
    if (value instanceof java.util.Date time) {
      return time.getClass().getName() + " " + time.getTime() + " " + time;
    }
    if (value instanceof Calendar calendar) {
      return "calendar " + calendar.toInstant() + " " + calendar.getTimeZone().getID();
    }
    if (value instanceof Array || value instanceof PgBlob) {
      return "handle";
    }
    if (value instanceof Blob blob) {
      return "blob " + HexFormat.of().formatHex(blob.getBytes(1, Math.toIntExact(blob.length())));
    }
    return value instanceof Clob clob
        ? "clob " + clob.getSubString(1, Math.toIntExact(clob.length()))
        : value.getClass().getName() + " " + value;
  }

  @Override
  public String toString() {
    return text;
  }
}
