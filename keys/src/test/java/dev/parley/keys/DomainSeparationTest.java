// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.crypto.seal.SignedObject;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.wire.Label;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import org.junit.jupiter.api.Test;

/** What was made for one use serves no other, even where a stranger rewrites what says its use. */
class DomainSeparationTest {
  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final int KIND_BYTE = 5;

  @Test
  void aSignatureUnderOneLabelVerifiesUnderNoOther() {
    VerifyingKey key = TestKeys.BOARD.signing().verifyingKey();
    for (Label made : Label.values()) {
      byte[] signature = TestKeys.BOARD.signing().sign(made, PAYLOAD);
      for (Label asked : Label.values()) {
        assertThat(key.verifies(asked, PAYLOAD, signature))
            .as(made + " as " + asked)
            .isEqualTo(made == asked);
      }
    }
  }

  @Test
  void anObjectOfOneKindOpensAsNoOther() {
    OwnKeys north = OwnKeys.of(TestKeys.NORTH);
    Envelope.Sender board = new Envelope.Sender("board", TestKeys.BOARD);
    for (ObjectKind made : ObjectKind.values()) {
      byte[] sealed = Envelope.seal(made, board, TestKeys.NORTH.sealing().publicKey(), PAYLOAD);
      for (ObjectKind asked : ObjectKind.values()) {
        byte[] relabelled = sealed.clone();
        relabelled[KIND_BYTE] = (byte) asked.code();
        if (made == asked) {
          assertThat(Envelope.open(asked, north, relabelled).claimedSender()).isEqualTo("board");
        } else {
          assertThatExceptionOfType(WireFormatException.class)
              .as(made + " as " + asked)
              .isThrownBy(() -> Envelope.open(asked, north, relabelled));
        }
      }
    }
  }

  @Test
  void aSignedObjectOfOneKindIsReadAsNoOther() {
    VerifyingKey key = TestKeys.BOARD.signing().verifyingKey();
    for (ObjectKind made : ObjectKind.values()) {
      byte[] signed = TestKeys.BOARD.signing().signObject(made, PAYLOAD);
      for (ObjectKind asked : ObjectKind.values()) {
        byte[] relabelled = signed.clone();
        relabelled[KIND_BYTE] = (byte) asked.code();
        if (made != asked) {
          assertThatExceptionOfType(WireFormatException.class)
              .as(made + " as " + asked)
              .isThrownBy(() -> SignedObject.read(asked, relabelled).payload(key));
        }
      }
    }
  }
}
