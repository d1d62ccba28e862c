// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import dev.parley.cli.output.ResultFormat;
import dev.parley.cli.terminal.Terminal;
import dev.parley.testkit.federation.LocalFederation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Shows a few queries: SQL, result, and what each party saw of it. */
final class Tour {
  private static final int MOST_TABLES = 5;

  private static final List<Stop> SYNTHETIC =
      List.of(
          new Stop(
              "All trips of all companies, and what an average one costs.",
              "SELECT SECURE COUNT(*) AS trips, SECURE AVG(fare) AS mean_fare FROM trips"),
          new Stop(
              "A condition runs in the owners' databases; the word SECURE may be left out.",
              "SELECT COUNT(*) AS trips, SUM(tip) AS tips FROM trips"
                  + " WHERE distance > 10 AND payment <> 'cash'"),
          new Stop(
              "Groups: the cloud matches them by tokens, and cannot read their names.",
              "SELECT zone, SECURE COUNT(*) AS trips, SECURE AVG(distance) AS mean_distance"
                  + " FROM trips GROUP BY zone ORDER BY trips DESC LIMIT 5"),
          new Stop(
              "What runs where, and what leaves in which form.",
              "EXPLAIN PLAN FOR SELECT payment, SECURE AVG(tip) FROM trips GROUP BY payment"));

  private final LocalFederation federation;
  private final Watch watch;
  private final Terminal terminal;

  Tour(LocalFederation federation, Watch watch, Terminal terminal) {
    this.federation = federation;
    this.watch = watch;
    this.terminal = terminal;
  }

  /** A query of the tour. */
  private record Stop(String why, String sql) {}

  /** Runs all queries; {@code isSynthetic} says that the tables are those of the taxi companies. */
  void run(boolean isSynthetic) throws SQLException {
    try (Connection connection = federation.connect()) {
      Executions executions = new Executions(connection, ResultFormat.TABLE, terminal);
      for (Stop stop : isSynthetic ? SYNTHETIC : counts(connection)) {
        show(executions, stop);
      }
    }
  }

  private void show(Executions executions, Stop stop) throws SQLException {
    terminal.say("\n── " + stop.why());
    terminal.say("   " + stop.sql() + ";\n");
    Watch.Moment before = watch.now();
    long begun = System.nanoTime();
    int unused = executions.run(List.of(stop.sql()));
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
