// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Stops a record from growing without end.
 *
 * <p>A quote left open makes a single field of the rest of the file, however large it is.
 */
final class RecordLimitReader extends FilterReader {
  /** Thrown when a record is too long. */
  static final class RecordTooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final long maxChars;
  private long chars;

  RecordLimitReader(Reader in, long maxChars) {
    super(in);
    this.maxChars = maxChars;
  }

  /** Says that a record has ended. */
  void recordEnded() {
    chars = 0;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    count(1);
    return c;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    count(n);
    return n;
  }

  private void count(int n) throws RecordTooLongException {
    chars += n;
    if (chars > maxChars) {
      throw new RecordTooLongException();
    }
  }
}
