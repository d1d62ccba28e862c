// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static dev.parley.planner.Federations.limited;
import static dev.parley.planner.Federations.node;
import static dev.parley.planner.Federations.open;
import static dev.parley.planner.Federations.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.rewrite.Rewriting.Secure;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
  private final Planner planner = new Planner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELEC 1 | 42601",
        "DROP TABLE trips | 25006",
        "SELECT COUNT(*) FROM trip | 42P01",
        "SELECT COUNT(*) FROM nowhere.trips | 42P01",
        "SELECT x.fare FROM trips | 42P01",
        "SELECT SUM(far) FROM trips | 42703",
        "SELECT COUNT(*) FROM trips ORDER BY 2 | 42703",
        "SELECT SUM(fare) FROM trips GROUP BY 3 | 42703",
        "SELECT zone, COUNT(*) FROM trips | 42803",
        "SELECT zone, COUNT(*) FROM trips GROUP BY fare | 42803",
        "SELECT SUM(SUM(fare)) FROM trips | 42803",
        "SELECT COUNT(*) FROM trips GROUP BY SUM(fare) | 42803",
        "SELECT COUNT(*) AS n FROM trips HAVING n > 1 | 42703",
        "SELECT SUM(zone) FROM trips | 42804",
        "SELECT COUNT(*) + zone FROM trips GROUP BY zone | 42804",
        "SELECT 1 = TRUE | 42804",
        "SELECT nosuch(COUNT(*)) FROM trips | 42883",
        "SELECT COUNT(*) FROM trips a, trips b | 42501",
        "SELECT zone FROM (SELECT zone, zone FROM trips GROUP BY zone) s | 42702",
        "SELECT driver FROM trips | 42501",
        "SELECT * FROM trips | 42501",
        "SELECT SUM(fare) OVER () FROM trips | 0A000",
        "SELECT SECURE MIN(fare) FROM trips | 0A000",
        "SELECT SECURE SUM(x) FROM (SELECT fare AS x FROM trips LIMIT 10) | 0A000",
        "SELECT SECURE SUM(x) FROM (SELECT fare AS x FROM trips UNION ALL"
            + " SELECT tip FROM trips) | 0A000",
        "SELECT SECURE COUNT(DISTINCT fare) FROM trips | 0A000",
        "SELECT MEDIAN(fare) FROM trips | 0A000",
        "SELECT CORR(fare, tip) FROM trips | 0A000",
        "SELECT REGR_SLOPE(fare, tip) FROM trips | 0A000",
        "SELECT ROW(1, 2) | 0A000",
        "SELECT CAST(CASE WHEN fare > 3 THEN 8.47 WHEN tip > 1 THEN 732.2 END AS VARCHAR), COUNT(*)"
            + " FROM trips GROUP BY 1 | 0A000",
        "SELECT SUM(fare / 3) FROM trips | 0A000",
        "SELECT COUNT(CASE WHEN fare <> 1 AND NULL THEN 1 END) FROM trips | 0A000",
        "SELECT SUM(CASE WHEN night THEN CAST(7 AS DECIMAL(10, 0)) END / 2) FROM trips | 0A000",
        "SELECT SUM(POWER(distance, 2)) FROM trips | 0A000",
        "SELECT SUM(GREATEST(fare, tip)) FROM trips | 0A000",
        "SELECT AVG(1) FROM trips | 0A000",
        "SELECT MIN(driver) FROM trips | 42501",
        "SELECT COUNT(DISTINCT driver) FROM trips | 42501",
        "SELECT SUM(fare) FILTER (WHERE driver = 'x') FROM trips | 42501",
        "SELECT SUM(CASE WHEN driver = 'x' THEN fare END) FROM trips | 42501",
        "SELECT zone FROM trips WHERE driver = 'x' | 42501",
        "SELECT zone FROM trips ORDER BY driver LIMIT 3 | 42501",
        "SELECT distance * 2, COUNT(*) FROM trips GROUP BY 1 | 0A000",
        "SELECT COUNT(*) FROM trips GROUP BY ROLLUP(zone) | 0A000",
        "SELECT COUNT(*) FROM trips GROUP BY GROUPING SETS ((zone), ()) | 0A000",
        "SELECT zone AS z, SUM(fare) AS fare FROM trips GROUP BY zone ORDER BY fare + 1 | 42702",
        "SELECT COUNT(*) AS n FROM trips ORDER BY -n DESC | 42702",
        "SELECT CAST(SUM(fare) AS REAL) FROM trips | 0A000",
        "SELECT ARRAY[1] | 0A000",
        "SELECT COUNT(*) FROM trips LIMIT 1.5 | 0A000",
        "SET minNodes = 2 | 0A000",
        "SELECT CAST('abc' AS INTEGER) | 22P02",
        "SELECT SUM(driver) FROM trips | 42804",
        "SELECT driver, COUNT(*) FROM trips GROUP BY driver | 42501",
        "SELECT DISTINCT driver FROM trips | 42501",
        "SELECT SUM(wage) FROM trips | 42501",
        "SELECT COUNT(wage) FROM trips | 42501",
        "SELECT COUNT(*) FROM south.trips | P0204",
      })
  void answersEachFaultWithItsState(String sql, String state) {
    ParleyException error = error(sql, Federations.CITY, SessionOptions.DEFAULT);

    assertThat(error.code().sqlState()).as(error.toLine()).isEqualTo(state);
    assertThat(error.toLine()).doesNotContain("\n").doesNotContain("Calcite");
    assertThat(error.hint()).matches(".*[.?]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELECT COUNT(*) FROM trip"
            + " | 42P01 P0002 There is no table 'trip' | Did you mean 'trips'?",
        "SELECT COUNT(*) FROM nort.trips | 42P01 P0002 There is no schema 'nort', and so no table"
            + " 'trips' in it | Did you mean 'north'?",
        "SELECT t.zone FROM trips t JOIN somewhere.trips u ON TRUE | 42P01 P0002 There is no schema"
            + " 'somewhere', and so no table 'trips' in it | Ask JDBC's DatabaseMetaData which"
            + " schemas there are.",
        "SELECT stat FROM parley.nodes"
            + " | 42703 P0003 There is no column 'stat' here | Did you mean 'state'?",
        "SELECT stat FROM trips | 42703 P0003 There is no column 'stat' here | Ask JDBC's"
            + " DatabaseMetaData which columns there are.",
        "SELECT id FROM parley.node"
            + " | 42P01 P0002 There is no table 'node' | Did you mean 'NODES'?",
        "SELECT trips.zone FROM trips AS t"
            + " | 42P01 P0002 No table is called 'trips' in this FROM | Write the alias that the table"
            + " has there, or its name if it has none.",
        "SELECT u.* FROM trips AS t"
            + " | 42P01 P0002 No table is called 'u' in this FROM | Write the alias that the table"
            + " has there, or its name if it has none.",
        "SELECT COUNT(*) FROM trips t WHERE federation.trips.fare > 1"
            + " | 42P01 P0002 No table is called 'federation.trips' in this FROM | Write the alias that the table"
            + " has there, or its name if it has none.",
        "SELECT SUM(far) FROM trips"
            + " | 42703 P0003 There is no column 'far' here | Did you mean 'fare'?",
        "SELECT zone, COUNT(*) FROM trips | 42803 P0007 zone is neither in GROUP BY nor under an"
            + " aggregate | Add it to GROUP BY, or put it under COUNT, SUM or AVG.",
        "SELECT SUM(wage) FROM trips | 42501 P0004 Nodes 'north', 'south', 'west' do not allow"
            + " column 'wage' the use 'aggregate' | Leave the column out there, or ask its owner to"
            + " allow the use.",
        "SELECT COUNT(*) FROM south.trips | P0204 P0204 Table 'trips' has 1 owner here, but node"
            + " 'south' demands at least 2 | Ask the table of the whole federation, or have more"
            + " owners join.",
      })
  void saysWhatIsWrongAndWhatToDo(String sql, String fact, String hint) {
    ParleyException error = error(sql, Federations.CITY, SessionOptions.DEFAULT);

    assertThat(error.toLine()).isEqualTo(fact + " | " + hint);
  }

  @Test
  void namesWhoForbidsAUse() {
    FederationCatalog catalog =
        Federations.of(
            node("a", "H2", 1, table("t", open("x", ColumnType.INTEGER))),
            node("b", "H2", 1, table("t", limited("x", ColumnType.INTEGER, Use.FILTER))));

    assertThat(error("SELECT SUM(x) FROM t", catalog, SessionOptions.DEFAULT).fact())
        .isEqualTo("Node 'b' does not allow column 'x' the use 'aggregate'");
    assertThat(planner.plan("SELECT SUM(x) FROM a.t", catalog, SessionOptions.DEFAULT).questions())
        .hasSize(1);
  }

  @Test
  void refusesTablesWhosePartsDoNotFitAndNoOthers() {
    FederationCatalog catalog =
        Federations.of(
            node(
                "a",
                "H2",
                1,
                table("t", open("x", ColumnType.INTEGER), open("y", ColumnType.DATE)),
                table("u", open("x", ColumnType.INTEGER))),
            node(
                "b",
                "H2",
                1,
                table("T", open("X", ColumnType.VARCHAR)),
                table("u", open("x", ColumnType.INTEGER))));

    ParleyException error = error("SELECT COUNT(*) FROM t", catalog, SessionOptions.DEFAULT);

    assertThat(error.code().sqlState()).isEqualTo("42804");
    assertThat(error.fact())
        .isEqualTo(
            "The parts of table 't' do not fit together: column 'x' is INTEGER at a, VARCHAR at b;"
                + " column 'y' is missing at b");
    assertThat(planner.plan("SELECT COUNT(*) FROM u", catalog, SessionOptions.DEFAULT).questions())
        .hasSize(2);
  }

  @Test
  void refusesPartialAnswersUnlessTheSessionIsContent() {
    FederationCatalog catalog =
        Federations.of(
            List.of("c", "d"),
            node("a", "H2", 1, table("t", open("x", ColumnType.INTEGER))),
            node("b", "H2", 1, table("t", open("x", ColumnType.INTEGER))));

    assertThat(error("SELECT COUNT(*) FROM t", catalog, SessionOptions.DEFAULT).toLine())
        .isEqualTo(
            "P0201 P0201 Nodes 'c', 'd' have not published their tables"
                + " | Wait until they are running, or set minNodes to at most 2.");
    FederationCatalog explained =
        catalog.explained(Map.of(new NodeId("c"), "is ill", new NodeId("a"), "is well"));
    assertThat(error("SELECT COUNT(*) FROM t", explained, SessionOptions.DEFAULT).fact())
        .isEqualTo("Nodes 'c', 'd' have not published their tables; 'c' is ill");
    assertThat(error("SELECT COUNT(*) FROM C.t", explained, minNodes(1)).fact())
        .isEqualTo("Node 'c' has not published its tables; 'c' is ill");
    assertThat(error("SELECT COUNT(*) FROM t", catalog, minNodes(3)).code().sqlState())
        .isEqualTo("P0201");
    assertThat(error("SELECT COUNT(*) FROM C.t", catalog, minNodes(1)).code().sqlState())
        .isEqualTo("P0201");
    assertThat(planner.plan("SELECT COUNT(*) FROM t", catalog, minNodes(2)).questions()).hasSize(2);
    assertThat(planner.plan("SELECT COUNT(*) FROM a.t", catalog, minNodes(9)).questions())
        .hasSize(1);
  }

  @Test
  void countsOwnersAgainstTheLargestDemand() {
    FederationCatalog catalog =
        Federations.of(
            node("a", "H2", 1, table("t", open("x", ColumnType.INTEGER))),
            node("b", "H2", 3, table("t", open("x", ColumnType.INTEGER))));

    assertThat(error("SELECT COUNT(*) FROM t", catalog, SessionOptions.DEFAULT).fact())
        .isEqualTo("Table 't' has 2 owners here, but node 'b' demands at least 3");

    FederationCatalog agreed =
        Federations.of(
            node("a", "H2", 3, table("t", open("x", ColumnType.INTEGER))),
            node("b", "H2", 3, table("t", open("x", ColumnType.INTEGER))));
    assertThat(error("SELECT COUNT(*) FROM t", agreed, SessionOptions.DEFAULT).fact())
        .isEqualTo("Table 't' has 2 owners here, but nodes 'a', 'b' demand at least 3");
  }

  @Test
  void demandsTheWordSecureWhereTheSessionDoes() {
    SessionOptions explicit = new SessionOptions(Secure.EXPLICIT, OptionalInt.empty());

    assertThat(error("SELECT COUNT(*) FROM trips", Federations.CITY, explicit).code().sqlState())
        .isEqualTo("42501");
    assertThat(
            planner
                .plan("SELECT SECURE COUNT(*) FROM trips", Federations.CITY, explicit)
                .questions())
        .hasSize(3);
  }

  @Test
  void neverHangsOnLongOrDeepStatements() {
    String list =
        IntStream.range(0, 10_000).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String chain = "fare > 1" + " OR fare > 1".repeat(5_000);
    String sum = "1" + " + 1".repeat(20_000);

    assertThat(outcome("SELECT COUNT(*) FROM trips WHERE riders IN (" + list + ")")).isNotNull();
    assertThat(outcome("SELECT COUNT(*) FROM trips WHERE " + chain)).isNotNull();
    assertThat(outcome("SELECT " + sum)).isNotNull();
  }

  private String outcome(String sql) {
    try {
      return planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT).toString();
    } catch (ParleyException e) {
      return e.toLine();
    }
  }

  private static SessionOptions minNodes(int nodes) {
    return new SessionOptions(Secure.AUTO, OptionalInt.of(nodes));
  }

  private ParleyException error(String sql, FederationCatalog catalog, SessionOptions options) {
    ParleyException error =
        catchThrowableOfType(ParleyException.class, () -> planner.plan(sql, catalog, options));
    assertThat(error).as(sql).isNotNull();
    return error;
  }
}
