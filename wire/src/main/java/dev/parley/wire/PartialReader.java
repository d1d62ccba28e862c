// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a partial or merged object group by group and refuses what is malformed: wrong order, wrong
 * count, ciphertexts out of range, padding that is not zero, or not up to the size class.
 */
public final class PartialReader implements Closeable {
  private static final int MAX_LABEL_BYTES = 1 << 20;
  private static final int PADDING_CHUNK_BYTES = 1 << 12;

  private final CountedStream stream;
  private final WireReader in;
  private final PartialHeader header;
  private final BigInteger modulusSquared;
  private @Nullable GroupRecord previous;
  private @Nullable BigInteger trailer;
  private long groups;

  /** Reads the header of an object of {@code kind} and stops before its first group. */
  public PartialReader(InputStream stream, ObjectKind kind) throws IOException {
    this.stream = new CountedStream(new BufferedInputStream(stream, 1 << 16));
    this.in = new WireReader(this.stream);
    this.header = PartialHeader.read(in, kind);
    this.modulusSquared = header.modulus().multiply(header.modulus());
  }

  public PartialHeader header() {
    return header;
  }

  /** Returns the next group, or null after the last, when {@link #trailer()} may be asked. */
  public @Nullable GroupRecord next() throws IOException {
    if (trailer != null) {
      return null;
    }
    int tag = in.u8();
    if (tag == PartialWriter.TRAILER) {
      trailer = readTrailer();
      return null;
    }
    if (tag != PartialWriter.GROUP) {
      throw new WireFormatException("Neither a group nor a trailer");
    }
    byte[] token = in.raw(GroupRecord.TOKEN_BYTES);
    byte[] label = in.bytes(MAX_LABEL_BYTES);
    List<BigInteger> ciphertexts = new ArrayList<>();
    for (int i = 0; i < header.ciphertextsPerGroup(); i++) {
      ciphertexts.add(ciphertext());
    }
    GroupRecord group = new GroupRecord(token, label, ciphertexts);
    if (previous != null && previous.compareTokenTo(group) >= 0) {
      throw new WireFormatException("Groups are not in ascending order of token");
    }
    previous = group;
    groups++;
    return group;
  }

  /**
   * Returns the trailer's ciphertext.
   *
   * @throws IllegalStateException before the last group was read
   */
  public BigInteger trailer() {
    if (trailer == null) {
      throw new IllegalStateException("Groups are left to read");
    }
    return trailer;
  }

  private BigInteger readTrailer() throws IOException {
    if (in.i64() != groups) {
      throw new WireFormatException("Number of groups differs from what the trailer says");
    }
    BigInteger last = ciphertext();
    long padding = SizeClass.of(stream.count) - stream.count;
    while (padding > 0) {
      byte[] zeros = in.raw((int) Math.min(padding, PADDING_CHUNK_BYTES));
      for (byte zero : zeros) {
        if (zero != 0) {
          throw new WireFormatException("Padding is not zero");
        }
      }
      padding -= zeros.length;
    }
    in.end();
    return last;
  }

  private BigInteger ciphertext() throws IOException {
    BigInteger value = in.fixed(header.ciphertextBytes());
    if (value.signum() == 0 || value.compareTo(modulusSquared) >= 0) {
      throw new WireFormatException("Ciphertext out of range");
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  /** Counts what was read, since the size class follows from it. */
  private static final class CountedStream extends FilterInputStream {
    private long count;

    CountedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
