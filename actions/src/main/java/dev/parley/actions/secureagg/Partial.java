// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import dev.parley.actions.invocation.RefusalCode;
import dev.parley.actions.invocation.RefusedException;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialReader;
import dev.parley.wire.WireFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The partial of one node, open at its next group. A breach of the wire format is a refusal that
 * names the node, and nothing of what it wrote.
 */
final class Partial implements Closeable {
  private final String node;
  private final PartialReader reader;

  private Partial(String node, PartialReader reader) {
    this.node = node;
    this.reader = reader;
  }

  /** Reads the header, and closes {@code stream} if there is none. */
  static Partial open(String node, InputStream stream) throws IOException, RefusedException {
    PartialReader reader = null;
    try {
      reader = new PartialReader(stream, ObjectKind.PARTIAL);
      return new Partial(node, reader);
    } catch (WireFormatException e) {
      throw malformed(node);
    } finally {
      if (reader == null) {
        stream.close();
      }
    }
  }

  PartialHeader header() {
    return reader.header();
  }

  /** Returns the next group, or null after the last. */
  @Nullable GroupRecord next() throws IOException, RefusedException {
    try {
      return reader.next();
    } catch (WireFormatException e) {
      throw malformed(node);
    }
  }

  /** Returns the trailer, once the last group was read. */
  BigInteger trailer() {
    return reader.trailer();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static RefusedException malformed(String node) {
    return new RefusedException(
        RefusalCode.PARTIAL_MALFORMED, "The partial of " + node + " breaks the wire format");
  }
}
