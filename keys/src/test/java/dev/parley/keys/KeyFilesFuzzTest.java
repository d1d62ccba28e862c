// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.crypto.manifest.PublicFile;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in a file of keys, private or public, it is read, or one kind of exception says
 * that it cannot be; what was read is written as it was.
 */
class KeyFilesFuzzTest {

  static Stream<byte[]> files() {
    return Stream.of(TestKeys.WEST.toText(), TestKeys.WEST.publicFile("west").toText())
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest
  void parse(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    try {
      MemberKeys keys = MemberKeys.parse(text);

      assertThat(MemberKeys.parse(keys.toText()).publicKeys()).isEqualTo(keys.publicKeys());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).doesNotContain(TestKeys.WEST.toText().lines().toList().get(1));
    }
    try {
      PublicFile published = PublicFile.parse(text);

      assertThat(PublicFile.parse(published.toText())).isEqualTo(published);
    } catch (IllegalArgumentException expected) {
      return;
    }
  }
}
