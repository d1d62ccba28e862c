// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import static dev.parley.protocol.message.Encoding.MAX_NAME_BYTES;

import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.wire.WireFormatException;
import java.time.Duration;
import java.time.Instant;

/**
 * A node's sign of life; signed, and not secret.
 *
 * @param at when it was given, to the millisecond
 * @param next within which time the next one follows; positive
 * @param version of the node, as text for people
 * @param speaks which wire rules the node understands
 */
public record HeartbeatMessage(
    FederationId federation,
    NodeId node,
    Instant at,
    Duration next,
    String version,
    Speaks speaks) {

  /** A sign of life of this implementation. */
  public HeartbeatMessage(
      FederationId federation, NodeId node, Instant at, Duration next, String version) {
    this(federation, node, at, next, version, Speaks.OURS);
  }

  public HeartbeatMessage {
    version = ShownText.oneLine(version);
    if (next.isNegative() || next.isZero()) {
      throw new IllegalArgumentException("Invalid heartbeat: the next one must be later");
    }
  }

  public byte[] encode() {
    return Encoding.write(
        out -> {
          out.string(federation.value());
          out.string(node.value());
          out.i64(at.toEpochMilli());
          out.i64(next.toMillis());
          out.string(version);
          speaks.write(out);
        });
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws WireFormatException if it is not that
   */
  public static HeartbeatMessage decode(byte[] bytes) {
    return Encoding.read(
        bytes,
        in ->
            new HeartbeatMessage(
                new FederationId(in.string(MAX_NAME_BYTES)),
                new NodeId(in.string(MAX_NAME_BYTES)),
                Instant.ofEpochMilli(in.i64()),
                Duration.ofMillis(in.i64()),
                in.string(MAX_NAME_BYTES),
                Speaks.read(in)));
  }
}
