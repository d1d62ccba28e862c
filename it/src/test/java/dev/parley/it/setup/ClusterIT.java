// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.setup.ComposeFile.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docker/compose.yaml runs, without containers: the commands of its services, one process
 * each, in the folders that docker/prepare has made, and real PostgreSQL with the owners' SQL.
 * Parley's own action host stands in for OpenWhisk, and a folder for Ozone.
 */
@Timeout(300)
class ClusterIT {
  private static final Path DOCKER = Path.of("../docker");
  private static final List<String> OWNERS = List.of("north", "south", "west");
  private static final String QUESTION =
      "SELECT ward, SECURE COUNT(*) AS patients, SECURE AVG(stay) AS days FROM patients"
          + " GROUP BY ward ORDER BY ward";

  private final Deque<EmbeddedPostgres> databases = new ArrayDeque<>();
  private final Map<String, String> replaced = new LinkedHashMap<>();

  @Test
  void nobodyButTheGuardReachesTheStore() throws Exception {
    List<Service> services = ComposeFile.read(DOCKER.resolve("compose.yaml"));

    assertThat(services)
        .filteredOn(service -> service.networks().contains("ozone"))
        .extracting(Service::name)
        .containsExactly("scm", "om", "datanode", "s3g", "pipe");
    for (String owner : OWNERS) {
      assertThat(services)
          .filteredOn(service -> service.networks().contains(owner))
          .extracting(Service::name)
          .containsExactly(owner + "-db", owner);
    }
  }

  @Test
  void theCommandsOfItsServicesLeadToAnAnswer(@TempDir Path work) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "there is no /usr/bin/openssl");
    Path run = work.resolve("run");
    prepare(work, run);
    try (Hosts hosts = new Hosts(run)) {
      int gateway = standIn(run);
      hosts.serve("cloud", "parley actions --config actions.yaml");
      for (Service service : ComposeFile.read(DOCKER.resolve("compose.yaml"))) {
        if (service.isOfParley()) {
          start(hosts, service);
        }
      }

      assertThat(ask(run.resolve("board"), gateway)).isEqualTo(expected());
    } finally {
      for (EmbeddedPostgres database : databases) {
        database.close();
      }
    }
  }

  private static void prepare(Path work, Path run) throws Exception {
    Path parley = work.resolve("parley");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        parley,
        "#!/bin/bash\nexec %s -XX:+UseSerialGC -cp '%s' dev.parley.cli.Main \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path")));
    assertThat(parley.toFile().setExecutable(true)).isTrue();
    ProcessBuilder script =
        new ProcessBuilder(DOCKER.resolve("prepare").toString(), run.toString());
    script.environment().put("PARLEY", parley.toString());
    Path log = work.resolve("prepare.log");
    Process process = script.redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }

  /** Names and ports of the networks of compose become those of this machine; returns the port. */
  private int standIn(Path run) throws Exception {
    int pipe = Hosts.freePort();
    int actions = Hosts.freePort();
    int gateway = Hosts.freePort();
    replaced.put("host: 0.0.0.0, port: 9878", "host: 127.0.0.1, port: " + pipe);
    replaced.put("host: 0.0.0.0, port: 8765", "host: 127.0.0.1, port: " + gateway);
    replaced.put("https://pipe:9878", "https://localhost:" + pipe);
    replaced.put("http://openwhisk:3233", "http://localhost:" + actions);
    replaced.put(
        "{endpoint: \"http://s3g:9878\", plaintext: true, accessKey: guard, secretFile: ozone.secret}",
        "{folder: objects}");
    for (String owner : OWNERS) {
      replaced.put("jdbc:postgresql://" + owner + "-db/clinic", database(run.resolve(owner)));
    }
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        String text = Files.readString(file);
        for (Map.Entry<String, String> each : replaced.entrySet()) {
          text = text.replace(each.getKey(), each.getValue());
        }
        Files.writeString(file, text);
      }
    }
    Files.writeString(
        run.resolve("cloud/actions.yaml"),
        "listen: {port: %d}\nnamespace: city\nauthFile: namespace.auth\nstate: action-host\n"
            .formatted(actions));
    return gateway;
  }

  /** As PostgreSQL's image does it: every script of the folder, in their order. */
  private String database(Path owner) throws IOException, SQLException {
    EmbeddedPostgres database = EmbeddedPostgres.start();
    databases.add(database);
    try (Stream<Path> scripts = Files.list(owner.resolve("db"));
        Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (Path script : scripts.sorted().toList()) {
        statement.execute(Files.readString(script));
      }
    }
    return database.getJdbcUrl("parley_ro", "postgres").replaceFirst("\\?.*", "");
  }

  private static void start(Hosts hosts, Service service) throws Exception {
    String command = "parley " + String.join(" ", service.command());
    if (service.name().equals("deploy")) {
      String unused = hosts.run(service.folder(), command);
    } else {
      hosts.serve(service.folder(), command);
    }
  }

  private static List<List<String>> ask(Path board, int port) throws Exception {
    String url =
        "jdbc:parley://localhost:%d?tls=true&trustStore=%s"
            .formatted(port, board.resolve("ca.crt"));
    String password = Files.readString(board.resolve("alice.password")).strip();
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, "alice", password);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(QUESTION)) {
      while (result.next()) {
        rows.add(List.of(result.getString(1), result.getString(2), result.getString(3)));
      }
    }
    return rows;
  }

  /** The same, of all databases together. */
  private List<List<String>> expected() throws SQLException {
    Map<String, BigDecimal[]> wards = new TreeMap<>();
    for (EmbeddedPostgres database : databases) {
      try (Connection connection = database.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT ward, COUNT(*), SUM(stay) FROM patients GROUP BY ward")) {
        while (rows.next()) {
          BigDecimal[] sums =
              wards.computeIfAbsent(
                  rows.getString(1), ward -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
          sums[0] = sums[0].add(rows.getBigDecimal(2));
          sums[1] = sums[1].add(rows.getBigDecimal(3));
        }
      }
    }
    List<List<String>> all = new ArrayList<>();
    wards.forEach(
        (ward, sums) ->
            all.add(
                List.of(
                    ward,
                    sums[0].toString(),
                    sums[1].divide(sums[0], 16, RoundingMode.HALF_UP).toPlainString())));
    return all;
  }
}
