// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import dev.parley.cli.output.ResultFormat;
import dev.parley.cli.terminal.Terminal;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalOwner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Shows a few queries: SQL, result, and what each party saw of it. */
final class Tour {
  private static final int MOST_TABLES = 5;

  private final LocalFederation federation;
  private final Watch watch;
  private final Terminal terminal;

  Tour(LocalFederation federation, Watch watch, Terminal terminal) {
    this.federation = federation;
    this.watch = watch;
    this.terminal = terminal;
  }

  /** Runs all queries; {@code isSynthetic} says that the tables are those of the taxi companies. */
  void run(boolean isSynthetic) throws SQLException {
    try (Connection connection = federation.connect()) {
      Executions executions = new Executions(connection, ResultFormat.TABLE, terminal);
      for (Stop stop : isSynthetic ? Stop.OF_TRIPS : counts(connection)) {
        show(executions, stop);
      }
      if (isSynthetic) {
        show(executions, Stop.REFUSED);
        showWithoutOne(executions);
      }
    }
  }

  private void showWithoutOne(Executions executions) throws SQLException {
    List<LocalOwner> owners = federation.settings().owners();
    NodeId away = owners.get(owners.size() - 1).node();
    federation.stopNode(away);
    try {
      show(executions, Stop.WITHOUT_ONE);
      terminal.say("\n── " + Stop.CONTENT.why());
      terminal.say("   " + Stop.CONTENT.sql() + ";");
      int unused = executions.run(List.of(Stop.CONTENT.sql()));
      show(executions, Stop.WITHOUT_ONE.sql());
    } finally {
      federation.startNode(away);
    }
  }

  private void show(Executions executions, Stop stop) throws SQLException {
    terminal.say("\n── " + stop.why());
    show(executions, stop.sql());
  }

  private void show(Executions executions, String sql) throws SQLException {
    terminal.say("   " + sql + ";\n");
    Watch.Moment before = watch.now();
    long begun = System.nanoTime();
    int unused = executions.run(List.of(sql));
    long millis = (System.nanoTime() - begun) / 1_000_000;
    terminal.say("");
    watch.since(before).forEach(line -> terminal.say("   " + line));
    terminal.say("   analyst   saw the result above, after %d ms".formatted(millis));
  }

  private static List<Stop> counts(Connection connection) throws SQLException {
    List<Stop> stops = new ArrayList<>();
    try (ResultSet tables =
        connection.getMetaData().getTables(null, "FEDERATION", "%", new String[] {"TABLE"})) {
      while (tables.next() && stops.size() < MOST_TABLES) {
        String table = tables.getString("TABLE_NAME");
        stops.add(
            new Stop(
                "How many rows all owners of '%s' have together.".formatted(table),
                "SELECT SECURE COUNT(*) FROM \"%s\"".formatted(table.replace("\"", "\"\""))));
      }
    }
    return stops;
  }
}
