// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.Preamble;
import dev.parley.wire.SizeClass;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives sealed is refused, or has a sender and a payload. */
class EnvelopeFuzzTest {
  private static final ObjectKind KIND = ObjectKind.SUB_QUERY;

  static Stream<byte[]> insides() throws IOException {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    WireWriter content = new WireWriter(signed);
    content.string("board");
    content.raw(TestKeys.BOARD.signing().verifyingKey().toBytes());
    content.raw(TestKeys.BOARD.sealing().publicKey().toBytes());
    content.bytes("how many?".getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream inside = new ByteArrayOutputStream();
    WireWriter out = new WireWriter(inside);
    out.raw(TestKeys.BOARD.signing().sign(KIND.label(), signed.toByteArray()));
    out.bytes(signed.toByteArray());
    return Stream.of(inside.toByteArray(), new byte[0]);
  }

  /** As strangers can: they do not know the recipient's key, or they seal what they like. */
  @MethodSource("insides")
  @FuzzTest
  void open(byte[] bytes) throws IOException {
    open(bytes, false);
    open(preambled(bytes), false);
    byte[] padded = Arrays.copyOf(bytes, (int) SizeClass.of(bytes.length));
    byte[] sealed = TestKeys.NORTH.sealing().publicKey().seal(KIND, preambled(new byte[0]), padded);
    open(preambled(sealed), true);
  }

  private static void open(byte[] object, boolean sealed) {
    try {
      Envelope envelope = Envelope.open(KIND, OwnKeys.of(TestKeys.NORTH), object);
      if (!sealed) {
        throw new AssertionError("opened what nobody sealed");
      }
      String unused = envelope.claimedSender();
      envelope.payload(TestKeys.BOARD.signing().verifyingKey());
    } catch (WireFormatException expected) {
      return;
    }
  }

  private static byte[] preambled(byte[] rest) throws IOException {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    WireWriter out = new WireWriter(object);
    Preamble.write(out, KIND);
    out.raw(rest);
    return object.toByteArray();
  }
}
