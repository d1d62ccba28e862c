// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;

/**
 * Whatever comes back from an action host is understood, or one of two errors in one plain line.
 */
class MergeReplyFuzzTest {
  private static final int MOST_CHARACTERS = 500;
  private static final Duration LONGEST = Duration.ofMillis(999_999_999);

  @FuzzTest
  void took(byte[] body) {
    for (int status : new int[] {200, 202, 400, 401, 502, 504}) {
      try {
        assertThat(MergeReply.of(status, body).progress().took()).isBetween(Duration.ZERO, LONGEST);
      } catch (ParleyException e) {
        assertThat(e.code()).isIn(ErrorCode.ACTION_FAILED, ErrorCode.TOO_FEW_OWNERS);
        assertThat(e.fact()).hasSizeLessThan(MOST_CHARACTERS).matches("[\\x20-\\x7E]*");
      }
    }
  }
}
