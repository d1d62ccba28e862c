// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.RealColumn;
import dev.parley.node.database.RealTable;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotWidths;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.RowQuery;
import dev.parley.protocol.sql.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCheckTest {
  private static final CanonicalParser PARSER = new CanonicalParser();
  private static final Slot VALUE = new Slot(Slot.Kind.VALUE, 0, 0, 0, 64);
  private static final Slot MONEY = new Slot(Slot.Kind.VALUE, 0, 0, 2, 96);
  private static final Slot PRESENT = new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32);

  private final PolicyCheck check =
      new PolicyCheck(
          new NodeId("north"),
          List.of(
              table(
                  column("zone", ColumnType.VARCHAR, Use.GROUP),
                  column("fare", ColumnType.decimal(10, 2), Use.AGGREGATE),
                  column("name", ColumnType.VARCHAR, Use.AGGREGATE, Use.FILTER),
                  column("speed", ColumnType.DOUBLE, Use.AGGREGATE, Use.FILTER),
                  column("paid", ColumnType.BOOLEAN, Use.FILTER),
                  column("day", ColumnType.DATE, Use.FILTER),
                  column("tip", ColumnType.INTEGER, Use.REVEAL),
                  column("note", ColumnType.VARCHAR, Use.REVEAL, Use.GROUP),
                  column("wet", ColumnType.BOOLEAN, Use.REVEAL, Use.GROUP, Use.AGGREGATE),
                  column("temp", ColumnType.DOUBLE, Use.GROUP, Use.REVEAL),
                  column("big", ColumnType.decimal(38, 0), Use.FILTER),
                  column("fine", ColumnType.decimal(38, 20), Use.FILTER))));

  @AfterAll
  static void close() {
    PARSER.close();
  }

  @Test
  void passesWhatIsGrantedUnderAnyCase() {
    var checked =
        check(
            "SELECT \"ZONE\", SUM(\"Fare\") FROM \"TRIPS\" WHERE (\"NAME\" = 'x') GROUP BY \"ZONE\"",
            MONEY,
            PRESENT);

    assertThat(checked.table().published().name()).isEqualTo("trips");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT COUNT(*) FROM \"secrets\"                          | UNKNOWN_TABLE  | secrets",
        "SELECT COUNT(\"nothing\") FROM \"trips\"                  | UNKNOWN_COLUMN | nothing",
        "SELECT COUNT(\"zone\") FROM \"trips\"                     | USE_FORBIDDEN  | zone",
        "SELECT COUNT(\"tip\") FROM \"trips\"                      | USE_FORBIDDEN  | aggregate",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"zone\" = 'a')     | USE_FORBIDDEN  | filter",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"fare\" > 1)       | USE_FORBIDDEN  | filter",
        "SELECT COUNT(*) FROM \"trips\" WHERE (NOT (\"paid\" AND (\"tip\" IS NULL))) | USE_FORBIDDEN | tip",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"speed\" IN (1, 2)) | NONE          | -",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"name\" = 1)       | TYPE_MISMATCH  | VARCHAR to compare",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"day\" IN (DATE '2020-01-01', 'x')) | TYPE_MISMATCH | DATE",
        "SELECT COUNT(*) FROM \"trips\" WHERE \"name\"             | TYPE_MISMATCH  | condition",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"paid\" OR 'x')    | TYPE_MISMATCH  | condition",
        "SELECT COUNT(*) FROM \"trips\" WHERE (1 = 1)              | NOT_SUPPORTED  | literal",
        "SELECT COUNT(*) FROM \"trips\" WHERE (1 IN (1))           | NOT_SUPPORTED  | literal",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"big\" = \"fine\")  | NOT_SUPPORTED  | no type of 38 digits holds both",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"speed\" > 0.0000000000000000000000000000000000000001) | NOT_SUPPORTED | 38 digits",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"name\" LIKE CAST(\"name\" AS VARCHAR)) | NOT_SUPPORTED | constants",
        "SELECT COUNT(*) FROM \"trips\" WHERE (CAST(\"speed\" AS VARCHAR) = 'x') | NOT_SUPPORTED | CAST of DOUBLE",
        "SELECT COUNT(1) FROM \"trips\"                            | NOT_SUPPORTED  | a column",
        "SELECT SUM(\"name\") FROM \"trips\"                       | NOT_SUPPORTED  | VARCHAR",
        "SELECT SUM((\"fare\" + \"speed\")) FROM \"trips\"         | TYPE_MISMATCH  | number of a like kind",
        "SELECT SUM((\"fare\" * \"tip\")) FROM \"trips\"           | USE_FORBIDDEN  | tip",
        "SELECT SUM(CASE WHEN (\"tip\" > 1) THEN \"fare\" END) FROM \"trips\" | USE_FORBIDDEN | filter",
        "SELECT SUM(CASE WHEN \"paid\" THEN \"fare\" ELSE \"name\" END) FROM \"trips\" | TYPE_MISMATCH | DECIMAL",
        "SELECT SUM(NULLIF(\"fare\", 0)) FROM \"trips\"            | USE_FORBIDDEN  | filter",
        "SELECT SUM(ABS(\"fare\")) FROM \"trips\"               | USE_FORBIDDEN  | filter",
        "SELECT SUM(CAST(\"fare\" AS INTEGER)) FROM \"trips\"   | USE_FORBIDDEN  | filter",
        "SELECT SUM(COALESCE(\"fare\", 0)) FROM \"trips\"       | USE_FORBIDDEN  | filter",
        "SELECT UPPER(REPLACE(REPLACE(\"note\", 'a', '%1$s'), 'a', '%1$s')) FROM \"trips\" | NOT_SUPPORTED | thousand times",
        "SELECT 'x', COUNT(*) FROM \"trips\" GROUP BY 'x'          | NOT_SUPPORTED  | groups",
        "SELECT 1 FROM \"trips\" GROUP BY 1                        | NOT_SUPPORTED  | groups",
        "SELECT UPPER(\"fare\") FROM \"trips\" GROUP BY UPPER(\"fare\") | USE_FORBIDDEN | group",
        "SELECT (\"temp\" * \"temp\") FROM \"trips\" GROUP BY (\"temp\" * \"temp\") | NOT_SUPPORTED | DOUBLE",
        "SELECT \"fare\" FROM \"trips\"                            | USE_FORBIDDEN  | reveal",
        "SELECT \"tip\" FROM \"trips\" ORDER BY \"fare\" ASC NULLS LAST LIMIT 1 | USE_FORBIDDEN | reveal",
        "SELECT \"tip\", MAX(\"fare\") FROM \"trips\" GROUP BY \"tip\" | USE_FORBIDDEN | reveal",
        "SELECT \"tip\" FROM \"trips\" WHERE (\"tip\" = 1)         | USE_FORBIDDEN  | filter",
        "SELECT 1 FROM \"trips\"                                   | NOT_SUPPORTED  | rows",
        "SELECT MAX(1) FROM \"trips\"                              | NOT_SUPPORTED  | MAX of anything",
        "SELECT MAX(\"wet\") FROM \"trips\"                        | NOT_SUPPORTED  | MAX of BOOLEAN",
        "SELECT \"tip\" FROM \"trips\" ORDER BY 1 ASC NULLS LAST LIMIT 1 | NOT_SUPPORTED | an order of anything",
        "SELECT DISTINCT \"tip\" FROM \"trips\" ORDER BY \"note\" ASC NULLS LAST LIMIT 1 | NOT_SUPPORTED | do not show",
        "SELECT \"tip\" FROM \"trips\"                             | NOT_SUPPORTED  | slots",
      })
  void refusesWhatIsNotAndNamesIt(String text, String code, String named) {
    String sql = text.formatted("a".repeat(40));
    if (code.equals("NONE")) {
      assertThat(check(sql, VALUE).slots()).hasSize(1);
      return;
    }
    assertThatThrownBy(() -> check(sql, VALUE))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.valueOf(code));
              assertThat(e.fact()).contains("north", named);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT \"tip\", (\"tip\" + 1), 'x' || \"note\" FROM \"trips\"",
        "SELECT DISTINCT \"note\", \"temp\" FROM \"trips\" WHERE (\"name\" IS NULL)"
            + " ORDER BY \"temp\" DESC NULLS FIRST LIMIT 3",
        "SELECT \"tip\" FROM \"trips\" ORDER BY UPPER(\"note\") ASC NULLS LAST LIMIT 3",
        "SELECT \"wet\", MIN(\"temp\"), MAX(\"note\") FROM \"trips\" GROUP BY \"wet\"",
        "SELECT \"temp\" FROM \"trips\" GROUP BY \"temp\"",
      })
  void passesRowsThatMayBeRevealed(String sql) {
    String canonical = sql.replace("'x' || \"note\"", "('x' || \"note\")");

    assertThat(check(canonical).query().toSql()).isEqualTo(canonical);
  }

  @Test
  void givesTheTypesOfWhatItPassed() {
    CheckedQuery checked = check("SELECT (\"tip\" * 1.50) FROM \"trips\"");

    assertThat(checked.typing().of(((RowQuery) checked.query()).items().get(0)))
        .isEqualTo(ColumnType.decimal(13, 2));
  }

  @Test
  void slotsAreThoseOfTheAggregatesAndTheirTypes() {
    String count = "SELECT COUNT(*) FROM \"trips\"";
    String sum = "SELECT SUM(\"fare\") FROM \"trips\"";
    String squares = "SELECT SUMSQ((\"fare\" * 1.0)), COUNT(\"fare\") FROM \"trips\"";
    Slot countOfSquares = new Slot(Slot.Kind.VALUE, 1, 0, 0, 64);

    assertThat(check(count, VALUE).slots()).hasSize(1);
    assertThat(check(sum, MONEY, PRESENT).slots()).hasSize(2);
    assertThat(check(squares, limb(6, 144), PRESENT, countOfSquares).slots()).hasSize(3);
    assertSlotsRefused(count, "0 are asked for, where its aggregates have 1");
    assertSlotsRefused(count, "2 are asked for", VALUE, VALUE);
    assertSlotsRefused(count, "place 1", MONEY);
    assertSlotsRefused(sum, "1 are asked for", MONEY);
    assertSlotsRefused(sum, "place 1", PRESENT, MONEY);
    assertSlotsRefused(sum, "place 1", limb(0, 96), PRESENT);
    assertSlotsRefused(sum, "place 1", limb(3, 96), PRESENT);
    assertSlotsRefused(sum, "place 2", MONEY, new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 64));
    assertSlotsRefused(squares, "place 3", limb(6, 144), PRESENT, VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 30, 88, 104, 254})
  void noGatewayMayMeasureASumByTheWidthOfItsSlot(int bits) {
    assertSlotsRefused("SELECT SUM(\"fare\") FROM \"trips\"", "wide", limb(2, bits), PRESENT);
  }

  @Test
  void doublesAreSpreadOverSlotsThatHoldTheirWholeRange() {
    String sum = "SELECT SUM(\"speed\") FROM \"trips\"";
    List<Slot> slots = due(sum);

    assertThat(slots).hasSize(4);
    assertThat(check(sum, slots.toArray(new Slot[0])).slots()).isEqualTo(slots);
    assertSlotsRefused(sum, "3 are asked for", slots.subList(1, 4).toArray(new Slot[0]));
  }

  private List<Slot> due(String sql) {
    return SlotWidths.of(
        ((AggregateQuery) PARSER.parse(sql)).aggregations(), new Typing(c -> ColumnType.DOUBLE));
  }

  private static Slot limb(int scale, int bits) {
    return new Slot(Slot.Kind.VALUE, 0, 0, scale, bits);
  }

  private void assertSlotsRefused(String sql, String fact, Slot... slots) {
    assertThatThrownBy(() -> check(sql, slots))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER_REFUSED))
        .hasMessageContaining(fact);
  }

  private CheckedQuery check(String sql, Slot... slots) {
    return check.check(PARSER.parse(sql), List.of(slots));
  }

  private static PublishedColumn column(String name, ColumnType type, Use... uses) {
    return new PublishedColumn(name, type, true, Set.of(uses));
  }

  private static GrantedTable table(PublishedColumn... columns) {
    List<RealColumn> real = new ArrayList<>();
    for (PublishedColumn column : columns) {
      real.add(
          new RealColumn(
              column.name(), Optional.of(column.type()), "", true, RealColumn.Storage.DECLARED));
    }
    return new GrantedTable(
        new PublishedTable("trips", List.of(), List.of(columns)),
        new RealTable("public", "trips", real),
        real,
        5);
  }
}
