// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import dev.parley.protocol.NodeId;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.data.TripGenerator;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.DatabaseKind;
import dev.parley.testkit.database.FileTree;
import dev.parley.testkit.database.OwnerDatabase;
import dev.parley.testkit.federation.DemoPolicy;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.StateFolder;
import dev.parley.testkit.federation.ThreadLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Secure aggregates over three owners, against what the slowest owner's database takes for its part
 * of the same question in the clear. Both are medians of runs that alternate in one process.
 */
final class StatisticsSuite implements Suite {
  private static final long SEED = 2026;
  private static final int WARM_UP_RUNS = 5;

  /** Quoted, for H2 would look for TRIPS otherwise. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT COUNT(*) FROM \"trips\"",
          "SELECT AVG(\"fare\"), AVG(\"tip\"), SUM(\"distance\") FROM \"trips\"",
          "SELECT AVG(\"fare\") FROM \"trips\" WHERE \"distance\" > 10 AND \"payment\" <> 'cash'",
          "SELECT \"zone\", COUNT(*), AVG(\"fare\") FROM \"trips\" GROUP BY \"zone\"",
          "SELECT STDDEV(\"fare\"), STDDEV(\"distance\") FROM \"trips\"",
          "SELECT COUNT(DISTINCT \"zone\") FROM \"trips\"",
          "SELECT \"zone\", \"fare\" FROM \"trips\" WHERE \"distance\" > 10"
              + " ORDER BY \"fare\" DESC LIMIT 100");

  @Override
  public String name() {
    return "statistics";
  }

  @Override
  public Figures run(Extent extent, Consumer<String> progress) throws SQLException {
    int rows = extent == Extent.QUICK ? 100_000 : 1_000_000;
    int runs = extent == Extent.QUICK ? 11 : 51;
    Path folder = temporaryFolder();
    try (DatabaseHost host = new DatabaseHost(folder)) {
      List<Loaded> loaded = load(host, rows, progress);
      List<LocalOwner> owners = loaded.stream().map(Loaded::owner).toList();
      List<OwnerDatabase> databases = loaded.stream().map(Loaded::database).toList();
      LocalFederationSettings settings =
          LocalFederationSettings.of(owners, StateFolder.at(folder), "only-for-benchmarks");
      try (LocalFederation federation =
          LocalFederation.start(settings, new ThreadLauncher(), progress)) {
        return measure(federation, databases, rows, runs);
      }
    } finally {
      FileTree.delete(folder);
    }
  }

  private static Figures measure(
      LocalFederation federation, List<OwnerDatabase> databases, int rows, int runs)
      throws SQLException {
    List<List<String>> figures = new ArrayList<>();
    try (Connection gateway = federation.connect();
        PlainDatabases plain = PlainDatabases.open(databases)) {
      for (String sql : QUERIES) {
        figures.add(row(sql, gateway, plain, runs));
      }
    }
    String about =
        "3 owners (PostgreSQL, DuckDB, H2), %,d rows each, all on one machine; medians of %d runs, ms."
            .formatted(rows, runs);
    return new Figures(
        "statistics", about, List.of("query", "total", "slowest plain", "ratio"), figures);
  }

  private static List<String> row(String sql, Connection gateway, PlainDatabases plain, int runs)
      throws SQLException {
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      double unused = Clocked.run(gateway, sql) + plain.slowest(database -> sql);
    }
    List<Double> totals = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      totals.add(Clocked.run(gateway, sql));
      slowest.add(plain.slowest(database -> sql));
    }
    double total = Clocked.median(totals);
    double reference = Clocked.median(slowest);
    return List.of(
        sql, Clocked.text(total), Clocked.text(reference), Clocked.text(total / reference));
  }

  private record Loaded(LocalOwner owner, OwnerDatabase database) {}

  private static List<Loaded> load(DatabaseHost host, int rows, Consumer<String> progress) {
    List<NodeId> names = List.of(new NodeId("amber"), new NodeId("birch"), new NodeId("cobalt"));
    DatabaseKind[] kinds = DatabaseKind.values();
    List<Loaded> loaded = new ArrayList<>();
    for (OwnerData owner : TripGenerator.companies(names, rows, SEED)) {
      DatabaseKind kind = kinds[loaded.size() % kinds.length];
      OwnerDatabase database = host.create(kind, owner.node().value(), owner.tables());
      String policy = DemoPolicy.of(owner.tables(), Set.of(LocalFederationSettings.ANALYST));
      loaded.add(new Loaded(LocalOwner.of(owner.node(), database, policy), database));
      progress.accept("loaded %s, %,d rows".formatted(kind.word(), rows));
    }
    return loaded;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("parley-bench-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder", e);
    }
  }
}
