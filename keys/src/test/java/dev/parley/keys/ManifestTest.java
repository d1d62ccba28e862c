// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyId;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.KeyRing.Former;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.crypto.seal.SignedObject;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.wire.Label;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {
  static final SigningKey FOUNDER = SigningKey.generate(TestKeys.RANDOM);
  private static final Manifest.Founding CITY =
      new Manifest.Founding(new FederationId("city"), 7, FOUNDER.verifyingKey());
  private static final Instant END = Instant.parse("2027-02-01T00:00:00Z");
  private static final NodeIdentity NORTH = node("north", TestKeys.NORTH);
  private static final AnalystIdentity BOARD =
      new AnalystIdentity(new AnalystId("board"), KeyRing.of(TestKeys.BOARD.publicKeys()));

  @Test
  void aSignedManifestIsReadAsWritten() {
    Manifest manifest = full();

    Manifest read = Manifest.verify(FOUNDER.signObject(ObjectKind.MANIFEST, manifest.payload()));

    assertThat(read).isEqualTo(manifest);
    assertThat(read.epoch()).isEqualTo(7);
    assertThat(read.node(new NodeId("north"))).contains(full().nodes().get(0));
    assertThat(read.node(new NodeId("East"))).isEmpty();
    assertThat(read.analyst(new AnalystId("board"))).isPresent();
    assertThat(read.analyst(new AnalystId("other"))).isEmpty();
    assertThat(read.revoked()).containsExactly(new KeyId("ab".repeat(32)));
  }

  @Test
  void formerKeysAreAcceptedUntilTheirEndAndNotAtIt() {
    KeyRing ring = full().nodes().get(0).keys();

    assertThat(ring.valid(END.minusSeconds(1)))
        .containsExactly(TestKeys.NORTH.publicKeys(), TestKeys.WEST.publicKeys());
    assertThat(ring.valid(END)).containsExactly(TestKeys.NORTH.publicKeys());
    assertThat(ring.valid(TestKeys.WEST.signing().verifyingKey(), END)).isEmpty();
    assertThat(ring.known(TestKeys.WEST.signing().verifyingKey())).isPresent();
    assertThat(ring.known(TestKeys.BOARD.signing().verifyingKey())).isEmpty();
  }

  @Test
  void whoHasNewKeysSignsWithTheOldOnesWhileTheyAreAccepted() {
    KeyRing overlap = full().nodes().get(0).keys();
    KeyRing before = KeyRing.of(TestKeys.WEST.publicKeys());
    OwnKeys both = OwnKeys.of(TestKeys.NORTH, List.of(TestKeys.WEST));

    assertThat(both.toSign(before, END)).isSameAs(TestKeys.WEST);
    assertThat(both.toSign(overlap, END.minusSeconds(1))).isSameAs(TestKeys.WEST);
    assertThat(both.toSign(overlap, END)).isSameAs(TestKeys.NORTH);
    assertThat(both.accepted(overlap, END)).containsExactly(TestKeys.NORTH);
    assertThat(OwnKeys.of(TestKeys.BOARD).accepted(overlap, END)).isEmpty();
    assertThat(OwnKeys.of(TestKeys.BOARD).toSign(overlap, END)).isSameAs(TestKeys.BOARD);
  }

  @Test
  void aManifestThatItsFounderDidNotSignIsRefused() {
    byte[] payload = full().payload();

    assertThatThrownBy(
            () -> Manifest.verify(TestKeys.WEST.signing().signObject(ObjectKind.MANIFEST, payload)))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Signature does not verify");
    byte[] asHeartbeat = FOUNDER.sign(Label.HEARTBEAT, payload);
    assertRefused(SignedObject.write(ObjectKind.MANIFEST, asHeartbeat, payload));
    assertRefused(FOUNDER.signObject(ObjectKind.HEARTBEAT, payload));
  }

  @Test
  void everyAlteredByteAndEveryTruncationIsRefused() {
    byte[] object = FOUNDER.signObject(ObjectKind.MANIFEST, full().payload());

    for (int i = 0; i < object.length; i += i < 300 ? 1 : 17) {
      byte[] altered = object.clone();
      altered[i] ^= 1;
      assertRefused(altered);
      assertRefused(Arrays.copyOf(object, i));
    }
    assertRefused(Arrays.copyOf(object, object.length + 1));
  }

  @Test
  void everyAlteredByteThatIsSignedAgainIsReadOrRefused() {
    byte[] payload = full().payload();

    for (int i = 0; i < payload.length; i++) {
      byte[] altered = payload.clone();
      altered[i] ^= (byte) 0x81;
      try {
        Manifest read = Manifest.verify(FOUNDER.signObject(ObjectKind.MANIFEST, altered));
        assertThat(read.payload()).isEqualTo(altered);
      } catch (WireFormatException e) {
        assertThat(e).hasNoCause();
      }
    }
  }

  @Test
  void namesThatAreTwiceThereOrDifferInCaseAloneAreRefused() {
    for (String second : List.of("north", "North")) {
      assertThatThrownBy(
              () -> Manifest.of(CITY, List.of(NORTH, node(second, TestKeys.WEST)), List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("the node '[Nn]orth' is there twice");
    }
    Manifest two = Manifest.of(CITY, List.of(NORTH, node("nord2", TestKeys.WEST)), List.of());
    String payload = HexFormat.of().formatHex(two.payload());
    String forged = payload.replace(hex("nord2"), hex("north"));

    assertThatThrownBy(
            () ->
                Manifest.verify(
                    FOUNDER.signObject(ObjectKind.MANIFEST, HexFormat.of().parseHex(forged))))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Manifest with a value that cannot be");
  }

  @Test
  void oneKeyUnderTwoNamesIsRefused() {
    assertThatThrownBy(
            () -> Manifest.of(CITY, List.of(NORTH, node("south", TestKeys.NORTH)), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'north' and 'south' have the same key");
    AnalystIdentity other =
        new AnalystIdentity(new AnalystId("board"), KeyRing.of(TestKeys.NORTH.publicKeys()));
    assertThatThrownBy(() -> Manifest.of(CITY, List.of(NORTH), List.of(other)))
        .hasMessage("'north' and 'board' have the same key");
    AnalystIdentity same =
        new AnalystIdentity(new AnalystId("north"), KeyRing.of(TestKeys.NORTH.publicKeys()));
    assertThat(Manifest.of(CITY, List.of(NORTH), List.of(same)).analysts()).hasSize(1);
    KeyRing twice =
        new KeyRing(
            TestKeys.NORTH.publicKeys(), List.of(new Former(TestKeys.NORTH.publicKeys(), END)));
    assertThatThrownBy(
            () -> Manifest.of(CITY, List.of(new NodeIdentity(NORTH.node(), twice)), List.of()))
        .hasMessage("the node 'north' has the same key twice");
  }

  @Test
  void aFormerKeyOfOneIsNoKeyOfAnother() {
    assertThatThrownBy(
            () ->
                Manifest.of(
                    CITY, List.of(full().nodes().get(0), node("west", TestKeys.WEST)), List.of()))
        .hasMessage("'north' and 'west' have the same key");
  }

  @Test
  void aMemberWithARevokedKeyIsRefused() {
    KeyId revoked = TestKeys.NORTH.publicKeys().id();

    assertThatThrownBy(
            () ->
                new Manifest(
                    CITY.federation(),
                    8,
                    CITY.founder(),
                    List.of(NORTH),
                    List.of(),
                    List.of(revoked)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the node 'north' has the revoked key " + revoked.brief());
  }

  @Test
  void eachKeyOfARevokedSetIsRefusedAlsoAmongKeysThatAreNew() {
    PublicKeys stolen = TestKeys.NORTH.publicKeys();
    PublicKeys fresh = TestKeys.WEST.publicKeys();
    List<PublicKeys> mixtures =
        List.of(
            new PublicKeys(stolen.signing(), fresh.sealing(), fresh.paillier()),
            new PublicKeys(fresh.signing(), stolen.sealing(), fresh.paillier()),
            new PublicKeys(fresh.signing(), fresh.sealing(), stolen.paillier()));

    for (PublicKeys mixture : mixtures) {
      NodeIdentity member = new NodeIdentity(new NodeId("new"), KeyRing.of(mixture));
      assertThatThrownBy(
              () ->
                  new Manifest(
                      CITY.federation(),
                      8,
                      CITY.founder(),
                      List.of(member),
                      List.of(),
                      stolen.fingerprints()))
          .hasMessageContaining("the node 'new' has the revoked key");
    }
  }

  @Test
  void aFounderThatIsNoKeyIsRefused() {
    String payload = HexFormat.of().formatHex(full().payload());
    for (String noKey : List.of("00".repeat(32), "ff".repeat(32))) {
      String forged = payload.replace(FOUNDER.verifyingKey().hex(), noKey);
      assertThat(forged).isNotEqualTo(payload);
      assertRefused(FOUNDER.signObject(ObjectKind.MANIFEST, HexFormat.of().parseHex(forged)));
    }
  }

  /** The payload of a manifest, for whoever wants to spoil it. */
  static byte[] example() {
    return full().payload();
  }

  private static Manifest full() {
    KeyRing ring =
        new KeyRing(
            TestKeys.NORTH.publicKeys(), List.of(new Former(TestKeys.WEST.publicKeys(), END)));
    return new Manifest(
        CITY.federation(),
        CITY.epoch(),
        CITY.founder(),
        List.of(new NodeIdentity(new NodeId("north"), ring)),
        List.of(BOARD),
        List.of(new KeyId("ab".repeat(32))));
  }

  private static NodeIdentity node(String name, MemberKeys keys) {
    return new NodeIdentity(new NodeId(name), KeyRing.of(keys.publicKeys()));
  }

  private static void assertRefused(byte[] object) {
    assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> Manifest.verify(object));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
