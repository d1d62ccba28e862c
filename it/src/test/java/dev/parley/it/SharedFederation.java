// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.protocol.NodeId;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.DatabaseKind;
import dev.parley.testkit.database.FileTree;
import dev.parley.testkit.database.ReferenceDatabase;
import dev.parley.testkit.federation.DemoPolicy;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A federation on the CSV files of a folder, with a merged plaintext PostgreSQL beside it. */
public final class SharedFederation implements AutoCloseable {
  private static final String PASSWORD = "only-for-tests";

  private final Path folder;
  private final DatabaseHost host;
  private final ReferenceDatabase reference;
  private final LocalFederation federation;

  private SharedFederation(
      Path folder, DatabaseHost host, ReferenceDatabase reference, LocalFederation federation) {
    this.folder = folder;
    this.host = host;
    this.reference = reference;
    this.federation = federation;
  }

  /** Starts a node per folder of {@code data}, with databases of all kinds in turn. */
  public static SharedFederation start(Path data, Path target, PartLauncher launcher)
      throws Exception {
    return start(data, target, state -> launcher);
  }

  /** The same, with parts started by a launcher that keeps something in the state folder. */
  public static SharedFederation start(
      Path data, Path target, Function<StateFolder, PartLauncher> launcher) throws Exception {
    return start(data, target, launcher, UnaryOperator.identity());
  }

  /** The same, with other settings than usual. */
  public static SharedFederation start(
      Path data,
      Path target,
      Function<StateFolder, PartLauncher> launcher,
      UnaryOperator<LocalFederationSettings> change)
      throws Exception {
    return start(FederationFolder.read(data), target, launcher, change);
  }

  /** The same, on tables that are there already. */
  public static SharedFederation start(
      FederationFolder folder,
      Path target,
      Function<StateFolder, PartLauncher> launcher,
      UnaryOperator<LocalFederationSettings> change)
      throws Exception {
    Path work = Files.createTempDirectory(Files.createDirectories(target), "federation-");
    DatabaseHost host = new DatabaseHost(work);
    List<LocalOwner> owners = new ArrayList<>();
    DatabaseKind[] kinds = DatabaseKind.values();
    for (OwnerData owner : folder.owners()) {
      var database =
          host.create(kinds[owners.size() % kinds.length], owner.node().value(), owner.tables());
      owners.add(LocalOwner.of(owner.node(), database, policy(owner)));
    }
    ReferenceDatabase reference =
        ReferenceDatabase.load(host, folder.owners(), ReferencePlaces.of(folder.owners()));
    LocalFederationSettings settings =
        LocalFederationSettings.of(owners, StateFolder.at(work.resolve("state")), PASSWORD)
            .withTimeout(Duration.ofSeconds(30));
    LocalFederation federation =
        LocalFederation.start(change.apply(settings), launcher.apply(settings.state()), line -> {});
    return new SharedFederation(work, host, reference, federation);
  }

  private static String policy(OwnerData owner) throws IOException {
    if (owner.policy().isPresent()) {
      return Files.readString(owner.policy().get());
    }
    return DemoPolicy.of(owner.tables(), Set.of(LocalFederationSettings.ANALYST));
  }

  public LocalFederation federation() {
    return federation;
  }

  public StateFolder state() {
    return federation.settings().state();
  }

  /** Connects to the gateway. */
  public Connection connect() throws SQLException {
    return federation.connect();
  }

  /** Connects to the merged plaintext database. */
  public Connection connectToReference() throws SQLException {
    return reference.connect();
  }

  public void stopNode(String node) {
    federation.stopNode(new NodeId(node));
  }

  public void startNode(String node) {
    federation.startNode(new NodeId(node));
  }

  @Override
  public void close() throws IOException {
    federation.close();
    reference.close();
    host.close();
    FileTree.delete(folder);
  }
}
