// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import java.util.List;
import java.util.Set;

/** Loads and compiles what planning needs, over a table of its own. */
final class WarmUp {
  private static final int ROUNDS = 20;
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT SECURE COUNT(*), SECURE AVG(n) FROM t WHERE n > 1.5 AND k IN ('a', 'b')",
          "SELECT k, SUM(n) / COUNT(n) AS q FROM t GROUP BY k HAVING COUNT(*) > 1"
              + " ORDER BY 2 DESC LIMIT 3",
          "SELECT * FROM (SELECT k, AVG(n) AS m FROM t GROUP BY 1) WHERE m BETWEEN 1 AND 2",
          "EXPLAIN PLAN FOR SELECT DISTINCT k FROM t",
          "VALUES (1, 'a')");

  private WarmUp() {}

  static void run(Planner planner) {
    NodeId node = new NodeId("warm-up");
    Set<Use> all = Set.of(Use.values());
    PublishedTable table =
        new PublishedTable(
            "t",
            List.of(),
            List.of(
                new PublishedColumn("k", ColumnType.VARCHAR, true, all),
                new PublishedColumn("n", ColumnType.decimal(10, 2), true, all)));
    FederationCatalog catalog =
        FederationCatalog.of(
            Set.of(node), List.of(new NodeCatalog(node, 1, "none", 1, List.of(table))));
    for (int i = 0; i < ROUNDS; i++) {
      STATEMENTS.forEach(sql -> planner.plan(sql, catalog, SessionOptions.DEFAULT));
    }
  }
}
