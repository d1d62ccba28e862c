// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.it.tap.PipeTap;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.DatabaseKind;
import dev.parley.testkit.database.ReferenceDatabase;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.ThreadLauncher;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What golden files can {@code !use}: a federation of four owners with databases of four kinds, the
 * same in some plight, and the plights of {@link GoldenPlights}.
 */
final class GoldenStages implements AutoCloseable {
  private static final Path DATA = Path.of("src/test/resources/iq");
  private static final NodeId WEST = new NodeId("west");
  private static final String URL = "jdbc:parley:";

  private final UnaryOperator<LocalFederationSettings> cloud;
  private final DatabaseHost host = new DatabaseHost(Path.of("target"));
  private final GoldenFederation city;
  private final ReferenceDatabase reference;
  private @Nullable GoldenPlights plights;

  /**
   * Starts the federation of four.
   *
   * @param cloud puts the objects of a federation where they are to be
   */
  GoldenStages(UnaryOperator<LocalFederationSettings> cloud) throws IOException {
    this.cloud = cloud;
    FederationFolder data = Marks.addedTo(FederationFolder.read(DATA.resolve("city")));
    reference = ReferenceDatabase.load(host, data.owners(), ReferencePlaces.of(data.owners()));
    city =
        GoldenFederation.start(
            host,
            data,
            List.of(DatabaseKind.values()),
            new GoldenFederation.Start(new ThreadLauncher(), cloud));
  }

  /**
   * Opens the connection of that name.
   *
   * @param ofReference the one to the merged plaintext database that goes with it
   */
  Connection connect(String name, boolean ofReference) throws Exception {
    return ofReference
        ? GoldenConnections.over(reference.connect())
        : GoldenConnections.withErrorLines(connect(name));
  }

  private Connection connect(String name) throws Exception {
    return switch (name) {
      case "federation" -> city.running().connect();
      case "prepared" -> GoldenConnections.preparing(city.running().connect());
      case "without-west" -> withoutWest();
      case "wrong-password" -> GoldenConnections.late(() -> connect(url(), "wrong"));
      case "nobody-there" -> nobodyThere();
      case "cut" -> cut();
      default -> plights().connect(name);
    };
  }

  private String url() {
    return city.running().url();
  }

  private Connection connect(String url, String password) throws SQLException {
    return DriverManager.getConnection(url, LocalFederationSettings.USER, password);
  }

  private Connection withoutWest() throws Exception {
    city.running().stopNode(WEST);
    awaitWest("offline");
    return GoldenConnections.closing(
        city.running().connect(),
        () -> {
          city.running().startNode(WEST);
          awaitWest("online");
        });
  }

  private void awaitWest(String state) throws Exception {
    String question = "SELECT state FROM parley.nodes WHERE id = 'west'";
    List<List<String>> answer = List.of(List.of(state));
    RogueGateway.await(
        "west to be " + state, () -> Rows.of(city.running()::connect, question).equals(answer));
  }

  private Connection nobodyThere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      String url = URL + "//127.0.0.1:" + socket.getLocalPort();
      return GoldenConnections.late(() -> connect(url, city.running().settings().password()));
    }
  }

  private Connection cut() throws SQLException {
    GoldenCut cut = new GoldenCut();
    URI gateway = URI.create(url().substring(URL.length()));
    PipeTap tap = PipeTap.before(gateway, cut::speak);
    Connection connection =
        connect(
            URL + "//127.0.0.1:" + tap.address().getPort(), city.running().settings().password());
    cut.inTheMiddle();
    return GoldenConnections.late(() -> connection);
  }

  private synchronized GoldenPlights plights() throws IOException {
    if (plights == null) {
      plights = new GoldenPlights(host, FederationFolder.read(DATA.resolve("guarded")), cloud);
    }
    return plights;
  }

  @Override
  public void close() {
    if (plights != null) {
      plights.close();
    }
    city.close();
    reference.close();
    host.close();
  }
}
