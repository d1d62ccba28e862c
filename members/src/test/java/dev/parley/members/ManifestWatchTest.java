// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestWatchTest {
  private static final FederationId CITY = new FederationId("city");

  private Path folder;
  private Founded founded;
  private Path state;

  @BeforeEach
  void found(@TempDir Path temporary) {
    folder = temporary;
    founded = new Founded(folder);
    state = folder.resolve("state");
    founded.issue(2, "");
  }

  @Test
  void aNewerManifestComesIntoForce() {
    ManifestWatch watch = open(Optional.empty());
    assertThat(watch.refresh()).isFalse();

    replace(Founded.usual(3).replace(", south: south.public", ""));

    assertThat(watch.refresh()).isTrue();
    assertThat(watch.current().epoch()).isEqualTo(3);
    assertThat(watch.current().node(new NodeId("south"))).isEmpty();
    assertThat(watch.refresh()).isFalse();
  }

  @Test
  void whatMayNotTakeItsPlaceDoesNot() throws IOException {
    ManifestWatch watch = open(Optional.empty());
    String usual = Founded.usual(3);
    for (String wrong :
        new String[] {
          Founded.usual(1),
          Founded.usual(2) + "revoked: [%s]\n".formatted("ab".repeat(32)),
          usual.replace("founder.keys", "board.keys"),
          usual.replace("city", "town")
        }) {
      replace(wrong);
      assertThat(watch.refresh()).as(wrong).isFalse();
      assertThat(watch.current().epoch()).isEqualTo(2);
    }
    Files.writeString(founded.out(), "nothing");
    assertThat(watch.refresh()).isFalse();
    Files.delete(founded.out());
    assertThat(watch.refresh()).isFalse();
    assertThat(watch.current().revoked()).isEmpty();

    replace(usual);
    assertThat(watch.refresh()).isTrue();
  }

  @Test
  void anOlderOneIsRefusedAfterARestart() {
    ManifestWatch unused = open(Optional.empty());
    replace(Founded.usual(1));

    assertThat(failure(Optional.empty()).fact())
        .endsWith("its epoch 1 is below 2, which was in force before");
    replace(Founded.usual(2) + "revoked: [%s]\n".formatted("ab".repeat(32)));
    assertThat(failure(Optional.empty()).fact())
        .endsWith("its epoch 2 was in force before with other content");
    replace(Founded.usual(2));
    assertThat(open(Optional.empty()).current().epoch()).isEqualTo(2);
  }

  @Test
  void anotherFounderIsRefusedAfterARestartUnlessTheOperatorPinsHim() {
    ManifestWatch unused = open(Optional.empty());
    replace(Founded.usual(1).replace("founder.keys", "board.keys"));

    assertThat(failure(Optional.empty()).fact())
        .endsWith("it is signed by another founder than the one before");
    assertThat(failure(pin("founder")).fact())
        .endsWith("it is signed by another founder than the one that is pinned");
    assertThat(open(pin("board")).current().epoch()).isEqualTo(1);
    replace(Founded.usual(2));
    assertThat(failure(Optional.empty()).fact()).endsWith("than the one before");
  }

  @Test
  void aKeyThatWasRevokedOnceIsNeverAcceptedAgain() {
    ManifestWatch watch = open(Optional.empty());
    replace(Founded.usual(3).replace(", south: south.public", "") + "revoked: [south.public]\n");
    assertThat(watch.refresh()).isTrue();
    replace(Founded.usual(4).replace(", south: south.public", ""));
    assertThat(watch.refresh()).isTrue();

    replace(Founded.usual(5));

    assertThat(watch.refresh()).isFalse();
    assertThat(watch.current().epoch()).isEqualTo(4);
    assertThat(failure(Optional.empty()).fact()).contains("which was revoked before");
  }

  /** The founder has lost the file, and names the fingerprint of all keys together. */
  @Test
  void keysRevokedByOneFingerprintAreRefusedEachByItself() throws IOException {
    ManifestWatch watch = open(Optional.empty());
    PublicKeys stolen = Founded.keys("south").publicKeys();
    Manifest usual = watch.current();
    List<NodeIdentity> north = List.of(usual.nodes().get(0));
    handOut(new Manifest(CITY, 3, usual.founder(), north, List.of(), List.of(stolen.id())));
    assertThat(watch.refresh()).isTrue();

    PublicKeys fresh = Founded.keys("board").publicKeys();
    KeyRing mixture =
        KeyRing.of(new PublicKeys(fresh.signing(), fresh.sealing(), stolen.paillier()));
    NodeIdentity south = new NodeIdentity(new NodeId("south"), mixture);
    handOut(new Manifest(CITY, 4, usual.founder(), List.of(south), List.of(), List.of()));

    assertThat(watch.refresh()).isFalse();
    assertThat(failure(Optional.empty()).fact()).contains("which was revoked before");
  }

  private void handOut(Manifest manifest) throws IOException {
    Files.write(founded.out(), ManifestFile.signed(Founded.keys("founder"), manifest));
  }

  @Test
  void aCheckRemembersNothing() {
    ManifestSource source = new ManifestSource(CITY, founded.out(), Optional.empty());

    assertThat(ManifestWatch.check(source, state).epoch()).isEqualTo(2);
    assertThat(state).doesNotExist();
    ManifestWatch unused = ManifestWatch.open(source, state);
    replace(Founded.usual(1));
    assertThat(
            catchThrowableOfType(ParleyException.class, () -> ManifestWatch.check(source, state)))
        .isNotNull();
  }

  @Test
  void aDamagedMemoryIsNotTakenForNone() throws IOException {
    ManifestWatch unused = open(Optional.empty());
    Path memory = state.resolve("manifest.seen");
    for (String damaged :
        new String[] {"", "founder\nepoch 1\n", "founder x\nepoch y\ndigest z\n"}) {
      Files.writeString(memory, damaged);
      ParleyException e = catchThrowableOfType(ParleyException.class, () -> open(Optional.empty()));
      assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_START);
      assertThat(e.fact()).endsWith("manifest.seen is damaged");
    }
  }

  @Test
  void whatCouldNotBeRememberedIsTriedAgainForItMayRevoke() throws IOException {
    ManifestWatch watch = open(Optional.empty());
    Path memory = state.resolve("manifest.seen");
    Files.delete(memory);
    Path obstacle = Files.createDirectories(memory.resolve("obstacle"));
    replace(Founded.usual(3).replace(", south: south.public", "") + "revoked: [south.public]\n");
    assertThat(watch.refresh()).isFalse();
    assertThat(watch.refresh()).isFalse();
    assertThat(state.toFile().list()).containsExactly("manifest.seen");

    Files.delete(obstacle);
    Files.delete(memory);

    assertThat(watch.refresh()).isTrue();
    assertThat(watch.current().node(new NodeId("south"))).isEmpty();
    assertThat(watch.refresh()).isFalse();
  }

  private Optional<String> pin(String name) {
    return Optional.of(Founded.keys(name).signing().verifyingKey().hex());
  }

  private ManifestWatch open(Optional<String> pin) {
    return ManifestWatch.open(new ManifestSource(CITY, founded.out(), pin), state);
  }

  private ParleyException failure(Optional<String> pin) {
    ParleyException e = catchThrowableOfType(ParleyException.class, () -> open(pin));
    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
    return e;
  }

  /** As whoever can write there would, without a look at what was there. */
  private void replace(String yaml) {
    try {
      Files.deleteIfExists(founded.out());
      ManifestFile.issue(ManifestPlan.read(founded.yaml(yaml)), founded.out());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
