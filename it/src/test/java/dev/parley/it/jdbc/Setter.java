// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.rowset.serial.SerialBlob;

/**
 * A way to set a parameter.
 *
 * @param types the types to which SQL casts the parameter
 */
record Setter(String name, List<String> types, Call call) {
  private static final String NUMERIC = "NUMERIC(38, 10)";
  private static final String DOUBLE = "DOUBLE PRECISION";
  private static final List<String> WHOLE =
      List.of("SMALLINT", "INTEGER", "BIGINT", NUMERIC, DOUBLE, "VARCHAR(40)");
  private static final List<String> NUMBERS = List.of("BIGINT", NUMERIC, DOUBLE, "VARCHAR(60)");
  private static final List<String> TEXTS = List.of("VARCHAR(60)");
  private static final List<String> OCTETS = List.of("BYTEA");
  private static final List<String> ALL =
      List.of(
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          NUMERIC,
          DOUBLE,
          "BOOLEAN",
          "VARCHAR(9)",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "BYTEA");

  /** Sets the first parameter. */
  @FunctionalInterface
  interface Call {
    void set(PreparedStatement statement) throws SQLException;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Prepares a cast of a parameter, sets it, and returns what comes out. */
  Outcome seenBy(Connection connection, String type) throws Exception {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT CAST(? AS " + type + ")")) {
      return Outcome.of(
          () -> {
            call.set(statement);
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              return rows.getObject(1);
            }
          });
    }
  }

  static List<Setter> all() {
    List<Setter> setters = new ArrayList<>();
    numbers(setters);
    texts(setters);
    setters.addAll(TimeSetters.all());
    bytes(setters);
    objects(setters);
    targets(setters);
    nulls(setters);
    return setters;
  }

  private static void numbers(List<Setter> to) {
    to.add(new Setter("setBoolean", List.of("BOOLEAN"), s -> s.setBoolean(1, true)));
    to.add(new Setter("setByte", WHOLE, s -> s.setByte(1, (byte) -128)));
    to.add(new Setter("setShort", WHOLE, s -> s.setShort(1, Short.MAX_VALUE)));
    to.add(new Setter("setInt", WHOLE.subList(1, 6), s -> s.setInt(1, Integer.MIN_VALUE)));
    to.add(new Setter("setLong", WHOLE.subList(2, 4), s -> s.setLong(1, Long.MAX_VALUE)));
    to.add(new Setter("setLong that is too large", WHOLE, s -> s.setLong(1, 1L << 40)));
    to.add(new Setter("setFloat", List.of(DOUBLE), s -> s.setFloat(1, 0.5f)));
    to.add(new Setter("setDouble", NUMBERS, s -> s.setDouble(1, 0.1)));
    to.add(new Setter("setDouble large", List.of(DOUBLE), s -> s.setDouble(1, 1e300)));
    BigDecimal exact = new BigDecimal("1234567890123456789012345678.0123456789");
    to.add(
        new Setter(
            "setBigDecimal", List.of(NUMERIC, TEXTS.get(0)), s -> s.setBigDecimal(1, exact)));
    to.add(
        new Setter("setBigDecimal 1.50", NUMBERS, s -> s.setBigDecimal(1, new BigDecimal("1.50"))));
    to.add(
        new Setter("setBigDecimal 1E3", NUMBERS, s -> s.setBigDecimal(1, new BigDecimal("1E3"))));
    to.add(new Setter("setBigDecimal(null)", NUMBERS, s -> s.setBigDecimal(1, null)));
    to.add(
        new Setter(
            "setBigDecimal of too many digits",
            List.of(NUMERIC),
            s -> s.setBigDecimal(1, new BigDecimal("1E28"))));
  }

  @SuppressWarnings("deprecation") // setUnicodeStream is still there to be called
  private static void texts(List<Setter> to) {
    String text = "grüße 🐢 'quoted' \\ ?";
    byte[] ascii = "ascii".getBytes(StandardCharsets.US_ASCII);
    to.add(new Setter("setString", TEXTS, s -> s.setString(1, text)));
    to.add(new Setter("setString empty", TEXTS, s -> s.setString(1, "")));
    to.add(new Setter("setString(null)", TEXTS, s -> s.setString(1, null)));
    to.add(new Setter("setString of a number", WHOLE, s -> s.setString(1, "42")));
    to.add(new Setter("setString of a fraction", NUMBERS, s -> s.setString(1, "1.5")));
    to.add(new Setter("setString of no number", NUMBERS, s -> s.setString(1, "4x")));
    to.add(new Setter("setString of a truth", List.of("BOOLEAN"), s -> s.setString(1, "yes")));
    to.add(new Setter("setString of a day", TimeSetters.DAYS, s -> s.setString(1, "2024-02-29")));
    to.add(
        new Setter(
            "setString of a moment",
            TimeSetters.MOMENTS,
            s -> s.setString(1, "2024-02-29 23:59:58.123456")));
    to.add(new Setter("setString of no day", TimeSetters.DAYS, s -> s.setString(1, "2024-02-30")));
    to.add(
        new Setter(
            "setCharacterStream",
            TEXTS,
            s -> s.setCharacterStream(1, new StringReader(text), text.length())));
    to.add(
        new Setter(
            "setCharacterStream in part",
            TEXTS,
            s -> s.setCharacterStream(1, new StringReader(text), 3)));
    to.add(
        new Setter(
            "setCharacterStream without a length",
            TEXTS,
            s -> s.setCharacterStream(1, new StringReader(text))));
    to.add(
        new Setter(
            "setCharacterStream(null)",
            TEXTS,
            s -> s.setCharacterStream(1, (java.io.Reader) null, 0)));
    to.add(
        new Setter(
            "setAsciiStream",
            TEXTS,
            s -> s.setAsciiStream(1, new ByteArrayInputStream(ascii), ascii.length)));
    to.add(
        new Setter(
            "setUnicodeStream",
            TEXTS,
            s ->
                s.setUnicodeStream(
                    1, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 5)));
    to.add(
        new Setter(
            "setCharacterStream of a negative length",
            TEXTS,
            s -> s.setCharacterStream(1, new StringReader(text), -1)));
  }

  private static void bytes(List<Setter> to) {
    byte[] bytes = {0, 1, 127, -128, -1, '\\', 'x'};
    to.add(new Setter("setBytes", OCTETS, s -> s.setBytes(1, bytes)));
    to.add(new Setter("setBytes empty", OCTETS, s -> s.setBytes(1, new byte[0])));
    to.add(new Setter("setBytes long", OCTETS, s -> s.setBytes(1, new byte[100_000])));
    to.add(new Setter("setBytes(null)", OCTETS, s -> s.setBytes(1, null)));
    to.add(new Setter("setString of bytes", OCTETS, s -> s.setString(1, "\\x0aFF 00")));
    to.add(new Setter("setString escaped", OCTETS, s -> s.setString(1, "ü\\\\\\377 x")));
    to.add(new Setter("setString of no bytes", OCTETS, s -> s.setString(1, "\\x0g")));
    to.add(new Setter("setString badly escaped", OCTETS, s -> s.setString(1, "a\\8")));
    to.add(
        new Setter(
            "setBinaryStream",
            OCTETS,
            s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), bytes.length)));
    to.add(
        new Setter(
            "setBinaryStream in part",
            OCTETS,
            s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 3)));
    to.add(
        new Setter(
            "setBinaryStream without a length",
            OCTETS,
            s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes))));
    to.add(
        new Setter(
            "setBinaryStream(null)",
            OCTETS,
            s -> s.setBinaryStream(1, (java.io.InputStream) null, 0)));
    to.add(
        new Setter(
            "setBinaryStream of a negative length",
            OCTETS,
            s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), -1)));
    to.add(
        new Setter(
            "setBlob of a stream", OCTETS, s -> s.setBlob(1, new ByteArrayInputStream(bytes))));
    to.add(new Setter("setBlob", OCTETS, s -> s.setBlob(1, new SerialBlob(bytes))));
    to.add(object(bytes, OCTETS));
    for (int type : new int[] {Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY}) {
      to.add(new Setter("setObject of bytes as " + type, OCTETS, s -> s.setObject(1, bytes, type)));
      to.add(new Setter("setNull as " + type, OCTETS, s -> s.setNull(1, type)));
    }
    to.add(new Setter("setNull as BLOB", OCTETS, s -> s.setNull(1, Types.BLOB)));
  }

  private static void objects(List<Setter> to) {
    to.add(object(true, List.of("BOOLEAN")));
    to.add(object((byte) 1, WHOLE));
    to.add(object((short) 2, WHOLE));
    to.add(object(3, WHOLE));
    to.add(object(4L, WHOLE));
    to.add(object(0.5f, List.of(DOUBLE)));
    to.add(object(0.25, NUMBERS));
    to.add(object(new BigDecimal("7.10"), NUMBERS));
    to.add(object(BigInteger.TEN.pow(20), List.of(NUMERIC, DOUBLE, "VARCHAR(40)")));
    to.add(object("text", TEXTS));
    to.add(object('c', TEXTS));
    to.add(object(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"), TEXTS));
    to.add(new Setter("setObject of a Thread", TEXTS, s -> s.setObject(1, new Thread())));
  }

  static Setter object(Object value, List<String> types) {
    String name = "setObject of " + value.getClass().getSimpleName();
    return new Setter(name, types, s -> s.setObject(1, value));
  }

  private static void targets(List<Setter> to) {
    for (Object whole : new Object[] {"42", 42, 42L, 42.0, new BigDecimal("42"), true}) {
      to.add(target(whole, Types.SMALLINT, "SMALLINT"));
      to.add(target(whole, Types.TINYINT, "SMALLINT"));
      to.add(target(whole, Types.INTEGER, "INTEGER"));
      to.add(target(whole, Types.BIGINT, "BIGINT"));
      to.add(target(whole, Types.DECIMAL, NUMERIC));
      to.add(target(whole, Types.NUMERIC, NUMERIC));
      to.add(target(whole, Types.DOUBLE, DOUBLE));
      to.add(target(whole, Types.FLOAT, DOUBLE));
      to.add(target(whole, Types.VARCHAR, "VARCHAR(40)"));
    }
    to.add(target("true", Types.BOOLEAN, "BOOLEAN"));
    to.add(target("0", Types.BIT, "BOOLEAN"));
    to.add(target(1, Types.BOOLEAN, "BOOLEAN"));
    to.add(target("maybe", Types.BOOLEAN, "BOOLEAN"));
    to.add(target("2024-02-29", Types.DATE, "DATE"));
    to.add(target(LocalDate.parse("2024-02-29"), Types.DATE, "DATE"));
    to.add(target("2024-02-29", Types.TIMESTAMP, "TIMESTAMP"));
    to.add(target(LocalDateTime.parse("2024-02-29T01:02:03.000004"), Types.TIMESTAMP, "TIMESTAMP"));
    to.add(target("x", Types.CHAR, "VARCHAR(9)"));
    to.add(target("x", Types.LONGVARCHAR, "VARCHAR(9)"));
    to.add(target("x", Types.INTEGER, "INTEGER"));
    to.add(target("99999999999", Types.INTEGER, "INTEGER"));
    to.add(target("x", 4711, "VARCHAR(9)"));
    to.add(
        new Setter(
            "setObject with a scale",
            List.of(NUMERIC),
            s -> s.setObject(1, new BigDecimal("1.555"), Types.DECIMAL, 2)));
    to.add(
        new Setter(
            "setObject with a JDBCType",
            List.of("INTEGER"),
            s -> s.setObject(1, "42", JDBCType.INTEGER)));
  }

  static Setter target(Object value, int type, String sql) {
    String name =
        "setObject of %s %s as %d".formatted(value.getClass().getSimpleName(), value, type);
    return new Setter(name, List.of(sql), s -> s.setObject(1, value, type));
  }

  private static void nulls(List<Setter> to) {
    to.add(new Setter("setObject(null)", ALL, s -> s.setObject(1, null)));
    to.add(new Setter("setNull as NULL", ALL, s -> s.setNull(1, Types.NULL)));
    to.add(new Setter("setNull as OTHER", ALL, s -> s.setNull(1, Types.OTHER)));
    to.add(new Setter("setNull as VARCHAR", ALL, s -> s.setNull(1, Types.VARCHAR)));
    to.add(new Setter("setNull as INTEGER", WHOLE, s -> s.setNull(1, Types.INTEGER)));
    to.add(new Setter("setNull as DATE", TimeSetters.DAYS, s -> s.setNull(1, Types.DATE)));
    to.add(
        new Setter(
            "setNull as TIMESTAMP", TimeSetters.MOMENTS, s -> s.setNull(1, Types.TIMESTAMP)));
    to.add(new Setter("setNull as NUMERIC", NUMBERS, s -> s.setNull(1, Types.NUMERIC, "NUMERIC")));
    to.add(new Setter("setObject(null, DOUBLE)", NUMBERS, s -> s.setObject(1, null, Types.DOUBLE)));
  }
}
