// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.actionhost.deploy.DeploySettings;
import dev.parley.actionhost.deploy.MergeDeployment;
import dev.parley.crypto.password.PasswordHash;
import dev.parley.gateway.Gateway;
import dev.parley.it.RogueGateway;
import dev.parley.it.SharedFederation;
import dev.parley.node.config.NodeSettings;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.settings.SecretFile;
import dev.parley.testkit.federation.Founding;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.MergeJar;
import dev.parley.testkit.federation.ThreadLauncher;
import dev.parley.wire.PipeNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every kind of key and secret is replaced while questions are asked, and none fails; then it is
 * taken away, and its holder is refused at once, with an error that says so.
 */
@Timeout(120)
class RotationIT {
  private static final String SQL =
      "SELECT zone, SECURE COUNT(*), SECURE SUM(fare) FROM trips GROUP BY zone ORDER BY zone";
  private static final String ALL_NODES = "RESET minNodes";
  private static final String ANALYST = LocalFederationSettings.ANALYST.value();
  private static final String USER = LocalFederationSettings.USER;
  private static final String NEW = "new-new-new-new-new-new-new";
  private static final String OTHER = "other-other-other-other-other";
  private static final List<String> MEMBERS =
      List.of("gateway", "node-north", "node-east", "node-west");

  private static @Nullable SharedFederation federation;
  private static int epoch = 1;

  @BeforeAll
  static void start() throws Exception {
    federation =
        SharedFederation.start(
            Path.of("src/test/resources/federation"), Path.of("target"), new ThreadLauncher());
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
  }

  @Test
  void keysOfANode() throws Exception {
    Path yaml = running().federation().nodeFile(new NodeId("north"));
    String before = Files.readString(yaml);
    founding().makeKeys("node-north", "second", 2048);
    // While the node restarts, questions can do without it.
    try (Questions questions = ask("SET minNodes = 2")) {
      questions.goOn();
      issue("[../node-north/second.public, {file: ../node-north/own.public, until: 2999-01-01}]");
      restartNorth(before.replace("keys: own.keys", "keys: second.keys\nformerKeys: [own.keys]"));
      questions.goOn();
      issue("[../node-north/second.public]");
      questions.goOn();
      restartNorth(before.replace("keys: own.keys", "keys: second.keys"));
      questions.goOn();
    }
    RogueGateway.await("north to be back", () -> asksOnce() == null);

    issue("[../node-north/own.public]", "[../gateway/own.public]", "../node-north/second.public");
    try {
      // the node may know it first, and refuse what is sealed to keys that have ended; or the
      // gateway,
      // while the node refuses with such a key
      assertThat(refusal().getMessage()).containsIgnoringCase("node 'north'");
      String fact = "the manifest of epoch " + epoch + " does not accept";
      RogueGateway.await(
          "the gateway to see it", () -> String.valueOf(refusal().getMessage()).contains(fact));
      assertThat(refusal().getSQLState()).startsWith("P02");
    } finally {
      restartNorth(before);
    }
    RogueGateway.await("north to be back", () -> asksOnce() == null);
  }

  @Test
  void keysOfAnAnalystThePaillierKeyIncluded() throws Exception {
    String north = "[../node-north/own.public]";
    Path folder = config("gateway");
    founding().makeKeys("gateway", "second", 2048);
    Path second =
        Files.writeString(
            folder.resolve("second.yaml"),
            Files.readString(folder.resolve("gateway.yaml"))
                .replace(
                    "keys: own.keys", "keys: second.keys\nformerKeys: [own.keys]\nstate: two"));
    try (Questions questions = ask(ALL_NODES)) {
      questions.goOn();
      issue(
          north,
          "[../gateway/second.public, {file: ../gateway/own.public, until: 2999-01-01}]",
          "");
      // The new gateway takes over while the former one still answers.
      try (Gateway gateway = Gateway.start(second)) {
        try (Questions more = new Questions(connect(gateway), ALL_NODES, SQL)) {
          more.goOn();
          questions.goOn();
        }
      }
      Files.writeString(second, Files.readString(second).replace("formerKeys: [own.keys]\n", ""));
      try (Gateway stolen = Gateway.start(second);
          Questions thief = new Questions(connect(stolen), ALL_NODES, SQL)) {
        thief.goOn();

        issue(north, "[../gateway/own.public]", "../gateway/second.public");

        assertThat(thief.failure().getSQLState()).isIn("28000", "P0203");
        assertThat(thief.failure().getMessage()).contains("manifest of epoch " + epoch);
      }
      questions.goOn();
      assertThat(questions.answers()).hasSize(1);
    }
  }

  @Test
  void secretsOfNodeAndGatewayAtThePipe() throws Exception {
    replaceAtThePipe("node-north", config("node-north").resolve("pipe.secret"));
    Path own = config("gateway").resolve("pipe.secret");
    replaceAtThePipe("gateway-" + ANALYST, own);

    Path known = config("pipe").resolve("gateway-" + ANALYST + ".secret");
    secret(known, OTHER);
    RogueGateway.await("the guard to see it", () -> !isLetIn("gateway-" + ANALYST, NEW));
    SQLException refusal = refusal();

    assertThat(refusal.getSQLState()).isEqualTo("P0303");
    assertThat(refusal.getMessage()).contains("403", "secretFile");
    secret(own, OTHER);
    RogueGateway.await("the gateway to be let in", () -> asksOnce() == null);
  }

  @Test
  void secretOfTheActionAtThePipe() throws Exception {
    Path known = config("pipe").resolve("actions.secret");
    Path deployed = config("operator").resolve("actions.secret");
    String old = Files.readString(known);
    try (Questions questions = ask(ALL_NODES)) {
      questions.goOn();
      secret(known, NEW + "\n" + old);
      secret(deployed, NEW + "\n" + old);
      RogueGateway.await("the guard to see it", () -> isLetIn("actions", NEW));
      deploy();
      questions.goOn();
      secret(known, NEW);
      RogueGateway.await("the guard to see it", () -> !isLetIn("actions", old));
      questions.goOn();
      assertThat(questions.answers()).hasSize(1);
    }
  }

  @Test
  void secretOfTheWebAction() throws Exception {
    Path shown = config("gateway").resolve("web-action.secret");
    Path deployed = config("operator").resolve("web-action.secret");
    String old = Files.readString(shown);
    try (Questions questions = ask(ALL_NODES)) {
      questions.goOn();
      secret(shown, NEW + "\n" + old);
      questions.goOn();
      secret(deployed, NEW);
      deploy();
      questions.goOn();
      secret(shown, NEW);
      questions.goOn();
      assertThat(questions.answers()).hasSize(1);

      secret(deployed, OTHER);
      deploy();
      assertThat(questions.failure().getSQLState()).isEqualTo("P0302");
      assertThat(questions.failure().getMessage()).contains("401");
    }
    secret(shown, OTHER);
    assertThat((Throwable) asksOnce()).isNull();
  }

  @Test
  void passwordOfAUserAndTheUser() throws Exception {
    Path file = config("gateway").resolve("user.hash");
    Path yaml = config("gateway").resolve("gateway.yaml");
    String settings = Files.readString(yaml);
    String old = Files.readString(file);
    String fresh = PasswordHash.of(NEW, new SecureRandom()).text();
    try (Questions questions = ask(ALL_NODES)) {
      secret(file, fresh + "\n" + old);
      questions.goOn();

      secret(file, fresh);
      assertThat(questions.failure().getSQLState()).isEqualTo("28000");
      assertThat(questions.failure().getMessage()).contains("was taken away");
    }
    try (Questions questions = new Questions(connect(NEW), ALL_NODES, SQL)) {
      questions.goOn();
      Files.writeString(yaml, settings.replace("users: {" + USER, "users: {somebody-else"));
      assertThat(questions.failure().getSQLState()).isEqualTo("28000");
    }
    assertThat(logsIn(NEW)).isFalse();
    Files.writeString(yaml, settings);
    secret(file, old);
    // Wrong passwords, as this one is until the file is read again, are slowed down.
    RogueGateway.await(
        "the user to be back", () -> logsIn(running().federation().settings().password()));
  }

  /** Replaces a secret of which both sides have a file, and takes the former one away. */
  private void replaceAtThePipe(String accessKey, Path own) throws Exception {
    Path known = config("pipe").resolve(accessKey + ".secret");
    String old = Files.readString(own);
    try (Questions questions = ask(ALL_NODES)) {
      questions.goOn();
      secret(own, NEW + "\n" + old);
      questions.goOn();
      secret(known, NEW + "\n" + old);
      RogueGateway.await("the guard to see it", () -> isLetIn(accessKey, NEW));
      questions.goOn();
      secret(known, NEW);
      RogueGateway.await("the guard to see it", () -> !isLetIn(accessKey, old));
      questions.goOn();
      secret(own, NEW);
      questions.goOn();
      assertThat(questions.answers()).hasSize(1);
    }
  }

  private static SharedFederation running() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }

  private static Path config(String folder) {
    return running().state().config().resolve(folder);
  }

  private static Founding founding() {
    return Founding.in(running().state());
  }

  private static Questions ask(String command) throws SQLException {
    return new Questions(running().connect(), command, SQL);
  }

  /** Returns why one question over all nodes fails, or null if it does not. */
  private static @Nullable SQLException asksOnce() throws SQLException {
    try (Connection connection = running().connect();
        var statement = connection.createStatement()) {
      return catchThrowableOfType(SQLException.class, () -> statement.executeQuery(SQL).close());
    }
  }

  private static SQLException refusal() throws Exception {
    RogueGateway.await("a refusal", () -> asksOnce() != null);
    SQLException refusal = asksOnce();
    if (refusal == null) {
      throw new AssertionError("asked, and was answered");
    }
    return refusal;
  }

  private static Connection connect(Gateway gateway) throws SQLException {
    return DriverManager.getConnection(
        gateway.url(), USER, running().federation().settings().password());
  }

  private static Connection connect(String password) throws SQLException {
    return DriverManager.getConnection(running().federation().url(), USER, password);
  }

  private static boolean logsIn(String password) {
    try (Connection connection = connect(password)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void issue(String north) {
    issue(north, "[../gateway/own.public]", "");
  }

  /** The founder signs the next manifest, and everybody gets it. */
  private static void issue(String north, String analyst, String revoked) {
    epoch++;
    founding()
        .issue(
            """
            federation: local
            epoch: %d
            founder: own.keys
            nodes:
              north: %s
              east: [../node-east/own.public]
              west: [../node-west/own.public]
            analysts:
              analyst: %s
            revoked: [%s]
            """
                .formatted(epoch, north, analyst, revoked));
    MEMBERS.forEach(member -> founding().handTo(member));
  }

  private static void restartNorth(String yaml) throws Exception {
    Files.writeString(running().federation().nodeFile(new NodeId("north")), yaml);
    running().stopNode("north");
    running().startNode("north");
  }

  private static void deploy() throws Exception {
    try (MergeJar jar = MergeJar.unpack()) {
      Path yaml = config("operator").resolve("deploy.yaml");
      new MergeDeployment(DeploySettings.read(yaml), jar.file()).deploy();
    }
  }

  private static boolean isLetIn(String accessKey, String secret) {
    URI pipe =
        NodeSettings.read(running().federation().nodeFile(new NodeId("north"))).pipe().endpoint();
    String stranger = new PipeNames("local").in(ANALYST, "north");
    try (Pipe s3 =
        new S3Pipe(PipeSettings.of(pipe, new S3Credentials(accessKey, secret.strip())))) {
      PipeException denied =
          catchThrowableOfType(PipeException.class, () -> s3.list(stranger, "0"));
      // Who is known, and may not list, is denied in other words.
      return denied == null || String.valueOf(denied.getMessage()).contains("AccessDenied");
    }
  }

  private static void secret(Path file, String text) throws Exception {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    SecretFile.write(draft, text.getBytes(StandardCharsets.UTF_8));
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
