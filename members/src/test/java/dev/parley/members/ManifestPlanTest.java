// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.crypto.manifest.KeyId;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestPlanTest {
  private static final Instant NOW = Instant.parse("2027-01-15T00:00:00Z");

  private Path folder;
  private Founded founded;

  @BeforeEach
  void found(@TempDir Path temporary) {
    folder = temporary;
    founded = new Founded(folder);
  }

  @Test
  void aManifestIsIssuedAndRead() {
    founded.issue(1, "");

    Manifest read = ManifestFile.read(founded.out());

    assertThat(read.epoch()).isEqualTo(1);
    assertThat(read.founder()).isEqualTo(Founded.keys("founder").signing().verifyingKey());
    assertThat(read.nodes()).hasSize(2);
    assertThat(read.node(new NodeId("south")).orElseThrow().keys().current())
        .isEqualTo(Founded.keys("south").publicKeys());
  }

  @Test
  void formerKeysEndAfterTheirDayAndPeopleCanReadIt() {
    KeyFiles.write(folder, "north-2", Founded.keys("north-2"));
    KeyFiles.write(folder, "north-3", Founded.keys("north-3"));
    String yaml =
        """
        federation: city
        epoch: 4
        founder: founder.keys
        nodes:
          north:
            - north-2.public
            - {file: north.public, until: 2027-01-31}
            - {file: north-3.public, until: "2027-01-01T12:00:00Z"}
        revoked: ["%s", board.public]
        """
            .formatted(new KeyId("ab".repeat(32)).spoken().toUpperCase(java.util.Locale.ROOT));

    Manifest manifest = ManifestFile.issue(ManifestPlan.read(founded.yaml(yaml)), founded.out());

    assertThat(manifest.nodes().get(0).keys().former())
        .extracting(former -> former.until())
        .containsExactly(
            Instant.parse("2027-02-01T00:00:00Z"), Instant.parse("2027-01-01T12:00:00Z"));
    assertThat(manifest.revoked())
        .hasSize(5)
        .contains(new KeyId("ab".repeat(32)), Founded.keys("board").publicKeys().id());
    assertThat(String.join("\n", ManifestText.of(manifest, NOW)))
        .contains("federation city, epoch 4\nfounder    ")
        .contains("node north\n  current  " + Founded.keys("north-2").publicKeys().id().spoken())
        .contains("Paillier 2048 bits, until 2027-02-01T00:00:00Z")
        .contains("ended 2027-01-01T12:00:00Z")
        .contains("revoked    abab abab");
  }

  @Test
  void anEpochThatDoesNotRiseIsRefusedUnlessNothingChanges() throws IOException {
    founded.issue(3, "");
    byte[] before = Files.readAllBytes(founded.out());

    founded.issue(3, "");
    assertThat(Files.readAllBytes(founded.out())).isEqualTo(before);
    for (int epoch : new int[] {3, 2}) {
      ParleyException e =
          failure(() -> founded.issue(epoch, "revoked: [%s]".formatted("ab".repeat(32))));
      assertThat(e.fact())
          .isEqualTo("The epoch %d is not above 3, that of the manifest before".formatted(epoch));
      assertThat(e.hint()).isEqualTo("Set epoch to 4.");
    }
    assertThat(Files.readAllBytes(founded.out())).isEqualTo(before);
  }

  @Test
  void whatWasRevokedStaysRevoked() {
    founded.issue(1, "revoked: [%s]".formatted("ab".repeat(32)));
    founded.issue(2, "");
    assertThat(ManifestFile.read(founded.out()).revoked()).hasSize(1);

    String withoutSouth =
        Founded.usual(3).replace(", south: south.public", "") + "revoked: [south.public]\n";
    ManifestFile.issue(ManifestPlan.read(founded.yaml(withoutSouth)), founded.out());

    assertThat(failure(() -> founded.issue(4, "")).fact()).contains("'south' has the revoked key");
  }

  @Test
  void keysThatTheManifestBeforeListsAreRevokedEachByItself() {
    founded.issue(1, "");
    PublicKeys south = Founded.keys("south").publicKeys();
    String yaml = Founded.usual(2).replace(", south: south.public", "");

    ManifestFile.issue(
        ManifestPlan.read(founded.yaml(yaml + "revoked: [%s]\n".formatted(south.id()))),
        founded.out());

    assertThat(ManifestFile.read(founded.out()).revoked())
        .containsExactlyInAnyOrderElementsOf(south.fingerprints());
  }

  @Test
  void anotherFounderFederationOrFileIsNotWrittenOver() throws IOException {
    founded.issue(1, "");
    String other = Founded.usual(2).replace("founder.keys", "board.keys");
    String town = Founded.usual(2).replace("city", "town");

    for (String yaml : new String[] {other, town}) {
      ParleyException e =
          failure(() -> ManifestFile.issue(ManifestPlan.read(founded.yaml(yaml)), founded.out()));
      assertThat(e.fact()).isEqualTo("The file holds a manifest of another federation or founder");
    }
    Files.writeString(founded.out(), "my thesis");
    assertThat(failure(() -> founded.issue(2, "")).fact()).contains("is not a manifest");
    assertThat(founded.out()).hasContent("my thesis");
  }

  @Test
  void allFaultsAreToldAtOnce() {
    String yaml =
        """
        federation: City
        epoch: 0
        founder: north.public
        nodes:
          "no rth": north.public
          north: []
          south: [south.public, north.public]
          west: [{file: south.public, until: 2027-01-31}, {file: x.public, until: soon}]
        analysts: {board: board.public}
        revoked: [abcd]
        members: 3
        """;

    assertThat(failure(() -> ManifestPlan.read(founded.yaml(yaml))).fact())
        .contains("federation = 'City'")
        .contains("epoch = '0'")
        .contains("founder = 'north.public'")
        .contains("nodes.no rth: Invalid node name")
        .contains("nodes.north has no keys")
        .contains("nodes.south[1].until is missing")
        .contains("nodes.west[0].until: the first keys")
        .contains("nodes.west[1].file = 'x.public'")
        .contains("nodes.west[1].until = 'soon': want a day")
        .contains("revoked = 'abcd'")
        .contains("members is not a setting")
        .doesNotContain("analysts");
  }

  @Test
  void oneKeyUnderTwoNamesIsRefused() {
    String yaml = Founded.usual(1).replace("south.public", "north.public");

    assertThat(failure(() -> ManifestPlan.read(founded.yaml(yaml))).fact())
        .endsWith("'north' and 'south' have the same key");
  }

  private static ParleyException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    ParleyException e = catchThrowableOfType(ParleyException.class, call);
    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
    return e;
  }
}
