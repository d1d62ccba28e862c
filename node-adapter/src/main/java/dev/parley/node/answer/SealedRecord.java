// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.wire.GroupRecord;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.IOException;
import java.util.Arrays;

/** A token, and what is sealed under it, on its way into a partial. */
final class SealedRecord {
  private static final int MAX_CONTENT_BYTES = 1 << 20;

  /** Of two arrays and three objects. */
  private static final int OVERHEAD_BYTES = 96;

  private final byte[] token;
  private final byte[] content;

  SealedRecord(byte[] token, byte[] content) {
    this.token = token.clone();
    this.content = content.clone();
  }

  /** Reads what {@link #write} wrote. */
  static SealedRecord read(WireReader in) throws IOException {
    return new SealedRecord(in.raw(GroupRecord.TOKEN_BYTES), in.bytes(MAX_CONTENT_BYTES));
  }

  void write(WireWriter out) throws IOException {
    out.raw(token);
    out.bytes(content);
  }

  byte[] token() {
    return token.clone();
  }

  byte[] content() {
    return content.clone();
  }

  /** Bytes of memory that it takes, about. */
  long memoryBytes() {
    return OVERHEAD_BYTES + (long) token.length + content.length;
  }

  /** Compares tokens as unsigned bytes: the order in which records stand in a partial. */
  int compareTokenTo(SealedRecord other) {
    return Arrays.compareUnsigned(token, other.token);
  }
}
