// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.OwnerDatabase;
import dev.parley.testkit.database.ReferenceDatabase;
import dev.parley.testkit.federation.DemoPolicy;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.StateFolder;
import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A federation of a random layout that runs, with its rows in one plaintext PostgreSQL beside. */
final class RandomFederation implements AutoCloseable {
  private static final String PASSWORD = "only-for-tests";

  private final List<OwnerDatabase> databases;
  private final ReferenceDatabase reference;
  private final LocalFederation federation;

  private RandomFederation(
      List<OwnerDatabase> databases, ReferenceDatabase reference, LocalFederation federation) {
    this.databases = databases;
    this.reference = reference;
    this.federation = federation;
  }

  /**
   * Starts a federation.
   *
   * @param expected what PostgreSQL is given; the same as {@code layout}, unless a test says so
   * @param name that no other one on {@code host} has
   */
  static RandomFederation start(
      Layout layout, Layout expected, String name, DatabaseHost host, Path state) {
    List<LocalOwner> owners = new ArrayList<>();
    List<OwnerDatabase> databases = new ArrayList<>();
    for (OwnerData owner : layout.owners()) {
      OwnerDatabase database =
          host.create(
              layout.kinds().get(owners.size()), name + "-" + owner.node().value(), owner.tables());
      databases.add(database);
      owners.add(LocalOwner.of(owner.node(), database, policy(owner)));
    }
    ReferenceDatabase reference = ReferenceDatabase.load(host, expected.owners());
    LocalFederationSettings settings =
        LocalFederationSettings.of(owners, StateFolder.at(state.resolve(name)), PASSWORD);
    LocalFederation federation = LocalFederation.start(settings, new ThreadLauncher(), line -> {});
    return new RandomFederation(databases, reference, federation);
  }

  private static String policy(OwnerData owner) {
    return DemoPolicy.of(owner.tables(), Set.of(LocalFederationSettings.ANALYST));
  }

  Connection connect() throws SQLException {
    return federation.connect();
  }

  Connection connectToReference() throws SQLException {
    return reference.connect();
  }

  @Override
  public void close() {
    federation.close();
    reference.close();
    databases.forEach(OwnerDatabase::close);
  }
}
