// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.planner.plan.Plan;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.AggregateQuery;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinishTest {
  private static final List<Object[]> ZONES =
      List.of(
          row("b", 2L, new BigDecimal("10.00")),
          row("a", 3L, new BigDecimal("5.00")),
          row(null, 1L, null),
          row("B", 4L, new BigDecimal("-0.50")),
          row("é", 4L, new BigDecimal("10.00")));

  private final Planner planner = new Planner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "ORDER BY zone | B 4 -0.50; a 3 5.00; b 2 10.00; é 4 10.00; null 1 null",
        "ORDER BY 1 DESC | null 1 null; é 4 10.00; b 2 10.00; a 3 5.00; B 4 -0.50",
        "ORDER BY zone NULLS FIRST LIMIT 2 | null 1 null; B 4 -0.50",
        "ORDER BY s DESC NULLS LAST, n DESC"
            + " | é 4 10.00; b 2 10.00; a 3 5.00; B 4 -0.50; null 1 null",
        "ORDER BY -COUNT(*), zone LIMIT 2 | B 4 -0.50; é 4 10.00",
        "ORDER BY SUM(fare) / COUNT(*), zone OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY"
            + " | a 3 5.00; é 4 10.00",
        "HAVING SUM(fare) > 4.9999 ORDER BY n | b 2 10.00; a 3 5.00; é 4 10.00",
        "HAVING zone IS NULL OR COUNT(*) = 3 ORDER BY n | null 1 null; a 3 5.00",
        "HAVING SUM(fare) <> 10 ORDER BY n | a 3 5.00; B 4 -0.50",
        "HAVING COUNT(*) BETWEEN 2 AND 3 AND zone IN ('a', 'B') | a 3 5.00",
        "LIMIT 0 | ",
        "OFFSET 99999999999999999999 | ",
        "ORDER BY n LIMIT 1 OFFSET 4 | é 4 10.00",
      })
  void keepsAndOrdersGroups(String clauses, String expected) {
    Plan plan =
        plan("SELECT zone, COUNT(*) AS n, SUM(fare) AS s FROM trips GROUP BY zone " + clauses);

    assertThat(shown(plan.finish(ZONES))).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void dropsWhatItOnlySortedBy() {
    Plan plan = plan("SELECT zone FROM trips GROUP BY zone ORDER BY COUNT(*), SUM(fare)");

    assertThat(shown(plan.finish(ZONES))).isEqualTo("null; b; a; B; é");
  }

  @Test
  void leavesOutRepeatedRows() {
    Plan plan = plan("SELECT DISTINCT SUM(fare), COUNT(*) > 2 FROM trips GROUP BY zone");
    List<Object[]> rows = new ArrayList<>();
    rows.add(row("x", new BigDecimal("1.00"), 3L));
    rows.add(row("y", new BigDecimal("1.00"), 4L));
    rows.add(row("z", null, 4L));
    rows.add(row("u", null, 5L));

    assertThat(shown(plan.finish(rows))).isEqualTo("1.00 true; null true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "AVG(riders) | 53.5108695652173913",
        "SUM(riders) | 49230",
        "SUM(riders) / COUNT(riders) | 53",
        "-SUM(riders) / COUNT(riders) | -53",
        "SUM(riders) * 1.0 / COUNT(riders) | 53.5108695652173913",
        "SUM(riders) / 7.50 | 6564.0000000000000000",
        "CAST(AVG(riders) AS INTEGER) | 54",
        "CAST(AVG(riders) AS DECIMAL(10, 2)) | 53.51",
        "CAST(SUM(riders) AS DOUBLE) / COUNT(riders) | 53.51086956521739",
        "AVG(riders) + 0.5 | 54.0108695652173913",
        "AVG(riders) * 2.00 | 107.021739130434782600",
        "COALESCE(AVG(riders), 0) | 53.5108695652173913",
        "CASE WHEN AVG(riders) > 53.51 THEN AVG(riders) ELSE 0 END | 53.5108695652173913",
        "NULLIF(COUNT(riders), 920) | null",
        "SUM(riders) / NULLIF(COUNT(riders) - 920, 0) | null",
        "AVG(riders) > 53.5108695652173913 | false",
        "AVG(riders) IS DISTINCT FROM NULL | true",
        "SUM(riders) - 0.10 | 49229.90",
        "COUNT(riders) + 1 | 921",
      })
  void calculatesAsPostgresDoes(String expression, String expected) {
    Plan plan = plan("SELECT " + expression + " FROM trips");
    AggregateQuery query = (AggregateQuery) plan.questions().get(0).query();
    boolean sumFirst = query.aggregations().get(0).toSql().startsWith("SUM");
    Object[] values =
        sumFirst ? row(new BigDecimal(49230), 920L) : row(920L, new BigDecimal(49230));
    int asked = query.aggregations().size();

    assertThat(shown(plan.finish(List.<Object[]>of(Arrays.copyOf(values, asked)))))
        .isEqualTo(expected);
  }

  @Test
  void answersForTheEmptySet() {
    Plan plan = plan("SELECT COUNT(*), SUM(fare), AVG(fare), SUM(fare) + 1 FROM trips WHERE 1 = 0");

    assertThat(shown(plan.finish(List.<Object[]>of(row(0L, null, 0L)))))
        .isEqualTo("0 null null null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SUM(riders) / (COUNT(*) - 1) | DIVISION_BY_ZERO",
        "SUM(riders) * 1.5 / (COUNT(*) - 1) | DIVISION_BY_ZERO",
        "CAST(SUM(riders) AS DOUBLE) / (COUNT(*) - 1) | DIVISION_BY_ZERO",
        "CAST(SUM(riders) AS INTEGER) + COUNT(*) * 0 | OUT_OF_RANGE",
        "SUM(riders) * SUM(riders) + COUNT(*) | OUT_OF_RANGE",
        "CAST(SUM(riders) AS DECIMAL(5, 2)) + COUNT(*) | OUT_OF_RANGE",
      })
  void refusesWhatHasNoValue(String expression, ErrorCode code) {
    Plan plan = plan("SELECT " + expression + " FROM trips");

    ParleyException error =
        catchThrowableOfType(
            ParleyException.class,
            () -> plan.finish(List.<Object[]>of(row(new BigDecimal(1L << 50), 1L))));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.toLine()).doesNotContain(String.valueOf(1L << 50));
  }

  @Test
  void refusesASumBeyondItsType() {
    Plan plan = plan("SELECT SUM(riders) FROM trips");

    assertThat(
            catchThrowableOfType(
                    ParleyException.class,
                    () ->
                        plan.finish(List.<Object[]>of(row(new BigDecimal("9223372036854775808")))))
                .code())
        .isEqualTo(ErrorCode.OUT_OF_RANGE);
  }

  @Test
  void answersWithoutAnyOwner() {
    assertThat(shown(plan("SELECT 1, 'a', 1.50 + 1, 7 / 2, NULL, 1 = 1, 1e2").finish(List.of())))
        .isEqualTo("1 a 2.50 3 null true 100");
    assertThat(shown(plan("VALUES (1, 'a'), (2, NULL)").finish(List.of())))
        .isEqualTo("1 a; 2 null");
    assertThat(shown(plan("VALUES ('a'), ('bcd')").finish(List.of()))).isEqualTo("a; bcd");
    assertThat(shown(plan("SELECT 10 / 3.0, 1 / 3.0, 2 / 3.00, 100000 / 3.0").finish(List.of())))
        .isEqualTo(
            "3.3333333333333333 0.33333333333333333333 0.66666666666666666667"
                + " 33333.333333333333");
  }

  @Test
  void readsSystemTables() {
    Plan plan =
        plan("SELECT id, last_heartbeat FROM parley.nodes WHERE state = 'up' ORDER BY id DESC");
    LocalDateTime seen = LocalDateTime.of(2024, 1, 2, 3, 4, 5);

    List<Object[]> rows =
        plan.finish(
            List.of(),
            table ->
                List.of(
                    row("north", "up", seen, "PostgreSQL", "14"),
                    row("south", "down", null, "H2", "2"),
                    row("west", "up", null, "H2", "2")));

    assertThat(shown(rows)).isEqualTo("west null; north 2024-01-02T03:04:05");
    assertThat(plan("SELECT * FROM PARLEY.QUERIES").columns()).hasSize(9);
  }

  private Plan plan(String sql) {
    return planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT);
  }

  private static Object[] row(@Nullable Object... values) {
    return values;
  }

  private static String shown(List<Object[]> rows) {
    return rows.stream()
        .map(row -> Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }
}
