// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static dev.parley.wire.PartialExamples.group;
import static dev.parley.wire.PartialExamples.header;
import static dev.parley.wire.PartialExamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives as a partial is refused, or is byte for byte what would be written of it. */
class PartialReaderFuzzTest {
  private static final int PADDING_LEFT = 64;

  /** With little of the padding, which the target completes: so it need not be mutated. */
  static Stream<byte[]> partials() throws IOException {
    return Stream.of(
        withoutPadding(write(header(), group(1, 11, 12), group(0x80, 21, 22))),
        withoutPadding(write(header(List.of("east"), List.of("east"), 0), group(1), group(2))),
        withoutPadding(write(header())));
  }

  @MethodSource("partials")
  @FuzzTest
  void read(byte[] bytes) throws IOException {
    read(bytes, ObjectKind.MERGED);
    read(Arrays.copyOf(bytes, (int) SizeClass.of(bytes.length)), ObjectKind.PARTIAL);
  }

  private static void read(byte[] object, ObjectKind kind) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (PartialReader reader = new PartialReader(new ByteArrayInputStream(object), kind)) {
      PartialWriter writer = new PartialWriter(written, kind, reader.header());
      for (GroupRecord group = reader.next(); group != null; group = reader.next()) {
        writer.group(group);
      }
      writer.finish(reader.trailer());
    } catch (WireFormatException e) {
      return;
    }
    assertThat(written.toByteArray()).isEqualTo(object);
  }

  private static byte[] withoutPadding(byte[] object) {
    int end = object.length;
    while (object[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(object, Math.min(object.length, end + PADDING_LEFT));
  }
}
