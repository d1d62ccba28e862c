// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.database.DatabaseKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryGeneratorTest {
  private static final RunSettings SETTINGS = RunSettings.ofSelfTest();

  private static Layout layout(int number) {
    return new LayoutGenerator(SETTINGS.layoutDice(number), number).layout();
  }

  private static List<RandomQuery> queries(Layout layout, int count) {
    List<RandomQuery> queries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      queries.add(new QueryGenerator(layout).query(SETTINGS.queryDice(0, i)));
    }
    return queries;
  }

  @Test
  void theSameSeedGivesTheSameFederationAndQueries() {
    Layout layout = layout(3);

    assertThat(layout(3)).hasToString(layout.toString());
    assertThat(queries(layout, 50)).isEqualTo(queries(layout(3), 50));
  }

  @Test
  void otherNumbersGiveOtherQueries() {
    List<RandomQuery> queries = queries(layout(0), 200);

    assertThat(new HashSet<>(queries)).hasSizeGreaterThan(190);
  }

  @Test
  void everyFeatureOccurs() {
    Set<Feature> found = EnumSet.noneOf(Feature.class);

    queries(layout(1), 500).forEach(query -> found.addAll(query.features()));

    assertThat(found).containsExactlyInAnyOrder(Feature.values());
  }

  @Test
  void fiveFederationsHaveEveryKindOfDatabaseAndEachHasTwo() {
    Set<DatabaseKind> found = EnumSet.noneOf(DatabaseKind.class);
    for (int number = 0; number < 5; number++) {
      Set<DatabaseKind> kinds = EnumSet.copyOf(layout(number).kinds());
      assertThat(kinds).hasSizeGreaterThanOrEqualTo(2);
      found.addAll(kinds);
    }

    assertThat(found).containsExactlyInAnyOrder(DatabaseKind.values());
  }

  @Test
  void eachSignIsGoneAndEachQuestionMarkHasItsValue() {
    for (RandomQuery query : queries(layout(2), 500)) {
      assertThat(query.parley()).doesNotContain("\u0001", "\u0002");
      assertThat(query.postgresql()).doesNotContain("\u0001", "\u0002", "SECURE");
      long marks = query.postgresql().chars().filter(c -> c == '?').count();
      assertThat(query.parameters()).hasSize((int) marks);
    }
  }

  @Test
  void withoutOneRowLeavesAllOthers() {
    Layout layout = layout(4);

    Layout less = layout.withoutOneRow();

    assertThat(less.tables().get(0).rows()).isEqualTo(layout.tables().get(0).rows() - 1);
    assertThat(less.tables()).hasSameSizeAs(layout.tables());
  }
}
