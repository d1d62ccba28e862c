// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.topk;

import static dev.parley.planner.Federations.limited;
import static dev.parley.planner.Federations.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.planner.Federations;
import dev.parley.planner.Planner;
import dev.parley.planner.SessionOptions;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.PlanText;
import dev.parley.planner.plan.Release;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.BestQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BestPlacementTest {
  private static final FederationCatalog CLINICS =
      Federations.of(
          node("north", "H2 2", 2, people(ColumnType.INTEGER, Use.REVEAL, Use.NEAREST)),
          node("south", "DuckDB 1", 2, people(ColumnType.BIGINT, Use.NEAREST)));

  private final Planner planner = new Planner();

  private static PublishedTable people(ColumnType age, Use... uses) {
    return people(NearestMode.PRIVATE, age, uses);
  }

  private static PublishedTable people(NearestMode mode, ColumnType age, Use... uses) {
    return new PublishedTable(
        "people",
        List.of(),
        mode,
        List.of(
            limited("id", ColumnType.BIGINT, Use.REVEAL),
            limited("name", ColumnType.VARCHAR, Use.REVEAL, Use.FILTER),
            limited("age", age, uses),
            limited("weight", ColumnType.DOUBLE, Use.NEAREST),
            limited("height", ColumnType.DOUBLE, Use.AGGREGATE)));
  }

  /** Of which each node says how its best rows may be found. */
  private static FederationCatalog clinics(NearestMode... modes) {
    List<NodeCatalog> nodes = new ArrayList<>();
    for (NearestMode mode : modes) {
      PublishedTable people = people(mode, ColumnType.INTEGER, Use.NEAREST);
      nodes.add(node("clinic" + nodes.size(), "H2 2", 1, people));
    }
    return Federations.of(nodes.toArray(NodeCatalog[]::new));
  }

  @Test
  void saysThatAllOwnBestRowsLeaveWhereEveryOwnerAllowsThat() {
    String sql = "SELECT name FROM people ORDER BY weight LIMIT 5";
    FederationCatalog catalog = clinics(NearestMode.LOCAL, NearestMode.LOCAL);

    Plan plan = planner.plan(sql, catalog, SessionOptions.DEFAULT);

    assertThat(String.join("\n", PlanText.of(plan)))
        .isEqualTo(
            """
            in the gateway: compute name
              in the gateway: keep at most 5 rows
                in the gateway: sort by weight, NULLs last
                  in the gateway: compute name, score AS weight
                    in the gateway: open name, score, keep the 5 best of all owners
                      in the cloud: in one round, which every owner allows (nearest: local), unite and shuffle the sealed rows of 2 nodes, unread
                        at node clinic0 (H2 2):
                          runs SELECT "name" FROM "people" ORDER BY BEST("weight") ASC NULLS LAST LIMIT 5
                          leaves all of these rows, their scores and what breaks their ties, each row sealed, under a random token
                        at node clinic1 (H2 2):
                          runs SELECT "name" FROM "people" ORDER BY BEST("weight") ASC NULLS LAST LIMIT 5
                          leaves all of these rows, their scores and what breaks their ties, each row sealed, under a random token\
            """);
  }

  @Test
  void oneOwnerWhoDoesNotAllowItProtectsAll() {
    FederationCatalog catalog = clinics(NearestMode.LOCAL, NearestMode.PRIVATE, NearestMode.LOCAL);

    assertThat(releases("people", catalog)).containsOnly(Release.NARROWED);
    assertThat(releases("clinic0.people", catalog)).containsOnly(Release.OWN_BEST);
    assertThat(releases("clinic1.people", catalog)).containsOnly(Release.NARROWED);
  }

  @Test
  void rowsThatMayBeShownAreAskedAsBefore() {
    String sql = "SELECT name FROM people ORDER BY id LIMIT 5";
    Plan plan = planner.plan(sql, clinics(NearestMode.LOCAL), SessionOptions.DEFAULT);

    assertThat(plan.questions()).extracting(NodeQuery::release).containsOnly(Release.SEALED);
  }

  private List<Release> releases(String table, FederationCatalog catalog) {
    String sql = "SELECT name FROM %s ORDER BY weight LIMIT 5".formatted(table);
    return planner.plan(sql, catalog, SessionOptions.DEFAULT).questions().stream()
        .map(NodeQuery::release)
        .toList();
  }

  @Test
  void asksForTheBestOfAllByWhatMayNotBeRevealed() {
    assertThat(
            text(
                "SELECT UPPER(name) AS who FROM people WHERE name <> 'x'"
                    + " ORDER BY weight DESC NULLS LAST LIMIT 3 OFFSET 2"))
        .isEqualTo(
            """
            in the gateway: compute who
              in the gateway: keep at most 3 rows after the first 2
                in the gateway: sort by weight descending, NULLs last
                  in the gateway: compute UPPER(name) AS who, score AS weight
                    in the gateway: open name, score
                      in the cloud: in two rounds or more add the ciphertexts of 2 nodes, in the last unite and shuffle sealed rows, unread
                        at node north (H2 2):
                          runs SELECT "name" FROM "people" WHERE ("name" <> 'x') ORDER BY BEST("weight") DESC NULLS LAST LIMIT 5
                          leaves in each round but the last: how many of these rows lie in which range of the score, encrypted
                          leaves in the last: those of them that are among the best of all owners, and their scores, each row sealed, under a random token
                        at node south (DuckDB 1):
                          runs SELECT "name" FROM "people" WHERE ("name" <> 'x') ORDER BY BEST("weight") DESC NULLS LAST LIMIT 5
                          leaves in each round but the last: how many of these rows lie in which range of the score, encrypted
                          leaves in the last: those of them that are among the best of all owners, and their scores, each row sealed, under a random token
            """);
  }

  @Test
  void theScoreIsOfOneTypeAtAllOwners() {
    assertThat(asked("SELECT id FROM people ORDER BY ABS(age - 41) LIMIT 1").toSql())
        .isEqualTo(
            "SELECT \"id\" FROM \"people\""
                + " ORDER BY BEST(ABS((CAST(\"age\" AS BIGINT) - 41))) ASC NULLS LAST LIMIT 1");
  }

  @Test
  void whatIsNotShownIsNotAsked() {
    assertThat(asked("SELECT 'x' AS x FROM people ORDER BY age LIMIT 4").items())
        .extracting(item -> item.toSql())
        .containsExactly("\"id\"");
  }

  @Test
  void rowsAreOpenedAndPutInOrder() {
    Plan plan = plan("SELECT name FROM people ORDER BY weight LIMIT 2");

    List<Object[]> rows =
        plan.finish(
            Arrays.asList(
                new Object[] {"b", 2.5}, new Object[] {"n", null}, new Object[] {"a", 1.5}));

    assertThat(rows).containsExactly(new Object[] {"a"}, new Object[] {"b"});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM people ORDER BY id LIMIT 3",
        "SELECT name FROM people ORDER BY name, id LIMIT 3",
        "SELECT name FROM people LIMIT 3",
        "SELECT name FROM people ORDER BY weight LIMIT 0",
      })
  void doesNotFireWhereRowsMayBeRevealedOrNoneAreAsked(String sql) {
    assertThat(plan(sql).questions()).noneMatch(question -> question.query() instanceof BestQuery);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT name FROM people ORDER BY weight              | USE_FORBIDDEN | 'weight' the use 'reveal'",
        "SELECT name, weight FROM people ORDER BY weight LIMIT 3 | USE_FORBIDDEN | 'weight' the use 'reveal'",
        "SELECT age FROM people ORDER BY age LIMIT 3          | USE_FORBIDDEN | 'south'",
        "SELECT height FROM people ORDER BY weight LIMIT 3    | USE_FORBIDDEN | 'height' the use 'reveal'",
        "SELECT name FROM people ORDER BY height LIMIT 3      | USE_FORBIDDEN | 'height' the use 'reveal'",
        "SELECT name FROM people WHERE weight > 3 ORDER BY weight LIMIT 3 | USE_FORBIDDEN | 'weight' the use 'filter'",
        "SELECT name FROM people ORDER BY CASE WHEN weight > 3 THEN 1 ELSE 2 END LIMIT 3 | USE_FORBIDDEN | 'weight' the use 'filter'",
        "SELECT name FROM people ORDER BY weight, id LIMIT 3  | NOT_SUPPORTED | more than one key",
        "SELECT name FROM people ORDER BY weight LIMIT 10000001 | NOT_SUPPORTED | 1 to 10000000 can be",
        "SELECT name FROM people ORDER BY EXP(weight) LIMIT 3 | NOT_SUPPORTED | EXP",
      })
  void saysWhatCannotBeAsked(String sql, ErrorCode code, String fact) {
    assertThatThrownBy(() -> plan(sql))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.fact()).contains(fact);
              assertThat(e.code()).isEqualTo(code);
            });
  }

  private BestQuery asked(String sql) {
    return (BestQuery) plan(sql).questions().get(0).query();
  }

  private String text(String sql) {
    return String.join("\n", PlanText.of(plan(sql).root())) + "\n";
  }

  private Plan plan(String sql) {
    return planner.plan(sql, CLINICS, SessionOptions.DEFAULT);
  }
}
