// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import dev.parley.node.inbox.NodeStatistics;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.data.TableRows;
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
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Range counts, range queries and nearest neighbours over more and more places of three owners, and
 * over more and more owners, against what the slowest owner's database takes for its part of the
 * same question in the clear. Both are medians of runs that alternate in one process.
 */
final class SpatialSuite implements Suite {
  static final long SEED = 2026;
  private static final int WARM_UP_RUNS = 3;
  private static final int WARM_UP_ROWS = 1_000;
  private static final int THREE = 3;

  private static final List<DatabaseKind> KINDS =
      List.of(DatabaseKind.POSTGRESQL, DatabaseKind.DUCKDB, DatabaseKind.H2);

  @Override
  public String name() {
    return "spatial";
  }

  @Override
  public Figures run(Extent extent, Consumer<String> progress) throws SQLException {
    boolean quick = extent == Extent.QUICK;
    int runs = quick ? 9 : 21;
    List<List<String>> figures = new ArrayList<>();
    // what a JVM does first takes it longer
    List<List<String>> unused = new Federation(THREE, WARM_UP_ROWS, runs).measure(line -> {});
    for (int points : quick ? QUICK_POINTS : FULL_POINTS) {
      figures.addAll(new Federation(THREE, points / THREE, runs).measure(progress));
    }
    for (int nodes : List.of(2, 4, 7, 10)) {
      figures.addAll(new Federation(nodes, quick ? 30_000 : 300_000, runs).measure(progress));
    }
    String about =
        "Owners with PostgreSQL, DuckDB and H2 in turn, all on one machine; medians of %d runs, ms."
            .formatted(runs);
    return new Figures(name(), about, SpatialFigures.COLUMNS, figures);
  }

  private static final List<Integer> QUICK_POINTS = List.of(1_000, 10_000, 1_000_000);
  private static final List<Integer> FULL_POINTS =
      List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000);

  /** Owners of one size. */
  private record Federation(int nodes, int rows, int runs) {

    List<List<String>> measure(Consumer<String> progress) throws SQLException {
      Path folder = temporaryFolder();
      try (DatabaseHost host = new DatabaseHost(folder)) {
        List<LocalOwner> owners = new ArrayList<>();
        List<OwnerDatabase> databases = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
          load(host, i, owners, databases);
          progress.accept("loaded %s, %,d rows".formatted(databases.get(i).kind().word(), rows));
        }
        LocalFederationSettings settings =
            LocalFederationSettings.of(owners, StateFolder.at(folder), "only-for-benchmarks");
        ThreadLauncher launcher = new ThreadLauncher();
        try (LocalFederation federation = LocalFederation.start(settings, launcher, line -> {});
            Connection gateway = federation.connect();
            PlainDatabases plain = PlainDatabases.open(databases)) {
          List<List<String>> figures = new ArrayList<>();
          for (SpatialQuestion question : SpatialQuestion.all()) {
            figures.add(row(question, gateway, plain, launcher));
            progress.accept(String.join("  ", figures.get(figures.size() - 1)));
          }
          return figures;
        }
      } finally {
        FileTree.delete(folder);
      }
    }

    private void load(
        DatabaseHost host, int index, List<LocalOwner> owners, List<OwnerDatabase> databases) {
      DatabaseKind kind = KINDS.get(index % KINDS.size());
      NodeId node = new NodeId("owner" + index);
      List<TableRows> tables = List.of(new PlaceGenerator(index, rows, SEED));
      OwnerDatabase database = host.create(kind, node.value(), tables);
      String policy = DemoPolicy.of(tables, Set.of(LocalFederationSettings.ANALYST));
      owners.add(LocalOwner.of(node, database, policy));
      databases.add(database);
    }

    private List<String> row(
        SpatialQuestion question, Connection gateway, PlainDatabases plain, ThreadLauncher launcher)
        throws SQLException {
      SpatialFigures figures = new SpatialFigures(gateway, plain, question);
      figures.ask(WARM_UP_RUNS);
      Map<NodeId, NodeStatistics> before = launcher.statistics();
      figures = new SpatialFigures(gateway, plain, question);
      figures.ask(runs);
      NodeWork work = new NodeWork(before, launcher.statistics(), runs);
      List<String> row = new ArrayList<>();
      row.add(question.name());
      row.add(String.valueOf(nodes));
      row.add(String.valueOf(nodes * rows));
      row.addAll(figures.texts(work));
      return row;
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("parley-bench-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder", e);
    }
  }
}
