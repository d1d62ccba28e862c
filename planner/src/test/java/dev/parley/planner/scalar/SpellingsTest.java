// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.planner.Federations;
import dev.parley.planner.Planner;
import dev.parley.planner.SessionOptions;
import dev.parley.planner.plan.Plan;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.function.Functions;
import dev.parley.sql.function.SpatialFunctions;
import dev.parley.sql.function.Statistics;
import dev.parley.sql.function.TypedFunction;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL writes otherwise, or not at all, and what is refused. */
class SpellingsTest {
  private final Planner planner = new Planner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{fn UCASE('a')} | A",
        "{fn LCASE('A')} | a",
        "{fn CONCAT('a', 'b')} | ab",
        "{fn LENGTH('abc')} | 3",
        "{fn LEFT('abc', 1)} | a",
        "{fn SUBSTRING('abc', 2, 1)} | b",
        "{fn TRUNCATE(1.29, 1)} | 1.2",
        "{fn MOD(7, 4)} | 3",
        "{fn LOG(CAST(1 AS DOUBLE))} | 0.0",
        "{fn IFNULL(NULL, 2)} | 2",
        "{fn YEAR({d '2024-02-29'})} | 2024",
        "{fn MONTH({ts '2024-02-29 01:02:03'})} | 2",
        "{fn CONVERT('5', SQL_INTEGER)} | 5",
        "{fn TIMESTAMPADD(SQL_TSI_MONTH, 1, DATE '2024-01-31')} | 2024-02-29T00:00",
        "TIMESTAMPADD(DAY, -1, DATE '2024-03-01') | 2024-02-29T00:00",
        "YEAR(DATE '2024-02-29') | 2024",
        "QUARTER(DATE '2024-05-29') | 2",
        "DAY(DATE '2024-02-29') | 29",
        "DAYOFMONTH(DATE '2024-02-29') | 29",
        "DAYOFYEAR(DATE '2024-02-29') | 60",
        "DAYOFWEEK(DATE '2024-03-03') | 1",
        "HOUR(TIMESTAMP '2024-02-29 13:14:59.9') | 13",
        "SECOND(TIMESTAMP '2024-02-29 13:14:59.9') | 59",
        "FLOOR(TIMESTAMP '2024-05-29 13:14:15' TO MONTH) | 2024-05-01T00:00",
        "FLOOR(DATE '2024-05-29' TO QUARTER) | 2024-04-01",
        "DATE '2024-01-31' + INTERVAL 1 MONTH | 2024-02-29T00:00",
        "CASE 2 WHEN 1, 2 THEN 'x' END | x",
        "'a' 'b' | ab",
        "POW(2, 3) | 8.0",
        "LOG(100) | 2.0",
        "CHAR_LENGTH({fn CONCAT(CAST('a' AS CHAR(3)), 'b')}) | 2",
        "CAST(CAST('1' AS CHAR(3)) AS INTEGER) | 1",
        "TRUE::VARCHAR | true",
        "2 - INTERVAL '1' DAY | 42883",
        "EXTRACT(CENTURY FROM DATE '2024-01-01') | 0A000",
        "DATE_TRUNC('century', TIMESTAMP '2024-01-01 00:00:00') | 0A000",
        "CEIL(DATE '2024-01-01' TO MONTH) | 0A000",
        "TIMESTAMP '2024-01-01 00:00:00' - TIMESTAMP '2024-01-01 00:00:00' | 0A000",
        "DATE '2024-01-01' + INTERVAL '1.5' MONTH | 0A000",
        "POWER(2.0, 2) | 0A000",
        "EXP(1.0) | 0A000",
        "ROUND(2.5, CHAR_LENGTH('a')) | 0A000",
        "'a' ILIKE 'A' | 0A000",
        "'a' SIMILAR TO 'a' | 0A000",
        "'a' LIKE 'a' ESCAPE 'xy' | 22000",
        "'ab' LIKE 'a\\' | 22000",
        "CAST('a' AS CHAR(3)) LIKE 'a' | 0A000",
        "CONCAT(TRUE) | 0A000",
        "CAST(1.5 AS REAL) | 0A000",
        "CAST(CAST(1 AS DOUBLE) AS DECIMAL) | 0A000",
        "CAST(1 AS DECIMAL(50, 2)) | 0A000",
        "CAST('10:00' AS TIME(3)) | 0A000",
        "CAST('10:00' AS TIME WITH TIME ZONE) | 0A000",
        "CAST('10:00' AS TIME WITHOUT TIME ZONE) | 10:00",
        "{t '10:20:30'} | 10:20:30",
        "HOUR(TIME '13:14') | 13",
        "{fn CONVERT('13:14', SQL_TIME)} | 13:14",
        "{fn CURTIME()} = LOCALTIME | true",
        "CAST(LOCALTIMESTAMP AS TIME) = LOCALTIME | true",
        "CURRENT_TIME | 0A000",
        "TIME '24:00' | 22P02",
        "TIME '23:59:59.9999996' | 22003",
        "TIME '10:00' - TIME '09:00' | 0A000",
        "TIME '10:00' + INTERVAL '1' HOUR | 0A000",
        "INTERVAL '1' HOUR + TIME '10:00' | 0A000",
        "DATE '2024-02-29' + TIME '10:00' | 0A000",
        "EXTRACT(YEAR FROM TIME '10:00') | 0A000",
        "DATE_TRUNC('hour', TIME '10:00') | 42883",
        "{fn CONVERT('x', SQL_TIME_WITH_TIMEZONE)} | 42601",
        "0.12345678901234567890 * 0.12345678901234567890 | 0A000",
        "CAST('x' AS CHAR(1000000000)) | 0A000",
        "CAST('x' AS VARCHAR(0)) | 0A000",
        "OVERLAY('abc' PLACING 'x' FROM 1) | 0A000",
        "NOSUCH(1) | 42883",
        "UPPER('a', 'b') | 42883",
      })
  void readsAsMeant(String expression, String expected) {
    assertThat(outcome("SELECT " + expression)).isEqualTo(expected);
  }

  @Test
  void tellsOneTimeInAStatement() {
    Plan plan =
        plan(
            "SELECT CURRENT_TIMESTAMP, LOCALTIMESTAMP, NOW(), {fn NOW()}, CURRENT_DATE, CURDATE()");
    Object[] row = plan.finish(List.of()).get(0);

    assertThat(Arrays.copyOf(row, 4)).containsOnly(row[0]);
    assertThat((LocalDateTime) row[0])
        .isBetween(
            LocalDateTime.now(ZoneOffset.UTC).minus(Duration.ofMinutes(1)),
            LocalDateTime.now(ZoneOffset.UTC));
    assertThat(row[4]).isEqualTo(row[5]).isEqualTo(((LocalDateTime) row[0]).toLocalDate());
    assertThat(row[5]).isInstanceOf(LocalDate.class);
    assertThat(plan.columns().get(0).label()).isEqualTo("current_timestamp");
    assertThat(plan.columns().get(4).label()).isEqualTo("current_date");
  }

  @Test
  void makesNoTextsThatFillTheMemory() {
    String many = "a".repeat(45_000);

    assertThat(outcome("SELECT REPLACE('%s', 'a', '%s')".formatted(many, many))).isEqualTo("22003");
    assertThat(outcome("SELECT LENGTH(REPLACE('aaa', 'a', '%s'))".formatted(many)))
        .isEqualTo("135000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "UPPER('a') | upper",
        "TRIM('a') | btrim",
        "{fn UCASE('a')} | ucase",
        "1 + 1 | ?column?",
        "'1'::int | int4",
        "CAST(1 AS TEXT) | text",
        "EXTRACT(YEAR FROM DATE '2024-01-01') | extract",
        "CASE WHEN TRUE THEN 1 END | case",
        "1e2 | ?column?",
      })
  void labelsAsPostgresDoes(String expression, String label) {
    assertThat(plan("SELECT " + expression).columns().get(0).label()).isEqualTo(label);
  }

  @Test
  void hasAnOperatorForEveryFunction() {
    Set<String> written = Set.of("NULLIF", "FLOOR_TO", "NEAR", "INTERSECTS", "LENGTH");
    Stream<TypedFunction> statistics =
        Stream.of(
            Statistics.VAR_POP, Statistics.VAR_SAMP, Statistics.STDDEV_POP, Statistics.STDDEV_SAMP);

    assertThat(Arrays.stream(ScalarOperator.values()).map(Enum::name))
        .containsAll(
            Stream.of(Functions.ALL.stream(), SpatialFunctions.ALL.stream(), statistics)
                .flatMap(functions -> functions)
                .map(TypedFunction::id)
                .filter(id -> !written.contains(id))
                .toList());
  }

  private Plan plan(String sql) {
    return planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT);
  }

  private String outcome(String sql) {
    try {
      return String.valueOf(plan(sql).finish(List.of()).get(0)[0]);
    } catch (ParleyException e) {
      return e.code().sqlState();
    }
  }
}
