// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.query.QueryTrace;
import dev.parley.planner.catalog.SystemTable;
import org.junit.jupiter.api.Test;

class QueryHistoryTest {
  private static final int STATE = 2;
  private static final int ELAPSED = 4;

  private final QueryHistory history = new QueryHistory();

  @Test
  void showsUsersTheirOwnQueriesOnly() {
    QueryHistory.Entry ada = history.begin("ada", new QueryTrace());
    QueryHistory.Entry bob = history.begin("bob", new QueryTrace());
    bob.ended("finished");

    assertThat(history.rows("ada")).hasSize(1);
    assertThat(history.rows("ada").get(0)[STATE]).isEqualTo("running");
    assertThat(history.rows("ada").get(0)[ELAPSED]).isNull();
    ada.ended("cancelled");
    assertThat(history.rows("ada").get(0)[STATE]).isEqualTo("cancelled");
    assertThat(history.rows("ada").get(0)[ELAPSED]).isInstanceOf(Long.class);
    assertThat(history.rows("eve")).isEmpty();
  }

  @Test
  void aRowHasAValueForEachColumn() {
    QueryHistory.Entry unused = history.begin("ada", new QueryTrace());

    assertThat(history.rows("ada").get(0)).hasSize(SystemTable.QUERIES.columns().size());
  }

  @Test
  void forgetsTheOldest() {
    for (int i = 0; i < 1_500; i++) {
      QueryHistory.Entry unused = history.begin(i < 600 ? "ada" : "bob", new QueryTrace());
    }

    assertThat(history.rows("ada")).hasSize(100);
    assertThat(history.rows("bob")).hasSize(900);
  }
}
