// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a partial or merged object group by group and refuses what is malformed: wrong order, wrong
 * count, ciphertexts out of range, padding that is not zero.
 */
public final class PartialReader implements Closeable {
  private static final int MAX_LABEL_BYTES = 1 << 20;

  private final InputStream stream;
  private final WireReader in;
  private final PartialHeader header;
  private final BigInteger modulusSquared;
  private @Nullable GroupRecord previous;
  private @Nullable BigInteger trailer;
  private long groups;

  /** Reads the header of an object of {@code kind} and stops before its first group. */
  public PartialReader(InputStream stream, ObjectKind kind) throws IOException {
    this.stream = new BufferedInputStream(stream, 1 << 16);
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
    byte[] padding = new byte[1 << 12];
    int read = stream.read(padding);
    while (read >= 0) {
      for (int i = 0; i < read; i++) {
        if (padding[i] != 0) {
          throw new WireFormatException("Padding is not zero");
        }
      }
      read = stream.read(padding);
    }
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
}
