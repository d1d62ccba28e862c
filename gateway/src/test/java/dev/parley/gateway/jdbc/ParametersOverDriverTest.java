// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.jdbc.SettingsOverDriverTest.Way;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a service hears of the parameters that clients set, whichever way they come. */
class ParametersOverDriverTest {
  private static final String TIME = "2024-02-29 23:59:58.125";

  @BeforeAll
  static void start() {
    SettingsOverDriverTest.start();
  }

  @AfterAll
  static void stop() {
    SettingsOverDriverTest.stop();
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeArrives(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      statement.setBoolean(1, true);
      statement.setShort(2, (short) -7);
      statement.setInt(3, 42);
      statement.setLong(4, Long.MIN_VALUE);
      statement.setBigDecimal(5, new BigDecimal("123456789012345678901234567890123456.50"));
      statement.setDouble(6, 0.1);
      statement.setString(7, "grüße 🐢");
      statement.setDate(8, Date.valueOf("2024-02-29"));
      statement.setTimestamp(9, Timestamp.valueOf(TIME));
      statement.setBytes(10, new byte[] {0, -1, '\\'});
      statement.setTime(11, Time.valueOf("23:59:58"));

      assertThat(heard(statement))
          .containsExactly(
              "Boolean true",
              "Long -7",
              "Long 42",
              "Long -9223372036854775808",
              "BigDecimal 123456789012345678901234567890123456.50",
              "Double 0.1",
              "String grüße 🐢",
              "LocalDate 2024-02-29",
              "LocalDateTime 2024-02-29T23:59:58.125",
              "Octets 00ff5c",
              "LocalTime 23:59:58");
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesAreReadByEveryClient(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("types");
        ResultSet row = statement.executeQuery()) {
      row.next();

      assertThat(row.getBytes("RAW")).containsExactly(0, -1, '\\', 'x');
      assertThat(row.getMetaData().getColumnType(10)).isEqualTo(Types.VARBINARY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void timesOfADayAreReadByEveryClient(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("types");
        ResultSet row = statement.executeQuery()) {
      row.next();

      assertThat(row.getTime("CLOCK")).hasToString("23:59:58");
      assertThat(row.getTime("CLOCK").getTime() % 1000).isEqualTo(125);
      assertThat(row.getMetaData().getColumnType(11)).isEqualTo(Types.TIME);
    }
  }

  @ParameterizedTest
  @EnumSource
  void objectsAndNullsArrive(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      statement.setObject(1, false);
      statement.setObject(2, 7);
      statement.setObject(3, "42", Types.INTEGER);
      statement.setObject(4, 5L);
      statement.setObject(5, new BigDecimal("1.50"));
      statement.setNull(6, Types.DOUBLE);
      statement.setObject(7, null);
      statement.setString(8, null);
      statement.setObject(9, Timestamp.valueOf(TIME));
      statement.setObject(10, new byte[0]);
      statement.setObject(11, Time.valueOf("00:00:00"));

      assertThat(heard(statement))
          .containsExactly(
              "Boolean false",
              "Long 7",
              "Long 42",
              "Long 5",
              "BigDecimal 1.50",
              "null",
              "null",
              "null",
              "LocalDateTime 2024-02-29T23:59:58.125",
              "Octets ",
              "LocalTime 00:00");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVED", "EMBEDDED"})
  void ourDriverTakesWhatAvaticasDoesNot(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      statement.setObject(1, "true", JDBCType.BOOLEAN);
      statement.setByte(2, (byte) 7);
      statement.setNull(3, Types.INTEGER, "INTEGER");
      statement.setObject(4, 5, JDBCType.BIGINT);
      statement.setObject(5, new BigDecimal("1.555"), Types.DECIMAL, 2);
      statement.setFloat(6, 0.5f);
      statement.setObject(7, BigInteger.TEN.pow(20));
      statement.setObject(8, LocalDate.of(2024, 2, 29));
      statement.setObject(9, LocalDateTime.of(2024, 2, 29, 23, 59, 58, 123_456_000));
      statement.setBlob(10, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2);
      statement.setObject(11, LocalTime.of(12, 0, 0, 125_000_000));

      assertThat(heard(statement))
          .containsExactly(
              "Boolean true",
              "Long 7",
              "null",
              "Long 5",
              "BigDecimal 1.56",
              "Double 0.5",
              "BigDecimal 100000000000000000000",
              "LocalDate 2024-02-29",
              "String 2024-02-29 23:59:58.123456",
              "Octets 0102",
              "LocalTime 12:00:00.125");
    }
  }

  @ParameterizedTest
  @EnumSource
  void parametersAreDescribed(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      ParameterMetaData parameters = statement.getParameterMetaData();

      assertThat(parameters.getParameterCount()).isEqualTo(11);
      assertThat(parameters.getParameterType(5)).isEqualTo(Types.DECIMAL);
      assertThat(parameters.getParameterTypeName(5)).isEqualTo("DECIMAL");
      assertThat(parameters.getParameterClassName(5)).isEqualTo("java.math.BigDecimal");
      assertThat(parameters.getPrecision(5)).isEqualTo(38);
      assertThat(parameters.getScale(5)).isEqualTo(2);
      assertThat(parameters.isSigned(5)).isTrue();
      assertThat(parameters.isSigned(7)).isFalse();
      assertThat(parameters.getParameterType(8)).isEqualTo(Types.DATE);
      assertThat(parameters.getParameterType(10)).isEqualTo(Types.VARBINARY);
      assertThat(parameters.getParameterClassName(10)).isEqualTo("[B");
      assertThat(parameters.getParameterType(11)).isEqualTo(Types.TIME);
      assertThat(parameters.getParameterClassName(11)).isEqualTo("java.sql.Time");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStatementRunsAgainWithOtherValues(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      for (int i = 1; i <= 11; i++) {
        statement.setNull(i, Types.VARCHAR);
      }
      statement.setLong(4, 1);
      assertThat(heard(statement)).contains("Long 1");
      statement.setLong(4, 2);
      statement.setMaxRows(4);

      // Avatica's own driver forgets how many rows a prepared statement is to give
      assertThat(heard(statement))
          .startsWith("null", "null", "null", "Long 2")
          .hasSize(way == Way.STOCK_AVATICA ? 11 : 4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aParameterThatIsNotSetIsAnError(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      statement.setBoolean(1, true);

      SQLException e = catchThrowableOfType(SQLException.class, statement::executeQuery);

      if (way != Way.STOCK_AVATICA) {
        assertThat(e.getSQLState()).isEqualTo("22023");
      }
      assertThat(e.getMessage()).contains("Parameter 2 is not set");
    }
  }

  @Test
  void aParameterThatThereIsNotCannotBeSet() throws SQLException {
    try (Connection connection = Way.SERVED.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      for (int position : new int[] {0, 12, -1}) {
        SQLException e =
            catchThrowableOfType(SQLException.class, () -> statement.setInt(position, 1));
        assertThat(e.getSQLState()).isEqualTo("22023");
      }
    }
  }

  @Test
  void typesThatParleyHasNotAreRefusedAndNotPassedOver() throws SQLException {
    try (Connection connection = Way.SERVED.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      for (var refused :
          List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
              () -> statement.setArray(1, null), () -> statement.setObject(1, OffsetTime.MIN))) {
        assertThat(catchThrowableOfType(SQLException.class, refused).getSQLState())
            .isEqualTo("0A000");
      }
    }
  }

  @Test
  void theServerRefusesTypesThatParleyHasNot() throws SQLException {
    try (Connection connection = Way.STOCK_AVATICA.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      for (int i = 1; i <= 11; i++) {
        statement.setNull(i, Types.VARCHAR);
      }
      statement.setArray(3, connection.createArrayOf("INTEGER", new Object[] {1}));

      assertThat(catchThrowableOfType(SQLException.class, statement::executeQuery).getMessage())
          .contains("Parameter 3 has a type that Parley has not");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVED", "EMBEDDED"})
  void batchesOfQueriesAreRefused(Way way) throws SQLException {
    try (Connection connection = way.connect();
        PreparedStatement statement = connection.prepareStatement("echo")) {
      for (int i = 1; i <= 11; i++) {
        statement.setNull(i, Types.VARCHAR);
      }
      statement.addBatch();

      assertThat(catchThrowableOfType(SQLException.class, statement::executeBatch).getSQLState())
          .isEqualTo("0100E");
    }
  }

  private static List<String> heard(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<String> heard = new ArrayList<>();
      while (rows.next()) {
        heard.add(rows.getString(1));
      }
      return heard;
    }
  }
}
