// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.seal.SignedObject;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Manifests that anybody can write, for a signature is checked only when it is read. */
class HostileManifestTest {
  private static final int MOST = 40_000;
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void manyMembersThatAreNotThereAreRefused() throws IOException {
    assertRefused(payload(MOST, 0));
    assertRefused(payload(MOST, 1));
  }

  @Test
  void manyMembersThatNobodySignedForAreRefusedBeforeTheirKeysAreLookedAt() throws IOException {
    assertRefused(payload(MOST, MOST));
  }

  private static void assertRefused(byte[] payload) {
    byte[] object = SignedObject.write(ObjectKind.MANIFEST, new byte[64], payload);
    long start = System.nanoTime();
    assertThatThrownBy(() -> Manifest.verify(object)).isInstanceOf(WireFormatException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
  }

  private static byte[] payload(int claimed, int there) throws IOException {
    byte[] example = ManifestTest.example();
    // federation, epoch and founder, as in any manifest
    int members = 4 + "city".length() + 4 + 32;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WireWriter out = new WireWriter(bytes);
    out.raw(Arrays.copyOf(example, members));
    out.u16(claimed);
    byte[] signing = TestKeys.NORTH.signing().verifyingKey().toBytes();
    byte[] sealing = TestKeys.NORTH.sealing().publicKey().toBytes();
    byte[] modulus = new byte[256];
    Arrays.fill(modulus, (byte) 0xFF);
    for (int i = 0; i < there; i++) {
      out.string("node" + i);
      out.raw(signing);
      out.raw(sealing);
      out.bytes(modulus);
      out.u8(0);
    }
    return bytes.toByteArray();
  }
}
