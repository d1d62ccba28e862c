// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Screen;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.keys.MemberKeys;
import dev.parley.members.ManifestFile;
import dev.parley.node.audit.AuditLog;
import dev.parley.node.audit.AuditPlace;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCommandTest {
  private static final NodeId NORTH = new NodeId("north");
  private static final MemberKeys KEYS = MemberKeys.generate(2048, new SecureRandom());

  private final Screen screen = new Screen();
  private Path folder;

  @BeforeEach
  void write(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Manifest manifest =
        Manifest.of(
            new Manifest.Founding(new FederationId("city"), 1, KEYS.signing().verifyingKey()),
            List.of(new NodeIdentity(NORTH, KeyRing.of(KEYS.publicKeys()))),
            List.of());
    Files.write(folder.resolve("city.manifest"), ManifestFile.signed(KEYS, manifest));
    secret("north.keys", KEYS.toText());
    secret("pipe.secret", "a-secret-of-some-length");
    String url = "jdbc:h2:" + folder.resolve("trips");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE trips (id INTEGER PRIMARY KEY, fare INTEGER)");
    }
    Files.writeString(
        folder.resolve("node.yaml"),
        """
        node: north
        federation: city
        database: {url: "%s"}
        pipe: {endpoint: "http://127.0.0.1:1", accessKey: north, secretFile: pipe.secret}
        keys: north.keys
        manifest: city.manifest
        policy: policy.yaml
        """
            .formatted(url));
  }

  @Test
  void checkPrintsWhatIsPublishedAndEveryDoubt() throws IOException {
    policy("analysts: [lab/ada]\ntables: {trips: {key: [id], columns: {id: [filter], fare: []}}}");

    assertThat(node("--check")).isZero();
    assertThat(screen.out())
        .contains(
            "Node north of federation city: settings, policy and database fit together\n",
            "granted: lab/ada\n",
            "table trips: minRows 5, key id\n",
            "  id INTEGER: filter\n",
            "doubt: analysts names lab/ada, whom the manifest does not: ",
            "doubt: the database role may write (everything, as administrator): ",
            "doubt: table trips allows filter of id, which is a key: ");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void checkTellsAllFaultsOfAPolicyAtOnce() throws IOException {
    policy("minOwners: 0\ntables: {trips: {columns: {nr: [filter]}}, tours: {columns: {id: []}}}");

    assertThat(node("--check")).isEqualTo(2);
    assertThat(screen.err())
        .contains("minOwners = '0'", "no column trips.nr", "no table tours")
        .hasLineCount(1);
  }

  @Test
  void auditTellsWhetherTheLogIsIntact() throws Exception {
    Files.createDirectory(folder.resolve("state"));
    Path log = folder.resolve("state/audit.log");
    AuditPlace place = AuditPlace.of(log, folder.resolve("state"));
    AuditLog.open(place, NORTH, Clock.systemUTC()).close();
    AuditLog.open(place, NORTH, Clock.systemUTC()).close();
    List<String> lines = Files.readAllLines(log);
    String hash = lines.get(0).substring(lines.get(0).length() - 66, lines.get(0).length() - 2);

    assertThat(node("--audit", "--expect", hash)).isZero();
    assertThat(screen.out()).contains("entries: 2\n", "last entry: 2\n").endsWith("intact\n");

    assertThat(node("--audit", "--expect", "0".repeat(64))).isEqualTo(1);
    assertThat(screen.out()).contains("BROKEN at line 3 of ", "no entry has the hash");

    Path archive = Files.move(log, folder.resolve("2025.log"));
    assertThat(node("--audit", "--archive", archive.toString())).isZero();

    Files.writeString(archive, lines.get(0).replace("north", "south") + "\n");
    assertThat(node("--audit", "--archive", archive.toString())).isEqualTo(1);
    assertThat(screen.out()).contains("BROKEN at line 1 of ", "altered: ");
  }

  private int node(String... options) {
    String[] arguments = new String[options.length + 3];
    System.arraycopy(options, 0, arguments, 3, options.length);
    arguments[0] = "node";
    arguments[1] = "--config";
    arguments[2] = folder.resolve("node.yaml").toString();
    return screen.run(arguments);
  }

  private void policy(String yaml) throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), yaml);
  }

  private void secret(String name, String text) {
    SecretFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
