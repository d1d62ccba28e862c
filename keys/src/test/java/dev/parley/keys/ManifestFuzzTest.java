// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.seal.SignedObject;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives as a manifest is refused, unless it is one that its founder signed. */
class ManifestFuzzTest {

  static Stream<byte[]> payloads() {
    return Stream.of(ManifestTest.example());
  }

  /** As strangers can: they sign with a key that is not the founder's, or are the founder. */
  @MethodSource("payloads")
  @FuzzTest
  void verify(byte[] bytes) {
    SigningKey founder = ManifestTest.FOUNDER;
    assertThat(verified(bytes)).isFalse();
    assertThat(verified(SignedObject.write(ObjectKind.MANIFEST, new byte[64], bytes))).isFalse();
    assertThat(verified(founder.signObject(ObjectKind.HEARTBEAT, bytes))).isFalse();
    if (verified(founder.signObject(ObjectKind.MANIFEST, bytes))) {
      assertThat(verified(TestKeys.WEST.signing().signObject(ObjectKind.MANIFEST, bytes)))
          .isFalse();
    }
  }

  private static boolean verified(byte[] object) {
    try {
      return Manifest.verify(object).payload().length > 0;
    } catch (WireFormatException e) {
      return false;
    }
  }
}
