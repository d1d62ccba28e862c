// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import static dev.parley.planner.Federations.limited;
import static dev.parley.planner.Federations.node;
import static dev.parley.planner.Federations.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.planner.Federations;
import dev.parley.planner.Planner;
import dev.parley.planner.Runs;
import dev.parley.planner.SessionOptions;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanText;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.spatial.PlaceList.Entry;
import dev.parley.protocol.sql.CanonicalQuery;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceJoinsTest {
  private static final FederationCatalog CITY =
      Federations.of(
          node("north", "H2 2", 2, shops(ColumnType.GEOMETRY), stops()),
          node("south", "DuckDB 1", 2, shops(ColumnType.geometry(4326)), stops()));

  private static final String STOPS =
      "(VALUES (1, 'a', 0.5, 7), (2, 'b', 1.5, 8), (3, 'a', 2.5, 9)) AS s (id, kind, x, r)";

  private final Planner planner = new Planner();

  private static PublishedTable shops(ColumnType places) {
    return table(
        "shops",
        limited("id", ColumnType.BIGINT, Use.REVEAL),
        limited("kind", ColumnType.VARCHAR, Use.REVEAL, Use.FILTER, Use.GROUP),
        limited("place", places, Use.NEAREST, Use.FILTER),
        limited("price", ColumnType.INTEGER, Use.AGGREGATE));
  }

  private static PublishedTable stops() {
    return table(
        "stops",
        limited("line", ColumnType.BIGINT, Use.REVEAL, Use.FILTER),
        limited("location", ColumnType.geometry(4326), Use.REVEAL, Use.FILTER, Use.NEAREST),
        limited("secret", ColumnType.BIGINT, Use.AGGREGATE));
  }

  @Test
  void countsPerRowOfTheListAreOneQuestionWithoutItsNames() {
    Plan plan =
        plan(
            "SELECT s.id, SECURE COUNT(*) AS n FROM %s JOIN shops p"
                + " ON ST_DWithin(p.place, ST_Point(s.x, 2), s.r) GROUP BY s.id");
    Runs runs = Runs.asking(question -> List.of(new Object[] {2L, 30L}, new Object[] {0L, 10L}));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("1 10; 3 30");
    assertThat(runs.asked()).hasSize(1);
    assertThat(sql(runs))
        .isEqualTo(
            "SELECT LIST_N, COUNT(*) FROM \"shops\", LIST"
                + " WHERE (ST_DISTANCE(\"place\", LIST_X, LIST_Y) <= LIST_R) GROUP BY LIST_N");
    assertThat(places(runs).entries())
        .containsExactly(new Entry(0, 0.5, 2, 7), new Entry(1, 1.5, 2, 8), new Entry(2, 2.5, 2, 9));
  }

  @Test
  void rowsOfTheListInOneGroupAreOneEntry() {
    Plan plan =
        plan(
            "SELECT SECURE SUM(p.price), s.kind, p.kind FROM %s, shops AS p"
                + " WHERE p.kind <> 'x' AND ST_Distance(ST_Point(s.x, 2), p.place) < 4 AND s.id > 1"
                + " GROUP BY p.kind, s.kind");
    Runs runs =
        Runs.asking(
            question ->
                List.of(
                    new Object[] {"cafe", 1L, new BigDecimal(5)},
                    new Object[] {"bar", 0L, new BigDecimal(6)}));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("6 b bar; 5 a cafe");
    assertThat(sql(runs))
        .isEqualTo(
            "SELECT \"kind\", LIST_N, SUM(\"price\") FROM \"shops\", LIST WHERE"
                + " ((\"kind\" <> 'x') AND (ST_DISTANCE(\"place\", LIST_X, LIST_Y) < 4.0))"
                + " GROUP BY \"kind\", LIST_N");
    assertThat(places(runs).entries())
        .containsExactly(new Entry(0, 1.5, 2, 0), new Entry(1, 2.5, 2, 0));
  }

  @Test
  void withoutKeysOfTheListNothingIsJoinedInTheGateway() {
    Plan plan =
        plan(
            "SELECT SECURE COUNT(*) FROM shops p JOIN %s ON ST_DWithin(p.place, ST_Point(s.x, 2), 4)");
    Runs runs = Runs.asking(question -> List.<Object[]>of(new Object[] {30L}));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("30");
    assertThat(sql(runs))
        .isEqualTo(
            "SELECT COUNT(*) FROM \"shops\", LIST WHERE (ST_DISTANCE(\"place\", LIST_X, LIST_Y) <= 4.0)");
    assertThat(places(runs).entries()).extracting(Entry::number).containsOnly(0);
  }

  @Test
  void rowsCarryTheNumberOfTheListsRowAndNothingThatIsNotShown() {
    Plan plan =
        plan(
            "SELECT p.id, s.id AS stop FROM shops p JOIN %s ON ST_DWithin(p.place, ST_Point(s.x, 2), 4)");
    Runs runs = Runs.asking(question -> List.of(new Object[] {70L, 2L}, new Object[] {71L, 0L}));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("71 1; 70 3");
    assertThat(sql(runs))
        .isEqualTo(
            "SELECT \"id\", LIST_N FROM \"shops\", LIST WHERE"
                + " (ST_DISTANCE(\"place\", LIST_X, LIST_Y) <= 4.0)");
  }

  @Test
  void rowsOfTheListWithoutAnyPartnerMayStay() {
    Plan plan =
        plan(
            "SELECT s.id, p.id FROM %s LEFT JOIN shops p ON ST_DWithin(p.place, ST_Point(s.x, 2), 4)"
                + " AND p.kind = 'cafe' ORDER BY s.id");
    Runs runs = Runs.asking(question -> List.<Object[]>of(new Object[] {70L, 1L}));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("1 null; 2 70; 3 null");
  }

  @Test
  void aListMayComeFromOwnersWhoRevealIt() {
    Plan plan =
        plan(
            "SELECT t.line, SECURE COUNT(*) FROM shops p JOIN stops t"
                + " ON ST_DistanceSphere(p.place, t.location) <= 500 WHERE t.line < 9 GROUP BY t.line");
    Runs runs =
        Runs.asking(
            question ->
                question.questions().get(0).query().table().equals("stops")
                    ? List.of(new Object[] {4L, 1.0, 2.0}, new Object[] {4L, 3.0, 2.0})
                    : List.<Object[]>of(new Object[] {0L, 11L}));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("4 11");
    assertThat(runs.asked()).hasSize(2);
    assertThat(query(runs, 0).toSql())
        .isEqualTo(
            "SELECT \"line\", ST_X(\"location\"), ST_Y(\"location\") FROM \"stops\" WHERE (\"line\" < 9)");
    assertThat(query(runs, 1).toSql())
        .contains("(ST_DISTANCESPHERE(\"place\", LIST_X, LIST_Y) <= 500.0) GROUP BY LIST_N");
  }

  @Test
  void theNearestToEachAreAskedTogether() {
    Plan plan =
        plan(
            "SELECT s.id, p.id FROM %s JOIN shops p ON KNN(p.place, ST_Point(s.x, 2), 2)"
                + " WHERE p.kind = 'cafe'");
    Runs runs =
        Runs.asking(question -> List.of(new Object[] {70L, 2L, 5.0}, new Object[] {71L, 0L, 1.0}));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("1 71; 3 70");
    assertThat(sql(runs))
        .isEqualTo(
            "SELECT \"id\", LIST_N FROM \"shops\", LIST WHERE"
                + " ((\"kind\" = 'cafe') AND (ST_X(\"place\") IS NOT NULL))"
                + " ORDER BY BEST(ST_DISTANCE(\"place\", LIST_X, LIST_Y)) ASC NULLS LAST LIMIT 2");
  }

  @Test
  void distanceIsThatOfTheRowsThatAreNearest() {
    Plan plan =
        plan(
            "SELECT s.id, t.line, DISTANCE FROM %s JOIN stops t ON KNN(t.location, ST_Point(s.x, 2), 1)"
                + " ORDER BY DISTANCE DESC");
    Runs runs =
        Runs.asking(
            question ->
                List.of(
                    new Object[] {7L, 1.5, 4.0, 0L, 2.2}, new Object[] {8L, 1.5, 5.0, 1L, 3.0}));

    assertThat(Runs.shown(runs.rows(plan))).isEqualTo("2 8 3.0; 1 7 2.23606797749979");
  }

  @Test
  void aPlanIsShownBeforeItsListIsKnown() {
    Plan plan =
        plan(
            "SELECT s.id, SECURE COUNT(*) FROM %s JOIN shops p"
                + " ON ST_DWithin(p.place, ST_Point(s.x, 2), s.r) GROUP BY s.id");

    assertThat(PlanText.of(plan))
        .anyMatch(line -> line.contains("with LIST: numbers, places and radii"))
        .anyMatch(line -> line.contains("LIST_N as a token, with an encrypted label"));
  }

  @Test
  void rowsWithoutPlacesAreJoinedWithNothing() {
    Plan plan =
        plan(
            "SELECT s.id, SECURE COUNT(*) FROM (SELECT id, NULLIF(x, x) AS x FROM %s) s JOIN shops p"
                + " ON ST_DWithin(p.place, ST_Point(s.x, 2), 1) GROUP BY s.id");

    assertThat(Runs.alone().rows(plan)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SECURE SUM(s.r)  | ST_DWithin(p.place, ST_Point(s.x, 2), 4) | 0A000 | what a list says",
        "SECURE COUNT(*)  | ST_DWithin(p.place, ST_Point(s.x, 2), s.r - 8) | 22003 | negative",
        "SECURE COUNT(*)  | ST_DWithin(p.place, ST_Point(s.x, 2), 4) AND ST_Distance(p.place, ST_Point(s.r, 2)) < 4 | 0A000 | two places",
        "SECURE COUNT(*)  | ST_DWithin(p.place, ST_Point(s.x, 2), 4) AND p.price < s.r | 42501 | 'filter'",
        "SECURE COUNT(*)  | ST_DWithin(p.place, ST_Point(s.x, 2), 4) AND p.kind = s.kind | 0A000 | CHAR of a list",
        "SECURE COUNT(*)  | ST_DistanceSphere(p.place, ST_Point(s.x * 100, 2)) < 9 | 22003 | longitude",
        "SECURE COUNT(*)  | ST_DWithin(p.place, ST_Point(s.x, 2, 3857), 4) | 42804 | 4326 and 3857",
      })
  void saysWhatIsWrong(String item, String condition, String state, String fact) {
    assertThatThrownBy(
            () ->
                Runs.asking(question -> List.of())
                    .rows(plan("SELECT " + item + " FROM %s JOIN shops p ON " + condition)))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code().sqlState()).isEqualTo(state))
        .hasMessageContaining(fact);
  }

  @Test
  void longListsAreRefused() {
    String many =
        IntStream.rangeClosed(0, PlaceList.MAX_ENTRIES)
            .mapToObj(i -> "(" + i + ", 1)")
            .collect(Collectors.joining(", "));

    assertThatThrownBy(
            () ->
                Runs.alone()
                    .rows(
                        plan(
                            "SELECT SECURE COUNT(*) FROM (VALUES "
                                + many
                                + ") AS s (id, x) JOIN shops p ON ST_DWithin(p.place, ST_Point(s.x, 2), 4)")))
        .hasMessageContaining("more than 10000 rows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT s.id, p.place FROM %s JOIN shops p ON ST_DWithin(p.place, ST_Point(s.x, 2), 4)",
        "SELECT s.id, ST_Distance(p.place, ST_Point(s.x, 2)) FROM %s JOIN shops p ON KNN(p.place, ST_Point(s.x, 2), 4)",
        "SELECT s.id, p.price FROM %s JOIN shops p ON KNN(p.place, ST_Point(s.x, 2), 4)",
      })
  void showsNothingThatMayNotBeRevealed(String sql) {
    assertThatThrownBy(() -> plan(sql)).hasMessageContaining("the use 'reveal'");
  }

  private static CanonicalQuery query(Runs runs, int number) {
    return runs.asked().get(number).questions().get(0).query();
  }

  private static String sql(Runs runs) {
    return query(runs, 0).toSql();
  }

  private static PlaceList places(Runs runs) {
    List<PlanStep.NodeQuery> questions = runs.asked().get(0).questions();
    assertThat(questions)
        .extracting(PlanStep.NodeQuery::places)
        .containsOnly(questions.get(0).places());
    return questions.get(0).places().orElseThrow();
  }

  private Plan plan(String sql) {
    return planner.plan(sql.replace("%s", STOPS), CITY, SessionOptions.DEFAULT);
  }
}
