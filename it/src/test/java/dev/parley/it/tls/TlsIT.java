// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.config.GatewaySettings;
import dev.parley.node.database.OpenPolicy;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.StateFolder;
import dev.parley.testkit.federation.ThreadLauncher;
import dev.parley.testkit.tls.LocalAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A federation whose every way over the network is TLS, by an authority of its own. */
@Timeout(120)
class TlsIT {
  private static final String QUESTION = "SELECT SECURE COUNT(*), SECURE SUM(fare) FROM trips";

  private static Path folder = Path.of("");
  private static LocalFederation federation;
  private static GatewaySettings gateway;

  @BeforeAll
  static void start(@TempDir Path temporary) throws SQLException {
    folder = temporary;
    LocalFederationSettings settings =
        LocalFederationSettings.of(
                List.of(owner("north", 5), owner("south", 7)),
                StateFolder.at(folder),
                "only-for-tests")
            .withTls();
    federation = LocalFederation.start(settings, new ThreadLauncher(), line -> {});
    gateway = GatewaySettings.read(gatewayFile());
  }

  @AfterAll
  static void stop() {
    federation.close();
  }

  private static LocalOwner owner(String node, int fare) throws SQLException {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE \"trips\" (\"id\" INT PRIMARY KEY, \"fare\" INT)");
      statement.execute("INSERT INTO \"trips\" VALUES (1, %d), (2, %d)".formatted(fare, fare));
    }
    String policy =
        OpenPolicy.of(
            Map.of("trips", Map.of("id", ColumnType.INTEGER, "fare", ColumnType.INTEGER)),
            Set.of(LocalFederationSettings.ANALYST));
    return LocalOwner.of(new NodeId(node), url, policy);
  }

  private static Path gatewayFile() {
    return folder.resolve("config").resolve("gateway").resolve("gateway.yaml");
  }

  private static URI jdbcPort() {
    int port = URI.create(federation.url().substring("jdbc:".length())).getPort();
    return URI.create("https://127.0.0.1:" + port);
  }

  private static List<URI> servers() {
    return List.of(gateway.pipe().endpoint(), gateway.actions().endpoint(), jdbcPort());
  }

  private static void assertAnswers(Connection connection) throws SQLException {
    try (connection;
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(QUESTION)) {
      assertThat(result.next()).isTrue();
      assertThat(result.getLong(1)).isEqualTo(4);
      assertThat(result.getLong(2)).isEqualTo(24);
    }
  }

  @Test
  void aQuestionIsAnsweredOverTlsAllTheWay() throws Exception {
    assertThat(servers()).allMatch(server -> server.getScheme().equals("https"));
    assertAnswers(federation.connect());
  }

  @Test
  void nobodyWithoutTlsGetsAnything() {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    for (URI server : servers()) {
      URI plain = URI.create("http://" + server.getAuthority() + "/");
      HttpRequest request =
          HttpRequest.newBuilder(plain)
              .timeout(Duration.ofSeconds(10))
              .POST(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      String answer;
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        answer = response.statusCode() + " " + response.body();
      } catch (IOException | InterruptedException e) {
        answer = "nothing";
      }
      boolean gatewaysPort = server.equals(jdbcPort());
      assertThat(answer).matches(gatewaysPort ? "(?s)500 .*speaks TLS only.*" : "nothing|400 .*");
    }
  }

  @Test
  void tls11IsRefusedByEveryServer() throws Exception {
    for (URI server : servers()) {
      assertThat(OldClient.greet(server, OldClient.TLS_1_1)).isNotEqualTo(OldClient.HANDSHAKE);
      // The same words in the version after it are understood.
      assertThat(OldClient.greet(server, OldClient.TLS_1_2)).isEqualTo(OldClient.HANDSHAKE);
    }
  }

  @Test
  void aPipeThatIsNotTrustedIsNotUsed() {
    Endpoint distrusted = new Endpoint(gateway.pipe().endpoint(), Trust.OF_JVM);
    try (Pipe pipe = new S3Pipe(PipeSettings.of(distrusted, gateway.pipe().credentials()))) {
      PipeException e =
          catchThrowableOfType(PipeException.class, () -> pipe.list("local-x-merged", ""));

      assertThat(e.kind()).isEqualTo(PipeException.Kind.UNREACHABLE);
      assertThat(e.getMessage())
          .endsWith("its certificate is not signed by an authority that is trusted here");
    }
  }

  @Test
  void aPipeUnderAnotherHostNameIsNotUsed() {
    URI renamed = URI.create("https://localhost:" + gateway.pipe().endpoint().getPort());
    Endpoint server = new Endpoint(renamed, gateway.pipe().server().trust());
    try (Pipe pipe = new S3Pipe(PipeSettings.of(server, gateway.pipe().credentials()))) {
      PipeException e =
          catchThrowableOfType(PipeException.class, () -> pipe.list("local-x-merged", ""));

      assertThat(e.getMessage()).endsWith("its certificate is for another host name");
    }
  }

  @Test
  void anActionHostThatIsNotTrustedGetsNoSecret() throws Exception {
    Path config = gatewayFile().resolveSibling("distrusting.yaml");
    Files.writeString(
        config.resolveSibling("other.crt"), LocalAuthority.found("Other").certificate());
    String yaml = Files.readString(gatewayFile());
    Files.writeString(
        config,
        yaml.replace("web-action.secret, trust: ca.crt", "web-action.secret, trust: other.crt"));
    String url = "jdbc:parley:embedded:" + config;
    try (Connection connection =
            DriverManager.getConnection(url, LocalFederationSettings.USER, "only-for-tests");
        Statement statement = connection.createStatement()) {
      SQLException e =
          catchThrowableOfType(SQLException.class, () -> statement.executeQuery(QUESTION));

      assertThat(e.getSQLState()).isEqualTo("P0302");
      assertThat(e.getMessage())
          .contains("cannot be trusted: its certificate is not signed by an authority");
    }
  }
}
