// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.crypto.password.PasswordHash;
import dev.parley.it.RogueGateway;
import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import dev.parley.settings.SecretFile;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many users at once, each of whom is somebody to the gateway and to every owner. */
@ExtendWith(SharedStage.class)
@Timeout(60)
class SessionsIT {
  private static final String USERS = "users: {" + LocalFederationSettings.USER + ": ";
  private static final List<String> NAMES = List.of("ada", "bob");

  private final Stage stage;
  private final Path settings;
  private String before = "";

  SessionsIT(Stage stage) {
    this.stage = stage;
    this.settings = stage.federation().state().config().resolve("gateway").resolve("gateway.yaml");
  }

  @BeforeEach
  void admit() throws Exception {
    before = Files.readString(settings);
    StringBuilder more = new StringBuilder("users: {");
    for (String name : NAMES) {
      String hash = PasswordHash.of(password(name), new SecureRandom()).text();
      Path file = settings.resolveSibling(name + ".hash");
      Files.deleteIfExists(file);
      SecretFile.write(file, hash.getBytes(StandardCharsets.UTF_8));
      more.append(name).append(": {passwordFile: ").append(name).append(".hash}, ");
    }
    Files.writeString(settings, before.replace(USERS, more + LocalFederationSettings.USER + ": "));
    for (String name : NAMES) {
      RogueGateway.await(name + " to be let in", () -> isLetIn(name));
    }
  }

  @AfterEach
  void putBack() throws Exception {
    Files.writeString(settings, before);
  }

  private static String password(String name) {
    return "secret of " + name;
  }

  private Connection connect(String name, String password) throws SQLException {
    return DriverManager.getConnection(stage.federation().federation().url(), name, password);
  }

  private boolean isLetIn(String name) {
    try (Connection connection = connect(name, password(name))) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  @Test
  @Says(
      "DriverManager.getConnection: the database user on whose behalf the connection is being"
          + " made")
  void everyOwnerFindsEachUsersOwnQuestionsInItsLog() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2 * NAMES.size());
    try {
      List<Callable<List<String>>> tasks = new ArrayList<>();
      for (int i = 0; i < 2 * NAMES.size(); i++) {
        int number = i;
        tasks.add(() -> ask(NAMES.get(number % NAMES.size()), marker(number)));
      }
      for (Future<List<String>> users : threads.invokeAll(tasks)) {
        assertThat(users.get()).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }

    for (LocalOwner owner : stage.federation().federation().settings().owners()) {
      List<String> log =
          Files.readAllLines(stage.federation().state().audit().resolve(owner.node() + ".log"));
      for (int i = 0; i < 2 * NAMES.size(); i++) {
        String marker = marker(i);
        assertThat(log)
            .filteredOn(line -> line.contains(marker))
            .hasSize(1)
            .allMatch(line -> line.contains("\"asked\""))
            .first()
            .asString()
            .contains("\"user\":\"" + NAMES.get(i % NAMES.size()) + "\"");
      }
    }
  }

  private static String marker(int number) {
    return "87654.32" + number;
  }

  /** Asks a question, and returns whose queries the user finds at the gateway. */
  private List<String> ask(String name, String marker) throws SQLException {
    try (Connection connection = connect(name, password(name));
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT SECURE COUNT(*) FROM trips WHERE fare < " + marker).close();
      List<String> users = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT DISTINCT \"user\" FROM parley.queries")) {
        while (rows.next()) {
          users.add(rows.getString(1));
        }
      }
      return users;
    }
  }

  @Test
  @Says("JDBC 4.3, 8.5.1: SQLInvalidAuthorizationSpecException is thrown for SQLState class 28")
  void nobodyIsLetInWithAnothersPasswordOrTheHash() throws IOException {
    String hash = Files.readString(settings.resolveSibling("ada.hash")).strip();

    assertThat(
            catchThrowableOfType(SQLException.class, () -> connect("bob", password("ada")).close())
                .getSQLState())
        .isEqualTo("28P01");
    assertThat(
            catchThrowableOfType(SQLException.class, () -> connect("ada", hash).close())
                .getSQLState())
        .isEqualTo("28P01");
    assertThat(hash).doesNotContain("secret").startsWith("$argon2id$");
  }
}
