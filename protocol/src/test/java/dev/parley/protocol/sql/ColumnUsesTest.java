// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.catalog.Use;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ColumnUsesTest {

  @Test
  void aColumnIsTheSameWhateverItsCaseAndGathersItsUses() {
    var query =
        new AggregateQuery(
            "t",
            List.of(column("Zone")),
            List.of(Aggregation.sum(column("fare"))),
            Optional.of(column("ZONE")));

    assertThat(ColumnUses.of(query))
        .hasSize(2)
        .extractingByKey(column("zone"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
        .containsExactlyInAnyOrder(Use.GROUP, Use.FILTER);
  }

  @Test
  void columnsThatAreTwoToTheirOwnerAreNeverTakenForOne() {
    // in small letters both would be spelled alike
    var query =
        new RowQuery(
            "t",
            List.of(column("\u0130"), column("i\u0307")),
            List.of(),
            false,
            Optional.empty(),
            List.of(),
            OptionalLong.empty());

    assertThat(ColumnUses.of(query)).hasSize(2);
  }

  private static Expression.Column column(String name) {
    return new Expression.Column(name);
  }
}
