// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Whether whoever asked a question has taken it back. Then nobody waits for the answer, and nothing
 * more is done for it: the statement that runs is cancelled, and no other begins.
 */
public final class Withdrawal {
  private volatile boolean withdrawn;

  /** Says that it was taken back; for any thread. */
  public void withdraw() {
    withdrawn = true;
  }

  public boolean isWithdrawn() {
    return withdrawn;
  }

  /**
   * Returns normally while somebody waits.
   *
   * @throws ParleyException with {@link ErrorCode#CANCELLED} if the question was taken back
   */
  public void check() {
    if (withdrawn) {
      throw new ParleyException(
          ErrorCode.CANCELLED, "The question was taken back", "Ask again if that was not wanted.");
    }
  }

  /** Returns a way to {@code out} that ends when the question is taken back, as {@link #check}. */
  public OutputStream watched(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int b) throws IOException {
        check();
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        check();
        out.write(bytes, offset, length);
      }
    };
  }
}
