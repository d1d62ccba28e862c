// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.knn;

import static dev.parley.planner.Federations.limited;
import static dev.parley.planner.Federations.node;
import static dev.parley.planner.Federations.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.planner.Federations;
import dev.parley.planner.Planner;
import dev.parley.planner.SessionOptions;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.Plan;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.RowQuery;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnnPlacementTest {
  private static final FederationCatalog CITY =
      Federations.of(
          node("north", "H2 2", 2, shops(ColumnType.GEOMETRY)),
          node("south", "DuckDB 1", 2, shops(ColumnType.geometry(4326))));

  private static final String ZERO = "CAST(0.0 AS DOUBLE PRECISION)";

  private final Planner planner = new Planner();

  private static PublishedTable shops(ColumnType places) {
    return table(
        "shops",
        limited("id", ColumnType.BIGINT, Use.REVEAL),
        limited("kind", ColumnType.VARCHAR, Use.REVEAL, Use.FILTER),
        limited("place", places, Use.REVEAL, Use.NEAREST, Use.FILTER, Use.GROUP),
        limited("home", places, Use.NEAREST),
        limited("price", ColumnType.INTEGER, Use.AGGREGATE));
  }

  @Test
  void asksForTheBestByDistanceOfThoseThatMeetAllOtherConditions() {
    BestQuery query =
        best("SELECT id FROM shops WHERE kind = 'cafe' AND KNN(home, ST_Point(0, 0), 3)");

    assertThat(query.toSql())
        .isEqualTo(
            "SELECT \"id\" FROM \"shops\" WHERE ((\"kind\" = 'cafe') AND (ST_X(\"home\") IS NOT NULL))"
                + " ORDER BY BEST(ST_DISTANCE(\"home\", %1$s, %1$s)) ASC NULLS LAST LIMIT 3"
                    .formatted(ZERO));
  }

  @Test
  void theOrderOfItsArgumentsDoesNotMatter() {
    assertThat(best("SELECT id FROM shops WHERE KNN(POINT(0, 0), home, 3)"))
        .isEqualTo(best("SELECT id FROM shops WHERE KNN(home, ST_MakePoint(0, 0), 3)"));
  }

  @Test
  void anOrderByDistanceIsAskedInTheSameWay() {
    BestQuery query =
        best("SELECT id FROM shops ORDER BY ST_Distance(place, ST_Point(0, 0)) LIMIT 2");

    assertThat(query.toSql())
        .isEqualTo(
            "SELECT \"id\" FROM \"shops\" ORDER BY BEST(ST_DISTANCE(\"place\", %1$s, %1$s)) ASC NULLS LAST LIMIT 2"
                .formatted(ZERO));
  }

  @Test
  void rowsComeNearestFirstWithTheirPlacesPutTogether() {
    Plan plan =
        plan("SELECT id, place, DISTANCE AS d FROM shops WHERE KNN(place, ST_Point(0, 0), 3)");

    List<Object[]> rows =
        plan.finish(
            Arrays.asList(new Object[] {7L, 3.0, 4.0, 5.0}, new Object[] {8L, 0.0, 1.0, 1.0}));

    assertThat(rows)
        .containsExactly(
            new Object[] {8L, new Point(0, 1, 4326), 1.0},
            new Object[] {7L, new Point(3, 4, 4326), 5.0});
  }

  @Test
  void aggregatesOfTheNearestAreTakenInTheGateway() {
    Plan plan = plan("SELECT COUNT(*) FROM shops WHERE KNN(home, ST_Point(0, 0), 3)");

    assertThat(plan.finish(Arrays.asList(new Object[] {7L, 5.0}, new Object[] {8L, 1.0})))
        .containsExactly(new Object[] {2L});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM shops WHERE ST_DWithin(place, ST_Point(0, 0), 3)",
        "SELECT id, ST_Distance(place, ST_Point(0, 0)) AS d FROM shops ORDER BY d, id LIMIT 2",
        "SELECT id FROM shops ORDER BY id LIMIT 3",
      })
  void otherQuestionsOfPlacesAreRowQueries(String sql) {
    assertThat(plan(sql).questions()).allMatch(question -> question.query() instanceof RowQuery);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KNN(home, ST_Point(0, 0), 0)                          | 0A000 | The 0 best rows",
        "KNN(home, ST_Point(0, 0), -3)                         | 0A000 | The -3 best rows",
        "KNN(home, ST_Point(0, 0), 3) OR kind = 'x'            | 0A000 | under OR or NOT",
        "NOT KNN(home, ST_Point(0, 0), 3)                      | 0A000 | under OR or NOT",
        "KNN(home, ST_Point(0, 0), 3) AND KNN(place, ST_Point(0, 0), 3) | 0A000 | beside another",
        "KNN(home, place, 3)                                   | 0A000 | two places of the same row",
        "KNN(home, ST_MakeEnvelope(0, 0, 1, 1), 3)             | 42804 | another geometry than a place",
        "KNN(home, ST_Point(0, 0, 3857), 3)                    | 42804 | 4326 and 3857",
        "KNN(kind, ST_Point(0, 0), 3)                          | 42883 | VARCHAR",
        "KNN(home, ST_Point(0, 0), 2.5)                        | 42883 | DECIMAL",
        "KNN(home, ST_Point(0, 0), 3) AND ST_DWithin(home, ST_Point(0, 0), 1) | 42501 | 'filter'",
      })
  void sayWhatIsWrong(String condition, String state, String fact) {
    assertThatThrownBy(() -> plan("SELECT id FROM shops WHERE " + condition))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code().sqlState()).isEqualTo(state))
        .hasMessageContaining(fact);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT home FROM shops WHERE KNN(home, ST_Point(0, 0), 3)",
        "SELECT DISTANCE FROM shops WHERE KNN(home, ST_Point(0, 0), 3)",
        "SELECT id FROM shops WHERE KNN(home, ST_Point(0, 0), 3) ORDER BY DISTANCE DESC",
        "SELECT price FROM shops WHERE KNN(home, ST_Point(0, 0), 3)",
      })
  void showsNothingThatMayNotBeRevealed(String sql) {
    assertThatThrownBy(() -> plan(sql)).hasMessageContaining("the use 'reveal'");
  }

  private BestQuery best(String sql) {
    return (BestQuery) plan(sql).questions().get(0).query();
  }

  private Plan plan(String sql) {
    return planner.plan(sql, CITY, SessionOptions.DEFAULT);
  }
}
