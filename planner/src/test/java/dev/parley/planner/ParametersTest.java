// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.planner.plan.ResultColumn;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  private static final String TRIPS = "SELECT COUNT(*) FROM trips WHERE ";

  private final Planner planner = new Planner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELECT COUNT(*) FROM trips WHERE fare > ? | DECIMAL(10, 2)",
        "SELECT COUNT(*) FROM trips WHERE riders IN (?, ?) | INTEGER INTEGER",
        "SELECT COUNT(*) FROM trips WHERE riders BETWEEN ? AND 3 | INTEGER",
        "SELECT COUNT(*) FROM trips WHERE ? = zone | VARCHAR",
        "SELECT COUNT(*) FROM trips WHERE day < ? AND started >= ? | DATE TIMESTAMP",
        "SELECT COUNT(*) FROM trips WHERE night = ? OR ? | BOOLEAN BOOLEAN",
        "SELECT COUNT(*) FROM trips WHERE fare > CAST(? AS DATE) - day | DATE",
        "SELECT CAST({fn CONCAT(?, '')} AS INTEGER), 1 / (? - 1) | VARCHAR INTEGER",
        "SELECT COUNT(*) FROM trips WHERE zone LIKE ? | VARCHAR",
        "SELECT COUNT(*) FROM trips WHERE CHAR_LENGTH(?) > ? | VARCHAR INTEGER",
        "SELECT SUM(fare) * ? FROM trips | DECIMAL(38, 2)",
        "SELECT COUNT(*) + CAST(? AS INTEGER) FROM trips | INTEGER",
        "SELECT zone, COUNT(*) FROM trips GROUP BY zone HAVING COUNT(*) > ? LIMIT ? OFFSET ?"
            + " | BIGINT INTEGER INTEGER",
        "SELECT COALESCE(?, 1.50), GREATEST(2, ?), CASE WHEN ? THEN ? ELSE 'x' END"
            + " | DECIMAL(3, 2) INTEGER BOOLEAN VARCHAR",
        "SELECT ROUND(1.55, ?), {fn CONCAT('a', ?)}, DATE '2024-01-01' - ?, YEAR(?)"
            + " | INTEGER VARCHAR DATE TIMESTAMP",
        "EXPLAIN PLAN FOR SELECT COUNT(*) FROM trips WHERE riders = ? | INTEGER",
        "SELECT 1 | ",
      })
  void tellsTheTypesThatAreWanted(String sql, @Nullable String types) {
    assertThat(
            describe(sql).parameters().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(types == null ? "" : types);
  }

  @Test
  void tellsTheColumnsOfTheResult() {
    assertThat(describe("SELECT 1 + ? AS n, ? || 'a' AS t, COUNT(*) FROM trips").columns())
        .extracting(ResultColumn::label, column -> column.type().toString())
        .containsExactly(tuple("n", "INTEGER"), tuple("t", "VARCHAR"), tuple("count", "BIGINT"));
  }

  @Test
  void aValueLendsNoNameToItsColumn() {
    List<ResultColumn> columns =
        planner
            .plan(
                "SELECT CASE WHEN COUNT(*) > 1 THEN SQRT(2.0) ELSE ? END,"
                    + " CAST(CASE WHEN COUNT(*) > 1 THEN 1e0 ELSE ? END AS DECIMAL(4, 1)), ? + 1"
                    + " FROM trips",
                Federations.CITY,
                SessionOptions.DEFAULT,
                List.of(BigDecimal.ONE, 2.5, 3))
            .columns();

    assertThat(columns)
        .extracting(ResultColumn::label)
        .containsExactly("case", "numeric", "?column?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELECT ? | 42P18",
        "SELECT ? + ? | 42P18",
        "SELECT COUNT(*) FROM trips WHERE nosuch = ? | 42703",
        "SELECT COUNT(*) FROM trips WHERE driver = ? | 42501",
        "SELECT NOSUCH(?) | 42P18",
        "SELECT zone, COUNT(*) FROM trips WHERE riders = ? | 42803",
        "SELECT ROUND(fare, ?) FROM trips WHERE | 42601",
      })
  void findsEveryFaultBeforeThereAreValues(String sql, String state) {
    ParleyException error = catchThrowableOfType(ParleyException.class, () -> describe(sql));

    assertThat(error).isNotNull();
    assertThat(error.code().sqlState()).as(error.toLine()).isEqualTo(state);
  }

  @Test
  void putsValuesInTheirPlaces() {
    assertThat(row("SELECT ? + 1, 1.5 * ?, ? || 'b'", 2, new BigDecimal("2.5"), "a"))
        .containsExactly(3, new BigDecimal("3.75"), "ab");
    assertThat(row("SELECT ? + 1, ? = 5, 2 > ?", 2L, "5", 1.5)).containsExactly(3, true, true);
    assertThat(
            row(
                "SELECT DATE '2024-01-01' < ?, ? > DATE '2024-01-01', NOT ?",
                LocalDate.of(2024, 1, 2),
                LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1000),
                false))
        .containsExactly(true, true, true);
    assertThat(row("SELECT COALESCE(?, 7), ROUND(1.55, ?), UPPER(?)", null, 1, "it's ?"))
        .containsExactly(7, new BigDecimal("1.6"), "IT'S ?");
    assertThat(row("SELECT 'a?', ? = 'é😀'", "é😀")).containsExactly("a?", true);
    assertThat(row("SELECT ? = 1, 3 < ?", new BigDecimal("1.5"), Double.NaN))
        .containsExactly(false, true);
  }

  @Test
  void roundsNoValueToTheTypeThatWasWanted() {
    assertThat(sql("fare > ?", new BigDecimal("1.555"))).endsWith("WHERE (\"fare\" > 1.555)");
    assertThat(sql("riders = ?", 1L << 40)).endsWith("WHERE (\"riders\" = 1099511627776)");
  }

  @Test
  void limitsRows() {
    String values = "SELECT n FROM (VALUES (1), (2), (3)) AS t (n) ORDER BY n LIMIT ? OFFSET ?";

    assertThat(rows(values, 1, 1)).hasSize(1).allMatch(row -> row[0].equals(2));
    assertThat(rows(values, null, 0L)).hasSize(3);
    assertThat(error(values, -1, 0).code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    assertThat(error(values, "all", 0).code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
  }

  /** The value 1 is no reference to the first column. */
  @Test
  void isAValueAndNeverAPosition() {
    assertThat(error("SELECT zone, COUNT(*) FROM trips GROUP BY ? + 0", 1).code())
        .isEqualTo(ErrorCode.GROUPING_ERROR);
  }

  @Test
  void isNeverReadAsSql() {
    assertThat(row("SELECT ? || ''", "'; DROP TABLE trips --"))
        .containsExactly("'; DROP TABLE trips --");
    assertThat(sql("zone = ?", "x' OR 'a'='a")).endsWith("WHERE (\"Zone\" = 'x'' OR ''a''=''a')");
  }

  @Test
  void demandsAsManyValuesAsQuestionMarks() {
    assertThat(error("SELECT 1 + ?").toLine())
        .isEqualTo(
            "22023 P0011 The statement has 1 parameters, and 0 values were set"
                + " | Set a value for every question mark.");
    assertThat(error("SELECT 1", 1).code()).isEqualTo(ErrorCode.WRONG_PARAMETERS);
  }

  @Test
  void refusesValuesThatDoNotFit() {
    assertThat(error("SELECT 1 + ?", "x").code()).isEqualTo(ErrorCode.INVALID_TEXT);
    assertThat(error("SELECT 1 + ?", true).code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    assertThat(error("SELECT 1 + ?", new Object()).code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    assertThat(error("SELECT 1.5 + ?", BigDecimal.TEN.pow(50)).code())
        .isEqualTo(ErrorCode.OUT_OF_RANGE);
  }

  private Description describe(String sql) {
    return planner.describe(sql, Federations.CITY, SessionOptions.DEFAULT);
  }

  private List<Object[]> rows(String sql, @Nullable Object... values) {
    List<@Nullable Object> parameters = new ArrayList<>(Arrays.asList(values));
    return planner
        .plan(sql, Federations.CITY, SessionOptions.DEFAULT, parameters)
        .finish(List.of());
  }

  private Object[] row(String sql, @Nullable Object... values) {
    return rows(sql, values).get(0);
  }

  private String sql(String condition, Object value) {
    return planner
        .plan(TRIPS + condition, Federations.CITY, SessionOptions.DEFAULT, List.of(value))
        .questions()
        .get(0)
        .query()
        .toSql();
  }

  private ParleyException error(String sql, @Nullable Object... values) {
    ParleyException error = catchThrowableOfType(ParleyException.class, () -> rows(sql, values));
    assertThat(error).as(sql).isNotNull();
    return error;
  }
}
