// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.crypto.seal.SignedObject;
import dev.parley.gateway.members.Federation.Self;
import dev.parley.keys.Envelope;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import dev.parley.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads what nodes have put on their boards, and verifies whose it is. */
final class Boards {
  private static final int MAX_HEARTBEAT_BYTES = 1 << 16;

  private final Self self;
  private final Pipe pipe;

  /** The catalog that lay on each board the last time; most lie there for days. */
  private final Map<NodeId, OpenedCatalog> opened = new ConcurrentHashMap<>();

  Boards(Self self, Pipe pipe) {
    this.self = self;
    this.pipe = pipe;
  }

  /**
   * What lies on a board.
   *
   * @param complaint what is there and not authentic, in words; empty if nothing is
   * @param isStrange whether the heartbeat is signed with keys that are not accepted as the node's
   */
  record Board(
      @Nullable HeartbeatMessage heartbeat,
      @Nullable CatalogMessage catalog,
      String complaint,
      boolean isStrange) {}

  /**
   * What {@code object} is once it is opened: whose it says that it is, and still to be checked.
   */
  private record OpenedCatalog(ByteBuffer object, Envelope envelope, CatalogMessage message) {}

  /** Reads the board of a node whose keys are {@code ring}. */
  Board read(NodeId node, KeyRing ring) throws PipeException {
    String board = new PipeNames(federation().value()).board(node.value());
    Optional<byte[]> heartbeat = pipe.get(board, PipeNames.heartbeat(), MAX_HEARTBEAT_BYTES);
    Optional<byte[]> catalog =
        pipe.get(board, PipeNames.catalog(self.analyst().value()), Envelope.MAX_BYTES);
    StringBuilder complaint = new StringBuilder();
    HeartbeatMessage alive = null;
    CatalogMessage published = null;
    boolean isStrange = false;
    try {
      Optional<byte[]> payload = heartbeat.flatMap(object -> payload(object, ring));
      isStrange = heartbeat.isPresent() && payload.isEmpty();
      complaint.append(isStrange ? " Heartbeat signed with keys that are not the node's" : "");
      alive = payload.isEmpty() ? null : heartbeat(node, payload.get());
    } catch (WireFormatException e) {
      complaint.append(' ').append(e.getMessage());
    }
    try {
      published = catalog.isEmpty() ? null : catalog(node, ring, catalog.get());
    } catch (WireFormatException e) {
      complaint.append(' ').append(e.getMessage());
    }
    return new Board(alive, published, complaint.toString(), isStrange);
  }

  private FederationId federation() {
    return self.manifests().current().federation();
  }

  private HeartbeatMessage heartbeat(NodeId node, byte[] payload) {
    HeartbeatMessage message = HeartbeatMessage.decode(payload);
    if (!message.node().equals(node) || !message.federation().equals(federation())) {
      throw new WireFormatException("Heartbeat of another node");
    }
    return message;
  }

  /** Returns what is signed with keys that are accepted as the node's; empty if with others. */
  private Optional<byte[]> payload(byte[] heartbeat, KeyRing ring) {
    SignedObject signed = SignedObject.read(ObjectKind.HEARTBEAT, heartbeat);
    for (PublicKeys keys : ring.valid(self.clock().instant())) {
      try {
        return Optional.of(signed.payload(keys.signing()));
      } catch (WireFormatException e) {
        // perhaps with others
      }
    }
    return Optional.empty();
  }

  private CatalogMessage catalog(NodeId node, KeyRing ring, byte[] object) {
    OpenedCatalog catalog = opened(node, object);
    Envelope envelope = catalog.envelope();
    if (ring.valid(envelope.signer(), self.clock().instant()).isEmpty()) {
      throw new WireFormatException("Catalog signed with keys that are not the node's");
    }
    CatalogMessage message = catalog.message();
    if (!message.catalog().node().equals(node)
        || !envelope.claimedSender().equals(node.value())
        || !message.federation().equals(federation())
        || !message.recipient().equals(self.analyst())) {
      throw new WireFormatException("Catalog of another node, or for another analyst");
    }
    return message;
  }

  private OpenedCatalog opened(NodeId node, byte[] object) {
    OpenedCatalog before = opened.get(node);
    if (before != null && before.object().equals(ByteBuffer.wrap(object))) {
      return before;
    }
    Envelope envelope = Envelope.open(ObjectKind.CATALOG, self.keys(), object);
    CatalogMessage message = CatalogMessage.decode(envelope.unattributedPayload());
    OpenedCatalog now = new OpenedCatalog(ByteBuffer.wrap(object), envelope, message);
    opened.put(node, now);
    return now;
  }
}
