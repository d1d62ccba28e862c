// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.wire.WireFormatException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives as a message is refused, or means the same once it was written again. */
class MessagesFuzzTest {

  static Stream<byte[]> messages() {
    return MessagesTest.examples();
  }

  @MethodSource("messages")
  @FuzzTest
  void decode(byte[] bytes) {
    settles(bytes, SubQueryMessage::decode, SubQueryMessage::encode);
    settles(bytes, CatalogMessage::decode, CatalogMessage::encode);
    settles(bytes, HeartbeatMessage::decode, HeartbeatMessage::encode);
    settles(bytes, RefusalMessage::decode, RefusalMessage::encode);
  }

  private static <T> void settles(
      byte[] bytes, Function<byte[], T> decode, Function<T, byte[]> encode) {
    T message;
    try {
      message = decode.apply(bytes);
    } catch (WireFormatException e) {
      return;
    }
    byte[] written = encode.apply(message);
    assertThat(encode.apply(decode.apply(written))).isEqualTo(written);
  }
}
