// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.protocol.NodeId;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.DatabaseKind;
import dev.parley.testkit.database.FileTree;
import dev.parley.testkit.database.OwnerDatabase;
import dev.parley.testkit.federation.DemoPolicy;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A federation of the owners of a folder, some of whose databases can be reached from outside. */
final class GoldenFederation implements AutoCloseable {
  private static final String PASSWORD = "only-for-tests";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** How a federation is started, and what is changed in its settings before. */
  record Start(PartLauncher launcher, UnaryOperator<LocalFederationSettings> settings) {}

  private final Path work;
  private final Map<NodeId, OwnerDatabase> databases;
  private final LocalFederation federation;

  private GoldenFederation(
      Path work, Map<NodeId, OwnerDatabase> databases, LocalFederation federation) {
    this.work = work;
    this.databases = databases;
    this.federation = federation;
  }

  /**
   * Starts a node for each owner, with databases of {@code kinds} in turn.
   *
   * @param host makes the databases, and stops them in the end
   */
  static GoldenFederation start(
      DatabaseHost host, FederationFolder data, List<DatabaseKind> kinds, Start start)
      throws IOException {
    Path work = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "golden-");
    Map<NodeId, OwnerDatabase> databases = new TreeMap<>();
    List<LocalOwner> owners = new ArrayList<>();
    for (OwnerData owner : data.owners()) {
      DatabaseKind kind = kinds.get(owners.size() % kinds.size());
      OwnerDatabase database =
          host.create(kind, work.getFileName() + "-" + owner.node(), owner.tables());
      databases.put(owner.node(), database);
      owners.add(LocalOwner.of(owner.node(), database, policy(owner)));
    }
    LocalFederationSettings settings =
        LocalFederationSettings.of(owners, StateFolder.at(work.resolve("state")), PASSWORD)
            .withTimeout(TIMEOUT);
    return new GoldenFederation(
        work,
        databases,
        LocalFederation.start(start.settings().apply(settings), start.launcher(), line -> {}));
  }

  private static String policy(OwnerData owner) throws IOException {
    if (owner.policy().isPresent()) {
      return Files.readString(owner.policy().get());
    }
    return DemoPolicy.of(owner.tables(), Set.of(LocalFederationSettings.ANALYST));
  }

  LocalFederation running() {
    return federation;
  }

  OwnerDatabase database(NodeId node) {
    OwnerDatabase database = databases.get(node);
    if (database == null) {
      throw new IllegalArgumentException("Invalid node: no member " + node);
    }
    return database;
  }

  @Override
  public void close() {
    federation.close();
    FileTree.delete(work);
  }
}
