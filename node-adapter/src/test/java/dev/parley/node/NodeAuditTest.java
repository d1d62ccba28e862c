// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.NORTH;
import static dev.parley.node.LoneAnalyst.await;
import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.subQuery;
import static dev.parley.node.LoneNode.COUNT;
import static dev.parley.node.LoneNode.COUNT_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.audit.AuditPlace;
import dev.parley.node.audit.AuditReport;
import dev.parley.node.audit.Verification;
import dev.parley.node.config.Limits;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.SubQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the owner's log says of the questions that a node was asked. */
class NodeAuditTest {
  private static final String BY_ZONE =
      "SELECT \"zone\", COUNT(*) FROM \"trips\" WHERE (NOT (\"zone\" = 'b')) GROUP BY \"zone\"";

  private static final NodeId PHANTOM = new NodeId("a-phantom");

  @RegisterExtension final LoneNode bench = LoneNode.with(LoneNode.POLICY);
  private final LoneAnalyst analyst = bench.analyst;
  private final QueryId id = QueryId.random(LoneAnalyst.RANDOM);

  @Test
  void anAnswerIsLoggedWithItsQuestionAndItsRowsAndGroups() throws Exception {
    SubQuery asked = subQuery(BY_ZONE, COUNT);
    analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);

    List<String> lines = lines();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("\"event\":\"started\",\"node\":\"north\"");
    assertThat(lines.get(1))
        .contains("\"event\":\"asked\",\"analyst\":\"health-board\",\"user\":\"ada\"")
        .contains("\"query\":\"" + id + "\",\"round\":1,", "\"participants\":[\"north\"]")
        .contains("\"sql\":\"" + BY_ZONE.replace("\"", "\\\"") + "\"");
    assertThat(lines.get(2))
        .contains("\"event\":\"answered\",\"question\":2,")
        .contains("\"rows\":4,\"groups\":2,\"withheld\":1,\"revealed\":0");
  }

  @Test
  void revealedRowsAreCounted() throws Exception {
    SubQuery asked = subQuery("SELECT \"tip\" FROM \"trips\" WHERE (\"zone\" = 'a')");
    analyst.ask(context(id), asked);
    analyst.rows(context(id), asked);

    assertThat(lines().get(2)).contains("\"rows\":3,\"groups\":0,\"withheld\":0,\"revealed\":3");
  }

  @Test
  void aRefusalIsLoggedWithItsReason() throws Exception {
    analyst.ask(context(id), subQuery("SELECT \"fare\" FROM \"trips\""));
    analyst.refusal(id);

    assertThat(lines().get(2))
        .contains(
            "\"event\":\"refused\",\"question\":2,", "\"code\":\"P0004\",\"why\":\"Node 'nor");
  }

  @Test
  void aQuestionThatIsNotRunIsLoggedTooAndAfterManyOfThemOnlyItsHash() throws Exception {
    for (int i = 0; i < 51; i++) {
      QueryId each = QueryId.random(LoneAnalyst.RANDOM);
      analyst.ask(context(each, "eve" + i), subQuery(COUNT_ALL, List.of(PHANTOM, NORTH), COUNT));
      analyst.refusal(each);
      analyst.withdraw(each);
    }
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);

    List<String> lines = lines();

    assertThat(lines).hasSize(1 + 2 * 50 + 1 + 2);
    assertThat(lines.get(1))
        .contains("\"participants\":[\"a-phantom\",\"north\"],\"sql\":\"SELECT");
    assertThat(lines.get(2)).contains("\"question\":2,", "\"code\":\"P02");
    assertThat(lines.get(101)).contains("\"event\":\"refused\"", "eve50", "\"sqlBytes\":28,");
    assertThat(lines.get(102)).contains("\"event\":\"asked\"", "\"sql\":\"SELECT");
  }

  @Test
  void nothingIsAnsweredIfItCannotBeWrittenDown() throws Exception {
    Files.delete(log());
    Files.createDirectory(log());
    analyst.ask(context(id), subQuery(COUNT_ALL, COUNT));

    assertThat(analyst.refusal(id).code()).isEqualTo(ErrorCode.NODE_FAILED);
    assertThat(analyst.refusal(id).fact()).contains("cannot write its log of questions");
    assertThat(analyst.out()).isEmpty();
    assertThat(bench.node().statistics().lastSql()).isEmpty();

    Files.delete(log());
    QueryContext later = context(QueryId.random(LoneAnalyst.RANDOM));
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(later, asked);
    analyst.answer(later, asked);
    assertThat(lines().get(0)).contains("\"entry\":2,", "\"event\":\"continued\"");
  }

  @Test
  void aQuestionThatWasAnsweredBeforeARestartIsNotLoggedAgain() throws Exception {
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);
    bench.restart(Limits.DEFAULT);
    QueryContext later = context(QueryId.random(LoneAnalyst.RANDOM));
    analyst.ask(later, asked);
    await(() -> !analyst.board(later.queryId()).isEmpty());

    bench.close();

    AuditReport report =
        Verification.of(
            AuditPlace.of(log(), bench.folder().resolve("state")), List.of(), Optional.empty());
    assertThat(report.isIntact()).isTrue();
    assertThat(report.lines())
        .contains("\"health-board/ada\": 2 answered, 0 refused, 0 interrupted, 0 still open");
  }

  private Path log() {
    return bench.folder().resolve("audit.log");
  }

  private List<String> lines() throws Exception {
    return Files.readAllLines(log());
  }
}
