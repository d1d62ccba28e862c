// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that ends where it was said to end, or throws: a connection that is cut in the middle
 * must not read as the end of an object.
 */
final class WholeStream extends FilterInputStream {
  private long missingBytes;

  WholeStream(InputStream in, long lengthBytes) {
    super(in);
    this.missingBytes = lengthBytes;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? -1 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    missingBytes -= skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int read) throws IOException {
    if (read >= 0) {
      missingBytes -= read;
    } else if (missingBytes != 0) {
      throw new IOException("The object breaks off, " + missingBytes + " bytes are missing");
    }
  }
}
