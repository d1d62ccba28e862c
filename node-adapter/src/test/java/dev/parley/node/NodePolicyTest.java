// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.await;
import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.subQuery;
import static dev.parley.node.LoneNode.COUNT;
import static dev.parley.node.LoneNode.COUNT_ALL;
import static dev.parley.node.LoneNode.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.SubQuery;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A policy that changes while the node runs. */
class NodePolicyTest {
  private static final String POLICY =
      LoneNode.POLICY.replace("questionsPerDay: 4", "questionsPerDay: 1000000");

  @RegisterExtension final LoneNode bench = LoneNode.with(POLICY);
  private final LoneAnalyst analyst = bench.analyst;

  @BeforeEach
  void awaitCatalog() throws Exception {
    await(() -> analyst.catalog().isPresent());
  }

  @Test
  void publishesANewCatalogAlsoIfSizeAndTimeOfTheFileAreTheSame() throws Exception {
    long before = analyst.catalog().orElseThrow().sequence();
    assertThat(analyst.catalog().orElseThrow().tables().get(0).columns()).hasSize(3);
    FileTime time = Files.getLastModifiedTime(bench.policy());

    Files.writeString(
        bench.policy(), POLICY.replace("      tip: [reveal]\n", "#     tip: [reveal]\n"));
    Files.setLastModifiedTime(bench.policy(), time);

    await(() -> analyst.catalog().orElseThrow().sequence() > before);
    assertThat(analyst.catalog().orElseThrow().tables().get(0).columns()).hasSize(2);
  }

  @Test
  void anAnalystWhoIsGrantedNoMoreGetsAnEmptyCatalogAndIsToldSo() throws Exception {
    bench.rewrite(POLICY.replace("[health-board]", "[]"));

    assertThat(analyst.catalog().orElseThrow().tables()).isEmpty();
    assertThat(refusal("ada").code()).isEqualTo(ErrorCode.NOT_GRANTED);

    bench.rewrite(POLICY);
    assertThat(analyst.catalog().orElseThrow().tables()).hasSize(1);
    requireAnswer();
  }

  @Test
  void whoWasTakenOutWhileTheNodeWasAwayGetsAnEmptyCatalogToo() throws Exception {
    bench.close();
    long before = analyst.catalog().orElseThrow().sequence();
    bench.write(POLICY.replace("[health-board]", "[]"));

    bench.restart(dev.parley.node.config.Limits.DEFAULT);

    await(() -> analyst.catalog().orElseThrow().sequence() > before);
    assertThat(analyst.catalog().orElseThrow().tables()).isEmpty();
  }

  @Test
  void oneUserOfAnAnalystMayBeGrantedAlone() throws Exception {
    bench.write(POLICY.replace("[health-board]", "[health-board/ada]"));
    await(() -> refusal("bob").code() == ErrorCode.NOT_GRANTED);

    RefusalMessage refusal = refusal("bob");

    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_GRANTED);
    assertThat(refusal.fact())
        .isEqualTo("Node 'north' has not granted user 'bob' of analyst 'health-board'");
    requireAnswer();
  }

  @Test
  void aPolicyThatCannotBeUsedOrIsNotThereAllowsNothingUntilItIsMended() throws Exception {
    Files.writeString(
        bench.policy(), "analysts: [health-board]\ntables: {no_such: {columns: {c: []}}}");
    await(() -> refusal("ada").fact().contains("its policy cannot be used"));
    assertThat(refusal("ada").code()).isEqualTo(ErrorCode.NODE_FAILED);

    Files.delete(bench.policy());
    assertThat(refusal("ada").fact()).contains("its policy cannot be used");

    bench.write(POLICY);
    await(() -> !refusal("ada", "SELECT COUNT(*) FROM \"none\"").fact().contains("policy cannot"));
    requireAnswer();
  }

  private RefusalMessage refusal(String user) throws Exception {
    return refusal(user, "SELECT COUNT(*) FROM \"nothing\"");
  }

  /** Asks what no policy allows; which refusal comes first tells how the policy stands. */
  private RefusalMessage refusal(String user, String sql) throws Exception {
    QueryId id = QueryId.random(LoneAnalyst.RANDOM);
    analyst.ask(context(id, user), subQuery(sql, COUNT));
    return analyst.refusal(id);
  }

  private void requireAnswer() throws Exception {
    QueryContext context = context(QueryId.random(LoneAnalyst.RANDOM));
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(context, asked);
    assertThat(analyst.answer(context, asked)).containsEntry("[]", numbers(1, 0, 8));
  }
}
