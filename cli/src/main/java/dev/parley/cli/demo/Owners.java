// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.database.Database;
import dev.parley.node.database.OpenPolicy;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.data.TableRows;
import dev.parley.testkit.data.TripGenerator;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.DatabaseKind;
import dev.parley.testkit.database.OwnerDatabase;
import dev.parley.testkit.federation.DemoPolicy;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Gets the owners that a demo asks for their databases. */
final class Owners {
  private static final int TRIPS = 100_000;
  private static final long SEED = 2026;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
  private static final Set<AnalystId> ANALYSTS = Set.of(LocalFederationSettings.ANALYST);
  private static final List<String> COMPANIES = List.of("amber", "birch", "cobalt");
  private static final List<DatabaseKind> ONE_OF_EACH =
      List.of(DatabaseKind.POSTGRESQL, DatabaseKind.DUCKDB, DatabaseKind.H2);

  private final DemoOptions options;
  private final DatabaseHost host;
  private final Consumer<String> progress;

  Owners(DemoOptions options, DatabaseHost host, Consumer<String> progress) {
    this.options = options;
    this.host = host;
    this.progress = progress;
  }

  /**
   * Loads and connects everything.
   *
   * @throws ParleyException with INVALID_SETTINGS or INVALID_DATA if something cannot be served
   */
  List<LocalOwner> open() {
    List<DatabaseKind> kinds = kinds();
    List<LocalOwner> owners = new ArrayList<>();
    Path data = options.data();
    if (data != null) {
      owners.addAll(fromFolder(data, kinds.isEmpty() ? List.of(DatabaseKind.DUCKDB) : kinds));
    } else if (options.nodes().isEmpty()) {
      owners.addAll(synthetic(kinds.isEmpty() ? ONE_OF_EACH : kinds));
    }
    options.nodes().forEach((name, url) -> owners.add(existing(name, url)));
    owners.sort(Comparator.comparing(LocalOwner::node));
    for (int i = 1; i < owners.size(); i++) {
      if (owners.get(i - 1).node().equals(owners.get(i).node())) {
        throw invalid("Two nodes are named '%s'".formatted(owners.get(i).node()));
      }
    }
    return owners;
  }

  private List<DatabaseKind> kinds() {
    List<DatabaseKind> kinds = new ArrayList<>();
    for (String word : options.databases()) {
      kinds.add(
          DatabaseKind.ofWord(word.strip())
              .orElseThrow(() -> invalid("There is no kind of database '%s'".formatted(word))));
    }
    return kinds;
  }

  private List<LocalOwner> fromFolder(Path folder, List<DatabaseKind> kinds) {
    FederationFolder data = FederationFolder.read(folder);
    data.ignored().forEach(file -> progress.accept("ignored   " + folder.relativize(file)));
    List<LocalOwner> owners = new ArrayList<>();
    for (OwnerData owner : data.owners()) {
      DatabaseKind kind = kinds.get(owners.size() % kinds.size());
      Optional<String> policy = owner.policy().map(Owners::readPolicy);
      owners.add(load(owner.node(), kind, owner.tables(), policy));
    }
    return owners;
  }

  private List<LocalOwner> synthetic(List<DatabaseKind> kinds) {
    List<LocalOwner> owners = new ArrayList<>();
    for (String company : COMPANIES) {
      int i = owners.size();
      TripGenerator trips = new TripGenerator(i, TRIPS, SEED);
      DatabaseKind kind = kinds.get(i % kinds.size());
      Optional<String> policy = Optional.of(tripPolicy(trips));
      owners.add(load(new NodeId(company), kind, List.of(trips), policy));
    }
    return owners;
  }

  private LocalOwner load(
      NodeId node, DatabaseKind kind, List<TableRows> tables, Optional<String> policy) {
    long begun = System.nanoTime();
    OwnerDatabase database = host.create(kind, node.value(), tables);
    progress.accept(
        "database  %-12s %-10s %s in %.1f s"
            .formatted(
                node,
                kind.word(),
                String.join(", ", tables.stream().map(TableRows::table).toList()),
                (System.nanoTime() - begun) / 1e9));
    return LocalOwner.of(node, database, policy.orElseGet(() -> openPolicy(tables)));
  }

  /** Open but for one thing: which trip it was is not revealed. */
  private static String tripPolicy(TableRows trips) {
    String all = openPolicy(List.of(trips));
    String revealed = "\"trip_id\": [" + Use.REVEAL.word() + ", ";
    if (!all.contains(revealed)) {
      throw new IllegalStateException("The open policy reveals no trip");
    }
    return all.replace(revealed, "\"trip_id\": [");
  }

  private static String openPolicy(List<TableRows> tables) {
    return DemoPolicy.of(tables, ANALYSTS);
  }

  private LocalOwner existing(String name, String url) {
    NodeId node;
    try {
      node = new NodeId(name);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    try (Database database = Database.open(DatabaseSettings.of(url), CONNECT_TIMEOUT)) {
      if (database.tables().isEmpty()) {
        throw invalid("The database of node '%s' has no tables to serve".formatted(name));
      }
      progress.accept("database  %-12s %s".formatted(node, database.product()));
      return LocalOwner.of(node, url, OpenPolicy.of(database, ANALYSTS));
    }
  }

  private static String readPolicy(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static ParleyException invalid(String fact) {
    return new ParleyException(ErrorCode.INVALID_SETTINGS, fact, "Run: ./parley demo --help");
  }
}
