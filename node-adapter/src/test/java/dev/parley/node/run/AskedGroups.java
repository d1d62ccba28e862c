// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Database;
import dev.parley.node.database.Grants;
import dev.parley.node.database.Policies;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.sql.AggregateQuery;
import java.util.ArrayList;
import java.util.List;

/** What a database that grants everything gives for canonical SQL. */
final class AskedGroups {
  private static final NodeId NODE = new NodeId("north");
  private static final int MOST_GROUPS = 100;

  private AskedGroups() {}

  static List<Group> of(Database database, String sql) throws Exception {
    return of(database, sql, MOST_GROUPS);
  }

  static List<Group> of(Database database, String sql, int mostGroups) throws Exception {
    List<Group> groups = new ArrayList<>();
    try (CanonicalParser parser = new CanonicalParser();
        QueryRunner runner = new QueryRunner(NODE, database, mostGroups)) {
      AggregateQuery query = (AggregateQuery) parser.parse(sql);
      CheckedQuery checked =
          OwnSlots.check(query, NODE, Grants.find(Policies.open(database), database.tables()));
      runner.run(checked, runner.render(checked), groups::add);
    }
    return groups;
  }

  /** Returns the keys of the groups as they print. */
  static List<String> keys(Database database, String sql) throws Exception {
    return of(database, sql).stream().map(group -> group.key().toString()).toList();
  }
}
