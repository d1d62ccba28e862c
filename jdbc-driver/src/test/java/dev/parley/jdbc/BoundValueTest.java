// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundValueTest {
  private static final WallClock TOKYO =
      WallClock.of(Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT));

  @Test
  void aValueIsWhatItsClassSays() throws SQLException {
    assertSent("x", Rep.STRING, "x");
    assertSent('x', Rep.STRING, "x");
    assertSent(true, Rep.BOOLEAN, true);
    assertSent((byte) 1, Rep.LONG, 1L);
    assertSent((short) -7, Rep.LONG, -7L);
    assertSent(42, Rep.LONG, 42L);
    assertSent(Long.MIN_VALUE, Rep.LONG, Long.MIN_VALUE);
    assertSent(0.1f, Rep.DOUBLE, (double) 0.1f);
    assertSent(0.1, Rep.DOUBLE, 0.1);
    assertSent(new BigDecimal("1.50"), Rep.NUMBER, new BigDecimal("1.50"));
    assertSent(BigInteger.TEN.pow(30), Rep.NUMBER, new BigDecimal(BigInteger.TEN.pow(30)));
    assertThat(BoundValue.of(null, TOKYO)).isSameAs(TypedValue.EXPLICIT_NULL);
    assertThat(BoundValue.of(null, Types.INTEGER, TOKYO)).isSameAs(TypedValue.EXPLICIT_NULL);
    assertThat(BoundValue.of(5, Types.NULL, TOKYO)).isSameAs(TypedValue.EXPLICIT_NULL);
  }

  @Test
  void timesAreThoseOnTheWallOfTheCalendarsZone() throws SQLException {
    Instant instant = Instant.parse("2024-02-29T20:30:00.125Z");

    assertSent(Timestamp.from(instant), Rep.JAVA_SQL_TIMESTAMP, millis("2024-03-01T05:30:00.125"));
    assertSent(
        java.util.Date.from(instant), Rep.JAVA_SQL_TIMESTAMP, millis("2024-03-01T05:30:00.125"));
    assertSent(new Date(instant.toEpochMilli()), Rep.JAVA_SQL_DATE, days("2024-03-01"));
    assertSent(LocalDate.parse("2024-02-29"), Rep.JAVA_SQL_DATE, days("2024-02-29"));
    assertSent(
        LocalDateTime.parse("2024-02-29T20:30:00"),
        Rep.JAVA_SQL_TIMESTAMP,
        millis("2024-02-29T20:30:00"));
    assertSent(new Date(instant.toEpochMilli()), Types.VARCHAR, Rep.STRING, "2024-03-01");
  }

  @Test
  void whatIsFinerThanMillisecondsTravelsAsText() throws SQLException {
    Timestamp fine = Timestamp.from(Instant.parse("2024-02-29T20:30:00.125Z"));
    fine.setNanos(123_456_789);

    assertSent(fine, Rep.STRING, "2024-03-01 05:30:00.123457");
    assertSent(
        LocalDateTime.parse("1969-12-31T23:59:59.999999"),
        Rep.STRING,
        "1969-12-31 23:59:59.999999");
    assertSent(
        LocalDateTime.parse("1969-12-31T23:59:59.9999996"),
        Rep.JAVA_SQL_TIMESTAMP,
        millis("1970-01-01T00:00:00"));
  }

  @Test
  void daysBeforeTheGregorianCalendarAreAsTheyWereWritten() throws SQLException {
    WallClock here = WallClock.of(null);

    assertThat(BoundValue.of(Date.valueOf("1066-10-14"), here).value).isEqualTo(days("1066-10-14"));
  }

  @Test
  void valuesAreConvertedToTheTypeThatIsWanted() throws SQLException {
    assertSent("42", Types.INTEGER, Rep.LONG, 42L);
    assertSent(42.9, Types.BIGINT, Rep.LONG, 42L);
    assertSent(true, Types.SMALLINT, Rep.LONG, 1L);
    assertSent(7, Types.DECIMAL, Rep.NUMBER, BigDecimal.valueOf(7));
    assertSent(0.1, Types.NUMERIC, Rep.NUMBER, new BigDecimal("0.1"));
    assertSent("1e3", Types.DOUBLE, Rep.DOUBLE, 1000.0);
    assertSent(0, Types.BOOLEAN, Rep.BOOLEAN, false);
    assertSent(" TRUE", Types.BIT, Rep.BOOLEAN, true);
    assertSent("2024-02-29", Types.DATE, Rep.JAVA_SQL_DATE, days("2024-02-29"));
    assertSent(
        "2024-02-29 20:30:00", Types.TIMESTAMP, Rep.JAVA_SQL_TIMESTAMP, millis("2024-02-29T20:30"));
    assertSent(5, Types.VARCHAR, Rep.STRING, "5");
    assertSent("x", Types.OTHER, Rep.STRING, "x");
  }

  @Test
  void timesOfADayTravelInMillisecondsOrAsText() throws SQLException {
    Instant instant = Instant.parse("1970-01-01T20:30:00.125Z");
    int halfPastFive = LocalTime.of(5, 30, 0, 125_000_000).get(ChronoField.MILLI_OF_DAY);

    assertSent(new Time(instant.toEpochMilli()), Rep.JAVA_SQL_TIME, halfPastFive);
    assertSent(new Time(instant.toEpochMilli()), Types.TIME, Rep.JAVA_SQL_TIME, halfPastFive);
    assertSent(new Time(instant.toEpochMilli()), Types.VARCHAR, Rep.STRING, "05:30:00.125");
    assertSent(
        new Time(instant.toEpochMilli()),
        Types.TIMESTAMP,
        Rep.JAVA_SQL_TIMESTAMP,
        millis("1970-01-02T05:30:00.125"));
    assertSent(Timestamp.from(instant), Types.TIME, Rep.JAVA_SQL_TIME, halfPastFive);
    assertSent("05:30:00.125", Types.TIME, Rep.JAVA_SQL_TIME, halfPastFive);
    assertSent(LocalTime.MIDNIGHT, Rep.JAVA_SQL_TIME, 0);
    assertSent(LocalTime.of(1, 2, 3, 4_600), Rep.STRING, "01:02:03.000005");
    assertSent(LocalTime.of(1, 2, 3, 999_999_600), Rep.JAVA_SQL_TIME, 3_724_000);
    assertSent(LocalTime.MAX, Rep.STRING, "23:59:59.999999");
  }

  @Test
  void bytesTravelInBase64() throws SQLException {
    byte[] bytes = {0, -1};

    assertSent(bytes, Rep.BYTE_STRING, "AP8=");
    assertSent(new BytesBlob(bytes), Rep.BYTE_STRING, "AP8=");
    assertSent(new byte[0], Rep.BYTE_STRING, "");
    for (int type : new int[] {Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB}) {
      assertSent(bytes, type, Rep.BYTE_STRING, "AP8=");
      assertSent(new ByteArrayInputStream(bytes), type, Rep.BYTE_STRING, "AP8=");
    }
  }

  @Test
  void whatDoesNotFitIsAnErrorThatTellsNoValue() {
    assertRefused("22003", 300, Types.TINYINT);
    assertRefused("22003", "99999999999", Types.INTEGER);
    assertRefused("22003", BigInteger.TEN.pow(30), Types.BIGINT);
    assertRefused("22P02", "4711x", Types.INTEGER);
    assertRefused("22P02", Double.NaN, Types.DECIMAL);
    assertRefused("22P02", "perhaps", Types.BOOLEAN);
    assertRefused("22P02", "2024-02-30", Types.DATE);
    assertRefused("0A000", "x", Types.BLOB);
    assertRefused("0A000", java.time.OffsetTime.MIN, Types.OTHER);
    assertRefused("0A000", LocalTime.NOON, Types.TIMESTAMP);
    assertRefused("0A000", LocalDate.ofEpochDay(0), Types.TIME);
    assertRefused("22P02", "24:00:00", Types.TIME);
    assertRefused("0A000", "0aff", Types.VARBINARY);
    assertRefused("0A000", new byte[1], Types.INTEGER);
    assertRefused("07006", new ByteArrayInputStream(new byte[1]), Types.OTHER);
  }

  private static void assertRefused(String state, Object value, int type) {
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> BoundValue.of(value, type, TOKYO));

    assertThat(e.getSQLState()).isEqualTo(state);
    assertThat(e.getMessage()).doesNotContain("4711");
  }

  private static void assertSent(@Nullable Object value, Rep rep, Object sent) throws SQLException {
    assertSent(value, Types.OTHER, rep, sent);
    assertThat(BoundValue.of(value, TOKYO).value).isEqualTo(sent);
  }

  private static void assertSent(@Nullable Object value, int type, Rep rep, Object sent)
      throws SQLException {
    TypedValue typed = BoundValue.of(value, type, TOKYO);

    assertThat(typed.type).isEqualTo(rep);
    assertThat(typed.value).isEqualTo(sent);
  }

  private static int days(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  private static long millis(String time) {
    return LocalDateTime.parse(time).toInstant(java.time.ZoneOffset.UTC).toEpochMilli();
  }
}
