// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.await;
import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.subQuery;
import static dev.parley.node.LoneNode.COUNT;
import static dev.parley.node.LoneNode.COUNT_ALL;
import static dev.parley.node.LoneNode.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.config.Limits;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.query.FixedPoint;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole node, from sealed sub-query to encrypted partial. */
class NodeTest {
  private static final Slot SUM = new Slot(Slot.Kind.VALUE, 1, 0, 2, 96);
  private static final Slot PRESENT = new Slot(Slot.Kind.PRESENCE, 1, 0, 0, 32);
  private static final Slot PRESENT_FIRST = new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32);
  private static final String BY_ZONE =
      "SELECT \"zone\", COUNT(*), SUM(\"fare\") FROM \"trips\" GROUP BY \"zone\"";

  @RegisterExtension final LoneNode bench = LoneNode.with(LoneNode.POLICY);
  private final LoneAnalyst analyst = bench.analyst;
  private final QueryId id = QueryId.random(LoneAnalyst.RANDOM);

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void answersInCiphertextThatChecksAndOpensToTheTruth(Dialect dialect) throws Exception {
    bench.restart(dialect);
    QueryContext context = context(id);
    SubQuery asked = subQuery(BY_ZONE, COUNT, SUM, PRESENT);
    analyst.ask(context, asked);

    Map<String, List<BigInteger>> answer = analyst.answer(context, asked);

    assertThat(answer).containsEntry("[a]", numbers(1, 0, 3, 375, 1));
    assertThat(answer).containsEntry("[b]", numbers(1, 0, 2, -699, 1));
    assertThat(answer).containsEntry("[null]", numbers(1, 0, 2, 200, 1));
    assertThat(answer).containsEntry("[lonely]", numbers(1, 1, 0, 0, 0));
    assertThat(answer).hasSize(4);
    assertThat(bench.node().statistics().queries()).isEqualTo(1);
    assertThat(bench.node().statistics().lastSql().orElseThrow()).contains("COUNT(*)");
  }

  @Test
  void anUngroupedQueryIsOneGroupEvenOverNoRows() throws Exception {
    SubQuery asked =
        subQuery(
            "SELECT COUNT(*), SUM(\"fare\") FROM \"trips\" WHERE (\"zone\" = 'nowhere')",
            COUNT,
            SUM,
            PRESENT);
    QueryContext context = context(id);
    analyst.ask(context, asked);

    assertThat(analyst.answer(context, asked))
        .containsOnly(Map.entry("[]", numbers(1, 0, 0, 0, 0)));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void sendsRevealedRowsSealedAndShuffled(Dialect dialect) throws Exception {
    bench.restart(dialect);
    SubQuery asked = subQuery("SELECT \"tip\" FROM \"trips\" WHERE (\"zone\" IN ('a', 'b'))");
    QueryContext context = context(id);
    analyst.ask(context, asked);

    assertThat(analyst.rows(context, asked))
        .extracting(row -> row.values().toString())
        .containsExactlyInAnyOrder("[1]", "[2]", "[3]", "[4]", "[5]");
    await(() -> bench.scratch().isEmpty());
  }

  @Test
  void sendsNoRowsIfThereAreNone() throws Exception {
    SubQuery asked = subQuery("SELECT \"tip\" FROM \"trips\" WHERE (\"zone\" = 'nowhere')");
    QueryContext context = context(id);
    analyst.ask(context, asked);

    assertThat(analyst.rows(context, asked)).isEmpty();
  }

  @Test
  void sendsTheLeastAndGreatestOfRevealedValues() throws Exception {
    SubQuery asked = subQuery("SELECT MIN(\"tip\"), MAX(\"tip\") FROM \"trips\"");
    QueryContext context = context(id);
    analyst.ask(context, asked);

    assertThat(analyst.rows(context, asked))
        .extracting(row -> row.values().toString())
        .containsExactly("[1, 8]");
  }

  @Test
  void spreadsASumOverSeveralSlots() throws Exception {
    Slot low = new Slot(Slot.Kind.VALUE, 0, 0, 4, 254);
    Slot high = new Slot(Slot.Kind.VALUE, 0, 1, 4, 80);
    SubQuery asked =
        subQuery(
            "SELECT SUMSQ((\"fare\" * 1%s)) FROM \"trips\"".formatted("0".repeat(33)),
            low,
            high,
            PRESENT_FIRST);
    QueryContext context = context(id);
    analyst.ask(context, asked);

    List<BigInteger> values = analyst.answer(context, asked).values().iterator().next();

    assertThat(values.get(3)).isPositive();
    assertThat(new FixedPoint(List.of(low, high)).join(values.subList(2, 4)))
        .isEqualTo(new BigDecimal("139.3126E66").setScale(4).unscaledValue());
    assertThat(values.get(4)).isOne();
  }

  @Test
  void clearsAwayWhatAnEarlierProcessLeft() throws Exception {
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);
    bench.close();
    analyst.withdraw(id);

    bench.restart(Limits.DEFAULT);

    await(() -> analyst.out().isEmpty() && analyst.board(id).isEmpty());
  }

  @Test
  void outlivesAPipeThatIsCut() throws Exception {
    await(() -> analyst.catalog().isPresent());
    bench.pipe.cut("a test");
    Thread.sleep(100); // nothing can be waited for: the pipe is what would tell
    bench.pipe.mend();
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(context(id), asked);

    assertThat(analyst.answer(context(id), asked)).containsEntry("[]", numbers(1, 0, 8));
  }
}
