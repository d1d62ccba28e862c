// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.crypto.seal.SignedObject;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final FederationId CITY = new FederationId("city");
  static final SigningKey FOUNDER = SigningKey.generate(TestKeys.RANDOM);

  @Test
  void aSignedManifestIsReadAsWritten() {
    Manifest manifest = manifest("north", "west");

    Manifest read = Manifest.verify(FOUNDER.signObject(ObjectKind.MANIFEST, manifest.payload()));

    assertThat(read).isEqualTo(manifest);
    assertThat(read.nodes())
        .extracting(identity -> identity.node().value())
        .containsExactly("north", "west");
    assertThat(read.node(new NodeId("west"))).contains(identity("west"));
    assertThat(read.node(new NodeId("East"))).isEmpty();
    assertThat(read.analyst(new AnalystId("board"))).isPresent();
    assertThat(read.analyst(new AnalystId("other"))).isEmpty();
  }

  @Test
  void aManifestThatItsFounderDidNotSignIsRefused() {
    byte[] payload = manifest("north").payload();

    assertThatThrownBy(
            () -> Manifest.verify(TestKeys.WEST.signing().signObject(ObjectKind.MANIFEST, payload)))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Signature does not verify");
    byte[] asHeartbeat = FOUNDER.sign(ObjectKind.HEARTBEAT, payload);
    assertRefused(SignedObject.write(ObjectKind.MANIFEST, asHeartbeat, payload));
    assertRefused(FOUNDER.signObject(ObjectKind.HEARTBEAT, payload));
  }

  @Test
  void everyAlteredByteAndEveryTruncationIsRefused() {
    byte[] object = FOUNDER.signObject(ObjectKind.MANIFEST, manifest("north", "west").payload());

    for (int i = 0; i < object.length; i++) {
      byte[] altered = object.clone();
      altered[i] ^= 1;
      assertRefused(altered);
      assertRefused(Arrays.copyOf(object, i));
    }
    assertRefused(Arrays.copyOf(object, object.length + 1));
  }

  @Test
  void namesThatAreTwiceThereOrDifferInCaseAloneAreRefused() {
    for (String second : List.of("north", "North")) {
      assertThatThrownBy(() -> manifest("north", second))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid manifest: a name is there twice");
    }
    String payload = HexFormat.of().formatHex(manifest("north", "nord2").payload());
    String forged = payload.replace(hex("nord2"), hex("north"));
    byte[] signed = FOUNDER.signObject(ObjectKind.MANIFEST, HexFormat.of().parseHex(forged));

    assertThatThrownBy(() -> Manifest.verify(signed))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Manifest with a value that cannot be");
  }

  @Test
  void aFounderThatIsNoKeyIsRefused() {
    String payload = HexFormat.of().formatHex(manifest("north").payload());
    for (String noKey : List.of("00".repeat(32), "ff".repeat(32), "zz".repeat(32))) {
      String forged = payload.replace(hex(FOUNDER.verifyingKey().hex()), hex(noKey));
      assertThat(forged).isNotEqualTo(payload);
      assertRefused(FOUNDER.signObject(ObjectKind.MANIFEST, HexFormat.of().parseHex(forged)));
    }
  }

  /** The payload of a manifest of two nodes and an analyst. */
  static byte[] example() {
    return manifest("north", "west").payload();
  }

  private static Manifest manifest(String... nodes) {
    return new Manifest(
        CITY,
        7,
        FOUNDER.verifyingKey(),
        Arrays.stream(nodes).map(ManifestTest::identity).toList(),
        List.of(TestKeys.BOARD.identity(new AnalystId("board"))));
  }

  private static NodeIdentity identity(String node) {
    NodeKeys keys = node.equals("west") ? TestKeys.WEST : TestKeys.NORTH;
    return keys.identity(new NodeId(node));
  }

  private static void assertRefused(byte[] object) {
    assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> Manifest.verify(object));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
