// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.planner.local.RowBudget;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.SystemRows;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.rewrite.Rewriting.Secure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubqueryTest {
  private final Planner planner = new Planner();

  @Test
  void asksForTheAverageBeforeItAsksForMore() {
    Plan plan = plan("SELECT COUNT(*) FROM trips WHERE fare > (SELECT AVG(fare) FROM trips)");
    Runs runs =
        Runs.asking(
            open ->
                open.columns().size() == 1 ? rows(row(7L)) : rows(row(new BigDecimal("7.00"), 3L)));

    assertThat(plan.first()).hasSize(1);
    assertThat(plan.columns()).extracting(c -> c.label()).containsExactly("count");
    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("7");
    assertThat(asked(runs))
        .containsExactly(
            "SELECT SUM(\"fare\"), COUNT(\"fare\") FROM \"trips\"",
            "SELECT COUNT(*) FROM \"trips\" WHERE (\"fare\" > 2.3333333333333333)");
  }

  @Test
  void filtersByTheGroupsOfAnotherQuestion() {
    Plan plan =
        plan(
            "SELECT SUM(fare) FROM trips WHERE zone IN"
                + " (SELECT zone FROM trips GROUP BY zone HAVING COUNT(*) > 5)");
    Runs runs =
        Runs.asking(
            open ->
                open.columns().size() == 1
                    ? rows(row(new BigDecimal("9.50")))
                    : rows(row("a", 6L), row("b", 5L), row(null, 8L), row("c", 7L)));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("9.50");
    assertThat(asked(runs).get(1))
        .isEqualTo("SELECT SUM(\"fare\") FROM \"trips\" WHERE (\"Zone\" IN ('a', 'c'))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "EXISTS (SELECT 1 FROM trips WHERE tip > 5) | 1",
        "NOT EXISTS (SELECT 1 FROM trips WHERE tip > 5) | 0",
      })
  void knowsWhetherThereIsAGroup(String condition, int rows) {
    Plan plan =
        plan(
            ("SELECT * FROM (VALUES (1)) AS t(a) WHERE " + condition)
                .replace("tip > 5)", "tip > 5 GROUP BY zone)"));

    assertThat(Runs.asking(open -> rows(row("a"), row("b"))).rows(plan)).hasSize(rows);
  }

  @Test
  void asksTheSameQuestionOnce() {
    Plan plan =
        plan(
            "WITH g AS (SELECT zone, COUNT(*) AS n FROM trips GROUP BY zone)"
                + " SELECT a.zone, b.zone FROM g AS a JOIN g AS b ON a.n < b.n ORDER BY 1, 2");
    Runs runs = Runs.asking(open -> rows(row("a", 1L), row("b", 2L), row("c", 3L)));

    assertThat(plan.opens()).hasSize(1);
    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("a b; a c; b c");
    assertThat(runs.asked()).hasSize(1);
  }

  @Test
  void asksTheSameSubqueryOnce() {
    Plan plan =
        plan(
            "SELECT COUNT(*) FROM trips WHERE fare > (SELECT AVG(fare) FROM trips)"
                + " AND tip < (SELECT AVG(fare) FROM trips)");

    assertThat(plan.first()).hasSize(1);
  }

  @Test
  void joinsWhatTwoQuestionsAnswered() {
    Plan plan =
        plan(
            "SELECT a.zone, a.n, b.s FROM (SELECT zone, COUNT(*) AS n FROM trips GROUP BY zone) AS a"
                + " LEFT JOIN (SELECT zone, SUM(fare) AS s FROM trips WHERE night GROUP BY zone)"
                + " AS b ON a.zone = b.zone ORDER BY 1");
    Runs runs =
        Runs.asking(
            open ->
                open.columns().get(1).label().startsWith("COUNT")
                    ? rows(row("b", 2L), row("a", 3L), row(null, 1L))
                    : rows(row("a", new BigDecimal("1.50")), row(null, new BigDecimal("9.00"))));

    assertThat(plan.opens()).hasSize(2);
    assertThat(plan.opens()).allSatisfy(open -> assertThat(open.questions()).hasSize(3));
    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("a 3 1.50; b 2 null; null 1 null");
  }

  @Test
  void aggregatesGroupsOfGroups() {
    Plan plan =
        plan(
            "SELECT AVG(n), MAX(s), SECURE SUM(n) FROM"
                + " (SELECT zone, COUNT(*) AS n, SUM(fare) AS s FROM trips GROUP BY zone) AS g");
    Runs runs =
        Runs.asking(
            open ->
                rows(row("a", 1L, new BigDecimal("1.50")), row("b", 2L, new BigDecimal("0.25"))));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("1.5000000000000000 1.50 3");
  }

  @Test
  void explainsWhatIsAskedFirst() {
    List<String> lines = new ArrayList<>();
    Runs.alone()
        .rows(
            plan(
                "EXPLAIN PLAN FOR SELECT zone FROM trips GROUP BY zone"
                    + " HAVING COUNT(*) > (SELECT AVG(n) FROM (VALUES (1), (2)) AS t(n))"))
        .forEach(row -> lines.add((String) row[0]));

    assertThat(lines.subList(0, 3))
        .containsExactly(
            "first, subquery 1; a value stands for its answer below:",
            "  in the gateway: aggregate AVG(n)",
            "    in the gateway: take 2 given rows");
    assertThat(lines.get(3)).startsWith("in the gateway: compute ");
    assertThat(lines.get(4)).startsWith("  in the gateway: keep rows where ").endsWith(" > 1");
  }

  @Test
  void declaresTheTypeOfAnAnswerBeforeItIsKnown() {
    Plan plan =
        plan("SELECT (SELECT AVG(a) FROM (VALUES (1), (2)) AS t(a)) AS m, (SELECT 'x') AS s");

    Plan complete = plan.completedBy(plan.first().stream().map(Runs.alone()::rows).toList());

    assertThat(plan.columns().get(0).type()).isEqualTo(ColumnType.decimal(38, 16));
    assertThat(plan.columns().get(1).type().isText()).isTrue();
    assertThat(complete.columns()).isEqualTo(plan.columns());
  }

  @Test
  void securesNothingThatIsAlreadyOpen() {
    SessionOptions explicit = new SessionOptions(Secure.EXPLICIT, OptionalInt.empty());
    String groups = " FROM (SELECT zone, SECURE COUNT(*) AS n FROM trips GROUP BY zone) AS g";

    Plan plan =
        planner.plan(
            "SELECT AVG(n), SUM(n), COUNT(*), MAX(n)" + groups, Federations.CITY, explicit);

    Runs runs = Runs.asking(open -> rows(row("a", 1L), row("b", 2L)));
    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("1.5000000000000000 3 2 2");
    assertThat(
            catchThrowableOfType(
                    ParleyException.class,
                    () -> planner.plan("SELECT AVG(fare) FROM trips", Federations.CITY, explicit))
                .code())
        .isEqualTo(ErrorCode.USE_FORBIDDEN);
  }

  @Test
  void isNotRunBeforeItsSubqueries() {
    Plan plan = plan("SELECT a FROM (VALUES (1)) AS t(a) WHERE a = (SELECT 1)");

    assertThatThrownBy(() -> plan.finish(List.of(), SystemRows.NONE, RowBudget.standard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 subqueries");
    assertThatThrownBy(() -> plan.completedBy(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesASecondRowWhereOneValueIsAskedFor() {
    Plan plan = plan("SELECT (SELECT a FROM (VALUES (41), (42)) AS t(a)) AS n");

    ParleyException error =
        catchThrowableOfType(ParleyException.class, () -> Runs.alone().rows(plan));

    assertThat(error.code()).isEqualTo(ErrorCode.MORE_THAN_ONE_ROW);
    assertThat(error.toLine()).doesNotContain("41").doesNotContain("42");
  }

  @Test
  void refusesMoreValuesThanAConditionCanHold() {
    Plan plan =
        plan("SELECT SUM(fare) FROM trips WHERE id IN (SELECT riders FROM trips GROUP BY riders)");
    List<Object[]> many = new ArrayList<>();
    for (long i = 0; i < 10_001; i++) {
      many.add(row(i));
    }

    ParleyException error =
        catchThrowableOfType(ParleyException.class, () -> Runs.asking(open -> many).rows(plan));

    assertThat(error.code()).isEqualTo(ErrorCode.TOO_MANY);
  }

  @Test
  void refusesDigitsThatNoConstantCanHoldWithoutShowingThem() {
    Plan plan = plan("SELECT COUNT(*) FROM trips WHERE big > (SELECT SUM(big) FROM trips)");
    BigDecimal huge = new BigDecimal("1234567890123456789012345678901234567890");

    ParleyException error =
        catchThrowableOfType(
            ParleyException.class, () -> Runs.asking(open -> rows(row(huge))).rows(plan));

    assertThat(error.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(error).hasNoCause();
    assertThat(error.toLine()).doesNotContain("12345");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELECT a FROM (VALUES (1)) AS t(a) WHERE EXISTS (SELECT 1 FROM (VALUES (1)) AS u(b)"
            + " WHERE b = a) | 0A000",
        "SELECT a, (SELECT MAX(fare) FROM trips WHERE riders = a) FROM (VALUES (1)) AS t(a) | 0A000",
        "SELECT a FROM (VALUES (1)) AS t(a), LATERAL (SELECT a + 1 AS b) AS u | 0A000",
        "SELECT SUM(a) OVER () FROM (VALUES (1)) AS t(a) | 0A000",
        "SELECT a FROM (VALUES (1)) AS t(a) WHERE a IN (SELECT 'x') | 42804",
        "SELECT COUNT(*) FROM trips WHERE day = SOME (SELECT riders FROM trips GROUP BY riders)"
            + " | 42804",
        "SELECT 1 UNION ALL SELECT 'a' | 42804",
        "SELECT 1, 2 UNION SELECT 1 | 42601",
        "SELECT MAX(a) FROM (VALUES (TRUE)) AS t(a) | 42883",
        "SELECT COUNT(a, b) FROM (VALUES (1, 2)) AS t(a, b) | 0A000",
        "SELECT COUNT(*) FROM trips WHERE fare > (SELECT fare, tip FROM trips) | 42804",
      })
  void refusesWhatItCannotRun(String sql, String state) {
    ParleyException error = catchThrowableOfType(ParleyException.class, () -> plan(sql));

    assertThat(error).as(sql).isNotNull();
    assertThat(error.code().sqlState()).as(error.toLine()).isEqualTo(state);
    assertThat(error.toLine()).doesNotContain("\n");
  }

  private Plan plan(String sql) {
    return planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT);
  }

  private static List<String> asked(Runs runs) {
    List<String> asked = new ArrayList<>();
    for (PlanStep.Open open : runs.asked()) {
      asked.add(open.questions().get(0).query().toSql());
    }
    return asked;
  }

  private static List<Object[]> rows(Object[]... rows) {
    return List.of(rows);
  }

  private static Object[] row(@Nullable Object... values) {
    return values;
  }
}
