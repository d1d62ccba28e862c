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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCheckTest {
  private static final CanonicalParser PARSER = new CanonicalParser();
  private static final Slot VALUE = new Slot(Slot.Kind.VALUE, 0, 0, 64);
  private static final Slot MONEY = new Slot(Slot.Kind.VALUE, 0, 2, 64);
  private static final Slot PRESENT = new Slot(Slot.Kind.PRESENCE, 0, 0, 32);

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
                  column("tip", ColumnType.INTEGER, Use.REVEAL))));

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
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"name\" = 1)       | TYPE_MISMATCH  | TEXT with NUMBER",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"day\" IN (DATE '2020-01-01', 'x')) | TYPE_MISMATCH | TIME",
        "SELECT COUNT(*) FROM \"trips\" WHERE \"name\"             | TYPE_MISMATCH  | condition",
        "SELECT COUNT(*) FROM \"trips\" WHERE (\"paid\" OR 'x')    | TYPE_MISMATCH  | condition",
        "SELECT COUNT(*) FROM \"trips\" WHERE (1 = 1)              | NOT_SUPPORTED  | literal",
        "SELECT COUNT(1) FROM \"trips\"                            | NOT_SUPPORTED  | a column",
        "SELECT SUM(\"name\") FROM \"trips\"                       | NOT_SUPPORTED  | VARCHAR",
        "SELECT SUM(\"speed\") FROM \"trips\"                      | NOT_SUPPORTED  | DOUBLE",
      })
  void refusesWhatIsNotAndNamesIt(String sql, String code, String named) {
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

  @Test
  void refusesSlotsThatAskForMoreOrLessThanTheAggregates() {
    String count = "SELECT COUNT(*) FROM \"trips\"";
    String sum = "SELECT SUM(\"fare\") FROM \"trips\"";

    assertSlotsRefused(count, "no slot for its value");
    assertSlotsRefused(count, "twice", VALUE, VALUE);
    assertSlotsRefused(count, "no aggregate", VALUE, new Slot(Slot.Kind.VALUE, 1, 0, 64));
    assertSlotsRefused(count, "whether a count is there", VALUE, PRESENT);
    assertSlotsRefused(count, "digits after the point", MONEY);
    assertSlotsRefused(sum, "fewer digits", VALUE);
    assertSlotsRefused(sum, "no slot for its value", PRESENT);
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
