// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes a partial or merged object group by group, so that its memory does not grow with their
 * number: header, groups in ascending order of token, trailer, padding.
 */
public final class PartialWriter implements Closeable {
  static final int GROUP = 1;
  static final int TRAILER = 2;

  private final CountingStream counter;
  private final WireWriter out;
  private final int ciphertexts;
  private final int width;
  private @Nullable GroupRecord previous;
  private long groups;

  /** Begins an object of {@code kind}, {@link ObjectKind#PARTIAL} or {@link ObjectKind#MERGED}. */
  public PartialWriter(OutputStream stream, ObjectKind kind, PartialHeader header)
      throws IOException {
    this.counter = new CountingStream(new BufferedOutputStream(stream, 1 << 16));
    this.out = new WireWriter(counter);
    this.ciphertexts = header.ciphertextsPerGroup();
    this.width = header.ciphertextBytes();
    header.write(out, kind);
  }

  /**
   * Appends a group.
   *
   * @throws WireFormatException if its token is not above that of the group before
   */
  public void group(GroupRecord group) throws IOException {
    if (previous != null && previous.compareTokenTo(group) >= 0) {
      throw new WireFormatException("Groups are not in ascending order of token");
    }
    if (group.ciphertexts().size() != ciphertexts) {
      throw new WireFormatException("Group with a wrong number of ciphertexts");
    }
    previous = group;
    groups++;
    out.u8(GROUP);
    out.raw(group.token());
    out.bytes(group.label());
    for (BigInteger ciphertext : group.ciphertexts()) {
      out.fixed(ciphertext, width);
    }
  }

  /** Ends the object with its trailer, and pads it with zeros to a size class. */
  public void finish(BigInteger trailer) throws IOException {
    out.u8(TRAILER);
    out.i64(groups);
    out.fixed(trailer, width);
    long padding = SizeClass.of(counter.written) - counter.written;
    byte[] zeros = new byte[1 << 12];
    while (padding > 0) {
      int chunk = (int) Math.min(padding, zeros.length);
      counter.write(zeros, 0, chunk);
      padding -= chunk;
    }
    counter.flush();
  }

  @Override
  public void close() throws IOException {
    counter.close();
  }

  private static final class CountingStream extends FilterOutputStream {
    private long written;

    CountingStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      written += length;
    }
  }
}
