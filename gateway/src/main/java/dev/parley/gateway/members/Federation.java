// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.crypto.seal.SignedObject;
import dev.parley.keys.AnalystKeys;
import dev.parley.keys.Envelope;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import dev.parley.wire.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the boards of all members again and again, and remembers what is authentic and newest.
 * Knows nothing of a node that the node has not signed itself.
 */
public final class Federation implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Federation.class);
  private static final int MAX_HEARTBEAT_BYTES = 1 << 16;
  private static final Duration REFRESH = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Manifest manifest;
  private final AnalystId analyst;
  private final AnalystKeys keys;
  private final Pipe pipe;
  private final PipeNames names;
  private final Map<NodeId, NodeSight> sights = new TreeMap<>();
  private final ScheduledExecutorService refresher;

  private Federation(Manifest manifest, AnalystId analyst, AnalystKeys keys, Pipe pipe) {
    this.manifest = manifest;
    this.analyst = analyst;
    this.keys = keys;
    this.pipe = pipe;
    this.names = new PipeNames(manifest.federation().value());
    manifest.nodes().forEach(identity -> sights.put(identity.node(), new NodeSight()));
    this.refresher =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "parley-members");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to read the boards; they have been read once when this returns. */
  public static Federation watch(
      Manifest manifest, AnalystId analyst, AnalystKeys keys, Pipe pipe) {
    Federation federation = new Federation(manifest, analyst, keys, pipe);
    federation.refresh();
    var unused =
        federation.refresher.scheduleWithFixedDelay(
            federation::refresh, REFRESH.toMillis(), REFRESH.toMillis(), TimeUnit.MILLISECONDS);
    return federation;
  }

  public Manifest manifest() {
    return manifest;
  }

  public AnalystId analyst() {
    return analyst;
  }

  public AnalystKeys keys() {
    return keys;
  }

  /**
   * Returns the identity of a member.
   *
   * @throws IllegalArgumentException if {@code node} is none
   */
  public NodeIdentity identity(NodeId node) {
    return manifest
        .node(node)
        .orElseThrow(() -> new IllegalArgumentException("Invalid node: no member " + node));
  }

  /** Returns the newest authentic catalog of each node that has published one. */
  public List<NodeCatalog> catalogs() {
    return sights.values().stream()
        .map(NodeSight::catalog)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  /** Whether a node has given a sign of life lately. */
  public boolean isOnline(NodeId node) {
    return sight(node).isOnline(Instant.now());
  }

  /** Returns a node's newest authentic heartbeat. */
  public Optional<HeartbeatMessage> heartbeat(NodeId node) {
    return Optional.ofNullable(sight(node).heartbeat());
  }

  /** Says, for people, when a node was last seen. */
  public String lastSeen(NodeId node) {
    NodeSight sight = sight(node);
    if (sight.heartbeat() == null) {
      return "never seen";
    }
    return "last seen " + sight.age(Instant.now()).toSeconds() + " s ago";
  }

  /** Why a node's board could not be read the last time; empty if it could. */
  public Optional<PipeException> trouble(NodeId node) {
    return Optional.ofNullable(sight(node).trouble());
  }

  /** Reads all boards now. */
  public void refresh() {
    for (NodeId node : sights.keySet()) {
      try {
        refresh(node);
        sight(node).note(null);
      } catch (PipeException e) {
        log.debug("board-unreadable node={} kind={}", node, e.kind());
        sight(node).note(e);
        if (e.kind() == PipeException.Kind.UNREACHABLE) {
          // nor can the others be; to try each of them would take as long again
          sights.values().forEach(sight -> sight.note(e));
          return;
        }
      } catch (RuntimeException e) {
        if (sight(node).isNews(String.valueOf(e))) {
          log.error("board-failed node={}", node, e);
        }
      }
    }
  }

  private void refresh(NodeId node) throws PipeException {
    String board = names.board(node.value());
    Optional<byte[]> heartbeat = pipe.get(board, PipeNames.heartbeat(), MAX_HEARTBEAT_BYTES);
    Optional<byte[]> catalog =
        pipe.get(board, PipeNames.catalog(analyst.value()), Envelope.MAX_BYTES);
    String complaint =
        complaint(heartbeat, bytes -> sight(node).saw(readHeartbeat(node, bytes), Instant.now()))
            + complaint(catalog, bytes -> sight(node).saw(readCatalog(node, bytes)));
    if (sight(node).isNews(complaint) && !complaint.isEmpty()) {
      log.warn("board-not-authentic node={} reason={}", node, complaint.strip());
    }
  }

  /** Takes what lies on a board; returns what is wrong with it, or nothing. */
  private static String complaint(Optional<byte[]> object, Consumer<byte[]> taker) {
    try {
      object.ifPresent(taker);
      return "";
    } catch (WireFormatException e) {
      return " " + e.getMessage();
    }
  }

  private HeartbeatMessage readHeartbeat(NodeId node, byte[] object) {
    byte[] payload =
        SignedObject.read(ObjectKind.HEARTBEAT, object).payload(identity(node).signing());
    HeartbeatMessage message = HeartbeatMessage.decode(payload);
    if (!message.node().equals(node) || !message.federation().equals(manifest.federation())) {
      throw new WireFormatException("Heartbeat of another node");
    }
    return message;
  }

  private NodeCatalog readCatalog(NodeId node, byte[] object) {
    byte[] payload =
        Envelope.open(ObjectKind.CATALOG, keys.sealing(), object).payload(identity(node).signing());
    CatalogMessage message = CatalogMessage.decode(payload);
    if (!message.catalog().node().equals(node)
        || !message.federation().equals(manifest.federation())
        || !message.recipient().equals(analyst)) {
      throw new WireFormatException("Catalog of another node, or for another analyst");
    }
    return message.catalog();
  }

  private NodeSight sight(NodeId node) {
    NodeSight sight = sights.get(node);
    if (sight == null) {
      throw new IllegalArgumentException("Invalid node: no member " + node);
    }
    return sight;
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    try {
      // a pipe that is closed under a reader would look like one that is broken
      var unused = refresher.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pipe.close();
  }
}
