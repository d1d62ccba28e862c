// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.WEST;
import static dev.parley.gateway.query.Questions.ward;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.gateway.query.MergedObject.Part;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.wire.SizeClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the cloud puts in the place of the merged object is an error, but the object itself. The
 * bytes are laid over that object from an offset on, so that they need not be guessed whole.
 */
class MergedAnswersFuzzTest {
  private static final Asked ASKED = Questions.asked(Questions.byWard(EAST, WEST));
  private static final byte[] HONEST = honest();

  static Stream<byte[]> patches() {
    return Stream.of(
        new byte[] {0, 0, 0, 0}, new byte[] {1, 30, 1, (byte) 0xFF}, Arrays.copyOf(HONEST, 200));
  }

  @MethodSource("patches")
  @FuzzTest
  void open(byte[] patch) throws IOException {
    opensNothingButTheTruth(Arrays.copyOf(patch, (int) SizeClass.of(patch.length)));
    if (patch.length > 2) {
      byte[] patched = HONEST.clone();
      int offset = (((patch[0] & 0xFF) << 8) | (patch[1] & 0xFF)) % patched.length;
      for (int i = 2; i < patch.length && offset + i - 2 < patched.length; i++) {
        patched[offset + i - 2] ^= patch[i];
      }
      opensNothingButTheTruth(patched);
    }
  }

  private static void opensNothingButTheTruth(byte[] object) throws IOException {
    OpenedAnswer answer;
    try {
      answer = opened(object);
    } catch (ParleyException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.ANSWER_FORGED);
      return;
    }
    assertThat(answer.groups())
        .extracting(group -> group.key().values() + " " + group.sums())
        .containsExactlyInAnyOrder("[a] [4, -240, 2]", "[b] [2, 20, 1]");
  }

  private static OpenedAnswer opened(byte[] object) throws IOException {
    return MergedAnswersTest.answers()
        .open(
            ASKED,
            ASKED.question().participants(),
            new ByteArrayInputStream(object),
            Cancellation.after(Duration.ofMinutes(1)));
  }

  private static byte[] honest() {
    try {
      return MergedObject.of(
              ASKED,
              Part.of(EAST, ward("a"), 3, -250, 1),
              Part.of(WEST, ward("a"), 1, 10, 1),
              Part.of(WEST, ward("b"), 2, 20, 1))
          .toBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
