// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.SizeClass;
import dev.parley.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final byte[] PAYLOAD = "how many?".getBytes(StandardCharsets.UTF_8);
  private static final int HEADER_BYTES = 10;
  private static final OwnKeys NORTH = OwnKeys.of(TestKeys.NORTH);

  @Test
  void opensToWhatWasSealedAndNamesItsSender() {
    byte[] object = sealed(ObjectKind.SUB_QUERY, PAYLOAD);

    Envelope envelope = Envelope.open(ObjectKind.SUB_QUERY, NORTH, object);

    assertThat(envelope.claimedSender()).isEqualTo("board");
    assertThat(envelope.payload(TestKeys.BOARD.signing().verifyingKey())).isEqualTo(PAYLOAD);
  }

  @Test
  void twoSealsOfTheSameDiffer() {
    byte[] one = sealed(ObjectKind.SUB_QUERY, PAYLOAD);
    byte[] two = sealed(ObjectKind.SUB_QUERY, PAYLOAD);

    assertThat(Arrays.copyOfRange(one, HEADER_BYTES, 42))
        .isNotEqualTo(Arrays.copyOfRange(two, HEADER_BYTES, 42));
  }

  @Test
  void sizesTellLittle() {
    int overhead = HEADER_BYTES + SealingPublicKey.ENCAPSULATED_BYTES + 16;

    assertThat(sealed(ObjectKind.CATALOG, new byte[0])).hasSize(4096 + overhead);
    assertThat(sealed(ObjectKind.CATALOG, new byte[3900])).hasSize(4096 + overhead);
    assertThat(sealed(ObjectKind.CATALOG, new byte[5000]))
        .hasSize((int) SizeClass.of(5145) + overhead);
  }

  @Test
  void anotherRecipientOrKindCannotOpenIt() {
    byte[] object = sealed(ObjectKind.SUB_QUERY, PAYLOAD);
    byte[] relabelled = object.clone();
    relabelled[5] = (byte) ObjectKind.CATALOG.code();

    assertThatThrownBy(() -> Envelope.open(ObjectKind.SUB_QUERY, OwnKeys.of(TestKeys.WEST), object))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Sealed object does not open");
    assertRefused(ObjectKind.CATALOG, object);
    assertRefused(ObjectKind.CATALOG, relabelled);
  }

  @Test
  void anotherSignerIsRefusedWhateverSenderIsClaimed() {
    byte[] forged =
        Envelope.seal(
            ObjectKind.SUB_QUERY,
            new Envelope.Sender("board", TestKeys.WEST),
            TestKeys.NORTH.sealing().publicKey(),
            PAYLOAD);

    Envelope envelope = Envelope.open(ObjectKind.SUB_QUERY, NORTH, forged);

    assertThat(envelope.claimedSender()).isEqualTo("board");
    assertThatThrownBy(() -> envelope.payload(TestKeys.BOARD.signing().verifyingKey()))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Signed with another key");
  }

  @Test
  void everyFlippedByteIsRefused() {
    byte[] object = sealed(ObjectKind.SUB_QUERY, PAYLOAD);

    for (int i = 0; i < object.length; i += i < 80 || i > object.length - 20 ? 1 : 37) {
      byte[] flipped = object.clone();
      flipped[i] ^= 1;
      assertRefused(ObjectKind.SUB_QUERY, flipped);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] object = sealed(ObjectKind.SUB_QUERY, PAYLOAD);

    for (int length = 0; length < object.length; length += length < 80 ? 1 : 97) {
      assertRefused(ObjectKind.SUB_QUERY, Arrays.copyOf(object, length));
    }
    assertRefused(ObjectKind.SUB_QUERY, Arrays.copyOf(object, object.length + 1));
    assertRefused(ObjectKind.SUB_QUERY, new byte[Envelope.MAX_BYTES + 1]);
  }

  @Test
  void anEncapsulatedKeyOfSmallOrderIsRefused() {
    byte[] object = sealed(ObjectKind.SUB_QUERY, PAYLOAD);
    Arrays.fill(object, HEADER_BYTES, HEADER_BYTES + 32, (byte) 0);

    assertRefused(ObjectKind.SUB_QUERY, object);
  }

  @Test
  void paddingThatIsNotZeroIsRefused() {
    byte[] inside = new byte[4096];
    inside[4095] = 1;

    assertThatThrownBy(() -> Envelope.open(ObjectKind.CATALOG, NORTH, bySomebody(inside)))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Padding is not zero");
  }

  @Test
  void insidesThatAreNoMessageAreRefused() {
    byte[] longSender = new byte[4096];
    longSender[0] = 0x7F;
    for (byte[] inside : new byte[][] {{}, {0}, new byte[71], longSender}) {
      assertRefused(ObjectKind.CATALOG, bySomebody(inside));
    }
  }

  @Test
  void messagesThatNobodyWouldOpenAreNotSealed() {
    byte[] tooLong = new byte[Envelope.MAX_BYTES];

    assertThatThrownBy(() -> sealed(ObjectKind.CATALOG, tooLong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid message: too long to be sealed");
  }

  /** Anybody can seal anything to a public key. */
  private static byte[] bySomebody(byte[] inside) {
    byte[] header = Arrays.copyOf(sealed(ObjectKind.CATALOG, PAYLOAD), HEADER_BYTES);
    byte[] sealed = TestKeys.NORTH.sealing().publicKey().seal(ObjectKind.CATALOG, header, inside);
    byte[] object = Arrays.copyOf(header, header.length + sealed.length);
    System.arraycopy(sealed, 0, object, header.length, sealed.length);
    return object;
  }

  private static byte[] sealed(ObjectKind kind, byte[] payload) {
    return Envelope.seal(
        kind,
        new Envelope.Sender("board", TestKeys.BOARD),
        TestKeys.NORTH.sealing().publicKey(),
        payload);
  }

  private static void assertRefused(ObjectKind kind, byte[] object) {
    assertThatExceptionOfType(WireFormatException.class)
        .isThrownBy(() -> Envelope.open(kind, NORTH, object));
  }
}
