// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.await;
import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.subQuery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.database.RealDatabases;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.query.QueryContext;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node does about a question that is taken back while it is at work. */
@Timeout(60)
class NodeWithdrawalTest {
  private static final String SLOW = "SELECT COUNT(*) FROM \"trips\" WHERE (\"zone\" = 'a')";

  @RegisterExtension final LoneNode node = LoneNode.with(LoneNode.POLICY);

  @Test
  void itEndsAndIsWrittenDownAndTheNextIsAnswered() throws Exception {
    RealDatabases.run(
        node.settings().database().url(),
        "ALTER TABLE trips RENAME TO rows_of_trips",
        "CREATE VIEW trips AS SELECT zone, fare, tip FROM rows_of_trips,"
            + " system_range(1, 100000000) a, system_range(1, 1000) b"
            + " WHERE zone = 'b' OR MOD(a.x * b.x, 7) = 8");
    QueryContext slow = context(QueryId.random(LoneAnalyst.RANDOM));
    node.analyst.ask(slow, subQuery(SLOW, LoneNode.COUNT));
    await(() -> audit().contains("asked"));

    Instant withdrawn = Instant.now();
    node.analyst.withdraw(slow.queryId());
    await(() -> audit().contains("taken back"));

    assertThat(Duration.between(withdrawn, Instant.now())).isLessThan(Duration.ofSeconds(2));
    await(() -> node.scratch().isEmpty());
    assertThat(node.analyst.board(slow.queryId())).isEmpty();
    assertThat(node.analyst.out()).isEmpty();
  }

  private String audit() throws Exception {
    return Files.readString(node.folder().resolve("audit.log"));
  }
}
