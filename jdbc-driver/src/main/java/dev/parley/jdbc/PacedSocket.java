// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A socket on which what has begun to come must go on at a pace: a byte now and then is never
 * silence, and would keep somebody waiting for ever. Not for several threads at once.
 */
final class PacedSocket extends Socket {
  private static final long BYTES_PER_SECOND = 1_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private long silenceNanos;
  private long begunNanos;
  private long receivedBytes;

  PacedSocket() {
    // No proxy: what the system sets for web pages must not see passwords and results.
    super(Proxy.NO_PROXY);
  }

  /**
   * Prepares for an answer.
   *
   * @param silenceMillis how long nothing of it may come, and how long all of it may take, with a
   *     second more for each 1000 bytes; 0 for as long as it takes
   */
  void expect(int silenceMillis) throws SocketException {
    setSoTimeout(silenceMillis);
    silenceNanos = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
    receivedBytes = 0;
  }

  private void received(int bytes) throws TooSlow {
    if (bytes <= 0) {
      return;
    }
    long now = System.nanoTime();
    if (receivedBytes == 0) {
      begunNanos = now;
    }
    receivedBytes += bytes;
    long allowedNanos = silenceNanos + receivedBytes * (NANOS_PER_SECOND / BYTES_PER_SECOND);
    if (silenceNanos > 0 && now - begunNanos > allowedNanos) {
      throw new TooSlow();
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        received(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        received(read);
        return read;
      }
    };
  }

  /** What comes, comes too slowly. */
  static final class TooSlow extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;
  }
}
