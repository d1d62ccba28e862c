// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.query.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
  private final Planner planner = new Planner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELECT COUNT(*) FROM trips | SELECT COUNT(*) FROM \"trips\"",
        "select count(1) from FEDERATION.TRIPS | SELECT COUNT(*) FROM \"trips\"",
        "SELECT SECURE COUNT(driver) FROM trips | SELECT COUNT(\"driver\") FROM \"trips\"",
        "SELECT AVG(FARE), SUM(fare), COUNT(fare) FROM trips"
            + " | SELECT SUM(\"fare\"), COUNT(\"fare\") FROM \"trips\"",
        "SELECT zone, COUNT(*) FROM trips GROUP BY 1"
            + " | SELECT \"Zone\", COUNT(*) FROM \"trips\" GROUP BY \"Zone\"",
        "SELECT zone z, COUNT(*) FROM trips GROUP BY z"
            + " | SELECT \"Zone\", COUNT(*) FROM \"trips\" GROUP BY \"Zone\"",
        "SELECT COUNT(*) FROM trips GROUP BY riders, \"ZONE\""
            + " | SELECT \"riders\", \"Zone\", COUNT(*) FROM \"trips\" GROUP BY \"riders\", \"Zone\"",
        "SELECT DISTINCT zone FROM trips | SELECT \"Zone\" FROM \"trips\" GROUP BY \"Zone\"",
        "SELECT zone FROM trips GROUP BY zone"
            + " | SELECT \"Zone\" FROM \"trips\" GROUP BY \"Zone\"",
        "SELECT secure, SECURE SUM(secure) FROM trips GROUP BY secure"
            + " | SELECT \"secure\", SUM(\"secure\") FROM \"trips\" GROUP BY \"secure\"",
        "SELECT SUM(\"odd \"\"name\"\"\") FROM trips"
            + " | SELECT SUM(\"odd \"\"name\"\"\") FROM \"trips\"",
        "SELECT t.zone, COUNT(*) FROM trips AS t GROUP BY t.zone"
            + " | SELECT \"Zone\", COUNT(*) FROM \"trips\" GROUP BY \"Zone\"",
        "SELECT SUM(x) FROM (SELECT fare AS x, tip FROM trips WHERE tip > 1) AS s WHERE x > 2"
            + " | SELECT SUM(\"fare\") FROM \"trips\" WHERE ((\"tip\" > 1) AND (\"fare\" > 2))",
        "WITH s AS (SELECT fare AS x FROM trips) SELECT AVG(x) FROM s"
            + " | SELECT SUM(\"fare\"), COUNT(\"fare\") FROM \"trips\"",
        "SELECT * FROM (SELECT zone, COUNT(*) AS n FROM trips GROUP BY zone) WHERE n > 3"
            + " | SELECT \"Zone\", COUNT(*) FROM \"trips\" GROUP BY \"Zone\"",
        "SELECT STDDEV(fare), VAR_POP(fare) FROM trips"
            + " | SELECT SUM(\"fare\"), COUNT(\"fare\"), SUMSQ(\"fare\") FROM \"trips\"",
        "SELECT SUM(fare * riders) FROM trips"
            + " | SELECT SUM((\"fare\" * \"riders\")) FROM \"trips\"",
        "SELECT SUM(riders + id) FROM trips | SELECT SUM((\"riders\" + \"id\")) FROM \"trips\"",
        "SELECT SECURE COUNT(*) FILTER (WHERE fare > 1) FROM trips"
            + " | SELECT COUNT(CASE WHEN (\"fare\" > 1) THEN 1 END) FROM \"trips\"",
        "SELECT SUM(tip) FILTER (WHERE fare > 1) FROM trips"
            + " | SELECT SUM(CASE WHEN (\"fare\" > 1) THEN \"tip\" END) FROM \"trips\"",
        "SELECT SUM(CASE WHEN zone = 'a' THEN fare ELSE 0 END) FROM trips"
            + " | SELECT SUM(CASE WHEN (\"Zone\" = 'a') THEN \"fare\" ELSE 0 END) FROM \"trips\"",
        "SELECT SUM(tip) FILTER (WHERE 1 = 1), COUNT(*) FILTER (WHERE 'a' IS NULL) FROM trips"
            + " | SELECT SUM(\"tip\") FROM \"trips\"",
        "SELECT SUM(tip), COUNT(*) FILTER (WHERE riders NOT IN (1, NULL)) FROM trips"
            + " | SELECT SUM(\"tip\") FROM \"trips\"",
        "SELECT SUM(CASE WHEN night THEN CAST(7 AS DECIMAL(10, 0)) END + 1) FROM trips"
            + " | SELECT SUM((CASE WHEN \"night\" THEN CAST(7 AS DECIMAL(10, 0)) END + 1)) FROM \"trips\"",
        "SELECT SUM(1), COUNT(1) FROM trips | SELECT COUNT(*) FROM \"trips\"",
        "SELECT COUNT(*) FROM trips GROUP BY UPPER('x') | SELECT COUNT(*) FROM \"trips\"",
        "SELECT EXTRACT(YEAR FROM started), COUNT(*) FROM trips GROUP BY 1"
            + " | SELECT DATE_PART('year', \"started\"), COUNT(*) FROM \"trips\""
            + " GROUP BY DATE_PART('year', \"started\")",
        "SELECT fare > 10, COUNT(*) FROM trips GROUP BY 1"
            + " | SELECT CASE WHEN (\"fare\" > 10) THEN TRUE WHEN (NOT (\"fare\" > 10)) THEN FALSE END,"
            + " COUNT(*) FROM \"trips\" GROUP BY"
            + " CASE WHEN (\"fare\" > 10) THEN TRUE WHEN (NOT (\"fare\" > 10)) THEN FALSE END",
        "SELECT zone, fare FROM trips WHERE riders > 1"
            + " | SELECT \"Zone\", \"fare\" FROM \"trips\" WHERE (\"riders\" > 1)",
        "SELECT UPPER(zone) FROM trips LIMIT 3 OFFSET 2"
            + " | SELECT \"Zone\" FROM \"trips\" LIMIT 5",
        "SELECT zone FROM trips ORDER BY fare DESC, riders LIMIT 3"
            + " | SELECT \"Zone\", \"fare\", \"riders\" FROM \"trips\""
            + " ORDER BY \"fare\" DESC NULLS FIRST, \"riders\" ASC NULLS LAST LIMIT 3",
        "SELECT zone FROM trips ORDER BY GREATEST(fare, tip) LIMIT 3"
            + " | SELECT \"Zone\", \"fare\", \"tip\" FROM \"trips\"",
        "SELECT zone FROM trips ORDER BY fare | SELECT \"Zone\", \"fare\" FROM \"trips\"",
        "SELECT zone, MIN(fare), MAX(riders) FROM trips GROUP BY zone"
            + " | SELECT \"Zone\", MIN(\"fare\"), MAX(\"riders\") FROM \"trips\" GROUP BY \"Zone\"",
        "SELECT COUNT(DISTINCT zone) FROM trips | SELECT DISTINCT \"Zone\" FROM \"trips\"",
        "SELECT 1 FROM trips HAVING COUNT(*) > 1 | SELECT COUNT(*) FROM \"trips\"",
        "SELECT COUNT(*) FROM trips HAVING 1 = 1 | SELECT COUNT(*) FROM \"trips\"",
      })
  void asksEachOwnerTheSame(String sql, String canonical) {
    Plan plan = plan(sql);

    assertThat(plan.questions())
        .extracting(q -> q.at().node().value())
        .containsExactly("north", "south", "west");
    assertThat(plan.questions()).extracting(q -> q.query().toSql()).containsOnly(canonical);
  }

  @Test
  void asksOneQuestionForEachKindOfAggregate() {
    Plan plan =
        plan("SELECT zone, COUNT(*), MIN(fare), COUNT(DISTINCT riders) FROM trips GROUP BY zone");

    assertThat(plan.opens())
        .extracting(open -> open.questions().get(0).query().toSql())
        .containsExactly(
            "SELECT \"Zone\", COUNT(*) FROM \"trips\" GROUP BY \"Zone\"",
            "SELECT DISTINCT \"Zone\", \"riders\" FROM \"trips\"",
            "SELECT \"Zone\", MIN(\"fare\") FROM \"trips\" GROUP BY \"Zone\"");
  }

  @Test
  void castsColumnsWhoseTypesDifferAmongOwners() {
    FederationCatalog catalog =
        Federations.of(
            Federations.node(
                "east",
                "H2",
                1,
                Federations.table("t", Federations.open("x", ColumnType.SMALLINT))),
            Federations.node(
                "west", "H2", 1, Federations.table("t", Federations.open("x", ColumnType.BIGINT))));
    Plan plan =
        planner.plan(
            "SELECT SUM(x), SUM(x + 1) FROM t WHERE x > 3", catalog, SessionOptions.DEFAULT);

    assertThat(plan.questions().get(0).query().toSql())
        .isEqualTo(
            "SELECT SUM(CAST(\"x\" AS BIGINT)), SUM((CAST(\"x\" AS BIGINT) + 1)) FROM \"t\""
                + " WHERE (\"x\" > 3)");
  }

  @Test
  void comparesTextsAsVarcharsWhereSomeOwnersPadThem() {
    ColumnType padded = new ColumnType(ColumnType.Kind.CHAR, 4, 0);
    FederationCatalog catalog =
        Federations.of(
            Federations.node(
                "east", "H2", 1, Federations.table("t", Federations.open("x", padded))),
            Federations.node(
                "west",
                "H2",
                1,
                Federations.table("t", Federations.open("x", ColumnType.VARCHAR))));

    Plan plan =
        planner.plan(
            "SELECT COUNT(*) FROM t WHERE x IN ('a', ' ')", catalog, SessionOptions.DEFAULT);

    assertThat(plan.questions().get(0).query().toSql())
        .isEqualTo("SELECT COUNT(*) FROM \"t\" WHERE (CAST(\"x\" AS VARCHAR) IN ('a', ' '))");
  }

  @Test
  void spreadsWideNumbersOverSlots() {
    NodeQuery question = plan("SELECT VAR_POP(big), SUM(distance) FROM trips").questions().get(0);

    assertThat(question.slots())
        .contains(
            new Slot(Slot.Kind.VALUE, 2, 0, 0, 254),
            new Slot(Slot.Kind.VALUE, 2, 1, 0, 80),
            new Slot(Slot.Kind.VALUE, 3, 0, 100, 254),
            new Slot(Slot.Kind.VALUE, 3, 2, 100, 248));
  }

  @Test
  void asksWhetherThereIsAGroupOfConstants() {
    assertThat(plan("SELECT 'all', MIN(fare) FROM trips GROUP BY 1").opens())
        .extracting(open -> open.questions().get(0).query().toSql())
        .containsExactly("SELECT COUNT(*) FROM \"trips\"", "SELECT MIN(\"fare\") FROM \"trips\"");
  }

  @Test
  void asksNobodyForNoRows() {
    assertThat(plan("SELECT driver, wage FROM trips WHERE 1 = 0").opens()).isEmpty();
    assertThat(plan("SELECT * FROM trips LIMIT 0").opens()).isEmpty();
  }

  @Test
  void asksOneOwnerWhoAllowsThat() {
    Plan plan = plan("SELECT COUNT(*) FROM \"North\".trips");

    assertThat(plan.questions()).extracting(q -> q.at().node().value()).containsExactly("north");
  }

  @Test
  void laysOutSlots() {
    NodeQuery question =
        plan("SELECT AVG(big), COUNT(*), SUM(riders), SUM(id) FROM trips").questions().get(0);

    assertThat(question.slots())
        .containsExactly(
            new Slot(Slot.Kind.VALUE, 0, 0, 0, 184),
            new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32),
            new Slot(Slot.Kind.VALUE, 1, 0, 0, 64),
            new Slot(Slot.Kind.VALUE, 2, 0, 0, 64),
            new Slot(Slot.Kind.VALUE, 3, 0, 0, 96),
            new Slot(Slot.Kind.PRESENCE, 3, 0, 0, 32),
            new Slot(Slot.Kind.VALUE, 4, 0, 0, 128),
            new Slot(Slot.Kind.PRESENCE, 4, 0, 0, 32));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELECT zone, ZONE AS z, COUNT(*), sum(fare), SECURE AVG(fare), 1 + 1, COUNT(*) c"
            + " FROM trips GROUP BY zone"
            + " | zone VARCHAR, z VARCHAR, count BIGINT, sum DECIMAL(38, 2),"
            + " avg DECIMAL(38, 16), ?column? INTEGER, c BIGINT",
        "SELECT SUM(secure), SUM(riders), SUM(id), SUM(big), AVG(riders) FROM trips"
            + " | sum BIGINT, sum BIGINT, sum DECIMAL(38, 0), sum DECIMAL(38, 0),"
            + " avg DECIMAL(38, 16)",
        "SELECT * FROM (SELECT COUNT(*), zone FROM trips GROUP BY zone)"
            + " | count BIGINT, zone VARCHAR",
        "SELECT CAST(COUNT(*) AS INTEGER), CASE WHEN COUNT(*) > 1 THEN 1 ELSE 2 END,"
            + " COALESCE(SUM(fare), 0) FROM trips"
            + " | count INTEGER, case INTEGER, coalesce DECIMAL(38, 2)",
        "SELECT 1, 'a', TRUE, NULL, 1.50 AS \"One Half\""
            + " | ?column? INTEGER, ?column? VARCHAR, bool BOOLEAN, ?column? VARCHAR,"
            + " One Half DECIMAL(3, 2)",
        "VALUES (1, 'a') | column1 INTEGER, column2 VARCHAR",
        "SELECT SUM(tip) / SUM(fare) FROM trips | ?column? DECIMAL(38, 16)",
      })
  void labelsAndTypesAreThoseOfPostgres(String sql, String columns) {
    assertThat(String.join(", ", plan(sql).columns().stream().map(QuestionTest::text).toList()))
        .isEqualTo(columns);
  }

  @Test
  void tellsWhatMayBeNull() {
    List<ResultColumn> columns =
        plan("SELECT id, COUNT(*), SUM(id), AVG(fare) FROM trips GROUP BY id").columns();

    assertThat(columns)
        .extracting(ResultColumn::nullable)
        .containsExactly(false, false, false, true);
    assertThat(plan("SELECT COUNT(*), SUM(id) FROM trips").columns())
        .extracting(ResultColumn::nullable)
        .containsExactly(false, true);
  }

  private static String text(ResultColumn column) {
    return column.label() + " " + column.type();
  }

  private Plan plan(String sql) {
    return planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT);
  }
}
