// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/** Keeps requests, even unsigned ones, from filling the memory together. */
final class BodyBudget {
  private static final long PATIENCE_MILLIS = 5_000;
  private static final int UNAVAILABLE = 503;
  private static final int KIB = 1024;

  private final long maxBodyBytes;
  private final Semaphore freeKib;

  /**
   * Shares out memory.
   *
   * @param maxBodyBytes the largest body
   * @param parallelBodies how many of these fit at once
   */
  BodyBudget(int maxBodyBytes, int parallelBodies) {
    this.maxBodyBytes = maxBodyBytes;
    this.freeKib = new Semaphore(maxBodyBytes / KIB * parallelBodies, true);
  }

  long maxBodyBytes() {
    return maxBodyBytes;
  }

  /**
   * Waits for memory for a body; a negative length means that there is none.
   *
   * @return what to give back
   */
  int take(long bodyBytes) {
    if (bodyBytes > maxBodyBytes) {
      throw new S3ProxyException(S3ErrorCode.ENTITY_TOO_LARGE);
    }
    int kib = (int) ((Math.max(bodyBytes, 0) + KIB - 1) / KIB);
    try {
      if (!freeKib.tryAcquire(kib, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw S3Exceptions.fromStatusCode(UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw S3Exceptions.fromStatusCode(UNAVAILABLE, e);
    }
    return kib;
  }

  /** Gives back what was taken. */
  void giveBack(int taken) {
    freeKib.release(taken);
  }
}
