// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static dev.parley.wire.PartialExamples.forge;
import static dev.parley.wire.PartialExamples.group;
import static dev.parley.wire.PartialExamples.header;
import static dev.parley.wire.PartialExamples.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Partials that claim more than they hold: what they claim is never allocated. */
class HostilePartialTest {
  private static final long FEW_BYTES = 1 << 23;

  @Test
  void aTrailerThatClaimsManyGroupsIsRefused() throws IOException {
    for (long claimed : new long[] {1L << 31, Long.MAX_VALUE, -1}) {
      byte[] object =
          forge(
              header(),
              out -> {
                out.u8(PartialWriter.TRAILER);
                out.i64(claimed);
                out.raw(new byte[64]);
              });

      assertRefusedCheaply(object, "Number of groups differs from what the trailer says");
    }
  }

  @Test
  void aLabelThatClaimsTwoGibibytesIsRefused() throws IOException {
    for (int claimed : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, (1 << 20) + 1}) {
      assertRefusedCheaply(labelled(claimed), "Length out of bounds, at most 1048576 expected");
    }
    assertRefusedCheaply(labelled(1 << 20), "Message ends too early");
  }

  @Test
  void aHeaderThatClaimsManyNodesIsRefused() throws IOException {
    byte[] object = PartialExamples.write(header(), group(1, 1, 1));
    // the number of participants stands before the length of the first name
    int at = indexOf(object, "\0\2\0\0\0\4east".getBytes(StandardCharsets.US_ASCII));
    object[at] = (byte) 0xFF;

    assertRefusedCheaply(object, "List out of bounds, at most 4096 expected");
  }

  private static byte[] labelled(int claimed) throws IOException {
    return forge(
        header(),
        out -> {
          out.u8(PartialWriter.GROUP);
          out.raw(new byte[GroupRecord.TOKEN_BYTES]);
          out.i32(claimed);
        });
  }

  private static int indexOf(byte[] object, byte[] part) {
    for (int i = 0; i + part.length <= object.length; i++) {
      if (Arrays.equals(Arrays.copyOfRange(object, i, i + part.length), part)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not there");
  }

  private static void assertRefusedCheaply(byte[] object, String fact) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> readAll(object))
        .isInstanceOf(WireFormatException.class)
        .hasMessage(fact);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_BYTES);
  }
}
