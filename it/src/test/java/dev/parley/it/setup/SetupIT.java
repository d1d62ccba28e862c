// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.setup.SetupPage.Kind;
import dev.parley.it.setup.SetupPage.Step;
import dev.parley.settings.SecretFile;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.DatabaseKind;
import dev.parley.testkit.database.OwnerDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/setup.md, block by block, with a process for each part and the hosts on one machine. */
@Timeout(300)
class SetupIT {
  private static final Path PAGE = Path.of("../docs/setup.md");
  private static final String FOUNDER = "the signing key that keygen printed for the founder";
  private static final Pattern SIGNING_KEY = Pattern.compile("founder.*signing key +(\\w{64})");

  private final Map<String, String> replaced = new LinkedHashMap<>();
  private final Map<String, OwnerDatabase> databases = new TreeMap<>();
  private final Hosts hosts;
  private final Path work;
  private int gatewayPort;

  SetupIT(@TempDir Path work) {
    this.work = work;
    this.hosts = new Hosts(work.resolve("hosts"));
  }

  @Test
  void thePageLeadsToAnAnswerThatOnlyItsUserGets() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "there is no /usr/bin/openssl");
    standIn();
    try (Hosts running = hosts;
        DatabaseHost host = new DatabaseHost(work)) {
      DatabaseKind[] kinds = DatabaseKind.values();
      for (OwnerData owner :
          FederationFolder.read(Path.of("src/test/resources/clinics")).owners()) {
        String name = owner.node().value();
        databases.put(name, host.create(kinds[databases.size()], name, owner.tables()));
      }
      List<List<String>> answer = List.of();
      for (Step step : SetupPage.read(PAGE, replaced)) {
        if (step.kind() == Kind.QUESTION) {
          answer = ask(step.text());
        } else {
          follow(running, step);
        }
      }

      assertThat(answer)
          .containsExactly(
              List.of("cardiology", "27", "12.4814814814814815"),
              List.of("surgery", "25", "10.0000000000000000"));
      assertThat(running.run("north", "parley node --config node.yaml --audit"))
          .contains("health-board/alice");
      assertThat(Files.readAllLines(running.log("board", "gateway")))
          .filteredOn(line -> line.contains(" answered query="))
          .hasSize(1)
          .allMatch(line -> line.contains(" user=alice "));
    }
  }

  /** Five hosts of the page, and their ports, are places of this machine. */
  private void standIn() {
    for (int port : new int[] {9878, 3233, 8765}) {
      int free = Hosts.freePort();
      replaced.put("https://cloud.example:" + port, "https://localhost:" + free);
      replaced.put("host: 0.0.0.0, port: " + port, "host: 127.0.0.1, port: " + free);
      gatewayPort = free;
    }
    replaced.put("DNS:cloud.example", "DNS:localhost");
    replaced.put("DNS:board.example", "DNS:localhost");
  }

  private void follow(Hosts running, Step step) throws Exception {
    List<String> here = new ArrayList<>(List.of(step.host()));
    if (step.host().equals("north") && isOfEveryOwner(step)) {
      here.addAll(List.of("south", "west"));
    }
    for (String host : here) {
      String text = host.equals(step.host()) ? step.text() : step.text().replace("north", host);
      switch (step.kind()) {
        case FILE -> write(host, step.file(), text);
        case SERVICE -> running.serve(host, text);
        default -> note(running.run(host, text));
      }
    }
    handOver();
  }

  /** "What North does; South and West do the same with names of their own." */
  private static boolean isOfEveryOwner(Step step) {
    return step.file().equals("policy.yaml")
        || step.file().equals("node.yaml")
        || step.text().startsWith("parley node ");
  }

  private void note(String printed) {
    Matcher key = SIGNING_KEY.matcher(printed.replace('\n', ' '));
    if (key.find()) {
      replaced.put(FOUNDER, key.group(1));
    }
  }

  private void write(String host, String name, String text) throws IOException {
    String yaml = text.replace(FOUNDER, replaced.getOrDefault(FOUNDER, ""));
    if (name.equals("node.yaml")) {
      yaml = yaml.replaceFirst("database: .*", Matcher.quoteReplacement(database(host)));
    }
    Files.writeString(hosts.folder(host).resolve(name), yaml);
  }

  private String database(String host) throws IOException {
    OwnerDatabase database = databases.get(host);
    if (database == null) {
      throw new IllegalStateException("There is no database for " + host);
    }
    if (database.user().isEmpty()) {
      return "database: {url: \"%s\"}".formatted(database.url());
    }
    secret(host, "database.password", database.password());
    return "database: {url: \"%s\", user: %s, passwordFile: database.password}"
        .formatted(database.url(), database.user());
  }

  /** Secrets go from the operator to their parties "by a way of their own". */
  private void handOver() throws IOException {
    for (String host : List.of("north", "south", "west", "board")) {
      carry(host + ".secret", host, "pipe.secret");
    }
    carry("web-action.secret", "board", "web-action.secret");
  }

  private void carry(String name, String host, String as) throws IOException {
    Path made = hosts.folder("cloud").resolve(name);
    if (Files.exists(made) && !Files.exists(hosts.folder(host).resolve(as))) {
      secret(host, as, Files.readString(made));
    }
  }

  private void secret(String host, String name, String text) throws IOException {
    SecretFile.write(hosts.folder(host).resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private List<List<String>> ask(String sql) throws IOException, SQLException {
    Path board = hosts.folder("board");
    String url =
        "jdbc:parley://localhost:%d?tls=true&trustStore=%s"
            .formatted(gatewayPort, board.resolve("ca.crt"));
    String password = Files.readString(board.resolve("alice.password")).strip();
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, "alice", password);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql.replaceFirst(";$", ""))) {
      while (result.next()) {
        rows.add(List.of(result.getString(1), result.getString(2), result.getString(3)));
      }
    }
    return rows;
  }
}
