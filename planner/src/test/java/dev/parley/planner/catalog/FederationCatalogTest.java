// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.catalog;

import static dev.parley.planner.Federations.limited;
import static dev.parley.planner.Federations.node;
import static dev.parley.planner.Federations.open;
import static dev.parley.planner.Federations.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.planner.Federations;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FederationCatalogTest {

  @Test
  void unitesTablesOfOneNameInAnyCase() {
    FederationCatalog catalog =
        Federations.of(
            node(
                "b",
                "DuckDB",
                2,
                table("TRIPS", limited("FARE", ColumnType.decimal(10, 4), Use.AGGREGATE))),
            node(
                "a",
                "H2",
                1,
                table(
                    "Trips",
                    new PublishedColumn(
                        "Fare", ColumnType.BIGINT, false, Set.of(Use.AGGREGATE, Use.FILTER)))));

    FederatedTable trips = catalog.tables().get(0);

    assertThat(catalog.tables()).hasSize(1);
    assertThat(trips.name()).isEqualTo("Trips");
    assertThat(trips.minOwners()).isEqualTo(2);
    assertThat(trips.participants())
        .containsExactly(
            new Participant(new NodeId("a"), "H2", 1),
            new Participant(new NodeId("b"), "DuckDB", 2));
    FederatedColumn fare = trips.columns().get(0);
    assertThat(fare.name()).isEqualTo("Fare");
    assertThat(fare.type()).isEqualTo(ColumnType.decimal(23, 4));
    assertThat(fare.nullable()).isTrue();
    assertThat(fare.uses()).containsExactly(Use.AGGREGATE);
    assertThat(fare.forbidding(Use.FILTER)).containsExactly(new NodeId("b"));
  }

  @Test
  void tellsEveryColumnThatDoesNotFit() {
    FederationCatalog catalog =
        Federations.of(
            node("a", "H2", 1, table("t", open("x", ColumnType.DATE))),
            node(
                "b",
                "H2",
                1,
                table("t", open("x", ColumnType.DATE), open("y", ColumnType.BOOLEAN))));

    assertThat(catalog.tables().get(0).conflict()).contains("column 'y' is missing at a");
    assertThat(catalog.tables().get(0).columns()).isEmpty();
    assertThat(catalog.tables("B").get(0).columns()).hasSize(2);
  }

  @Test
  void knowsWhoHasNeverPublishedAndLeavesOutStrangers() {
    FederationCatalog catalog =
        FederationCatalog.of(
            Set.of(new NodeId("a"), new NodeId("z"), new NodeId("m")),
            List.of(
                node("a", "H2", 1, table("t", open("x", ColumnType.DATE))),
                node("stranger", "H2", 1, table("s", open("x", ColumnType.DATE)))));

    assertThat(catalog.missing()).containsExactly(new NodeId("m"), new NodeId("z"));
    assertThat(catalog.tables()).extracting(FederatedTable::name).containsExactly("t");
    assertThat(catalog.schemas()).containsExactly("a", "FEDERATION", "m", "z");
  }
}
