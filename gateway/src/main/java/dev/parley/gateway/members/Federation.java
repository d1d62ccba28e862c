// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.keys.MemberKeys;
import dev.parley.keys.OwnKeys;
import dev.parley.members.ManifestWatch;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.HeartbeatMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the manifest and the boards of all members again and again, and remembers what is authentic
 * and newest. Knows nothing of a node that the node has not signed itself.
 */
public final class Federation implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Federation.class);
  private static final Duration REFRESH = Duration.ofMillis(500);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Self self;
  private final Boards boards;
  private final Pipe pipe;
  private final SeenCatalogs seen;
  private final Map<NodeId, NodeSight> sights = new ConcurrentSkipListMap<>();
  private final ScheduledExecutorService refresher;
  private Manifest sightsOf;

  /**
   * Whose eyes the federation is seen with.
   *
   * @param state the folder where is kept what must outlive the gateway
   */
  public record Self(
      AnalystId analyst, OwnKeys keys, ManifestWatch manifests, Path state, Clock clock) {}

  /**
   * With which keys, and by which manifest, one question is asked.
   *
   * @param keys sign it, and open its answer
   */
  public record Asking(MemberKeys keys, Manifest manifest) {}

  private Federation(Self self, Pipe pipe) {
    this.self = self;
    this.pipe = pipe;
    this.boards = new Boards(self, pipe);
    this.sightsOf = manifest();
    this.seen = SeenCatalogs.open(self.state(), sightsOf.founder().hex());
    sightsOf.nodes().forEach(identity -> sights.put(identity.node(), new NodeSight()));
    this.refresher =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "parley-members");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to read the boards; they have been read once when this returns. */
  public static Federation watch(Self self, Pipe pipe) {
    Federation federation = new Federation(self, pipe);
    federation.refresh();
    var unused =
        federation.refresher.scheduleWithFixedDelay(
            federation::refreshAlways,
            REFRESH.toMillis(),
            REFRESH.toMillis(),
            TimeUnit.MILLISECONDS);
    return federation;
  }

  /** The manifest that is in force. */
  public Manifest manifest() {
    return self.manifests().current();
  }

  public AnalystId analyst() {
    return self.analyst();
  }

  /** All keys of the analyst. */
  public OwnKeys keys() {
    return self.keys();
  }

  /**
   * Returns with what a question is to be asked now.
   *
   * @throws ParleyException with {@link ErrorCode#NOT_GRANTED} if the manifest does not name the
   *     analyst, or with other keys
   */
  public Asking asking() {
    Manifest manifest = manifest();
    Optional<KeyRing> ring = manifest.analyst(self.analyst()).map(AnalystIdentity::keys);
    if (ring.isEmpty() || self.keys().accepted(ring.get(), self.clock().instant()).isEmpty()) {
      throw new ParleyException(
          ErrorCode.NOT_GRANTED,
          "The manifest of epoch %d does not name analyst '%s' with the gateway's keys"
              .formatted(manifest.epoch(), self.analyst()),
          "Ask the founder of the federation; if the keys were revoked, make new ones.");
    }
    return new Asking(self.keys().toSign(ring.get(), self.clock().instant()), manifest);
  }

  /** Returns the identity of a member; empty if {@code node} is none. */
  public Optional<NodeIdentity> identity(NodeId node) {
    return manifest().node(node);
  }

  /** Returns the newest authentic catalog of each member that has published one. */
  public List<NodeCatalog> catalogs() {
    return sights.values().stream()
        .map(NodeSight::catalog)
        .flatMap(Stream::ofNullable)
        .map(CatalogMessage::catalog)
        .toList();
  }

  /** Whether a node is a member, and has given a sign of life lately. */
  public boolean isOnline(NodeId node) {
    NodeSight sight = sights.get(node);
    return sight != null && sight.isOnline(self.clock().instant());
  }

  /** Returns a node's newest authentic heartbeat. */
  public Optional<HeartbeatMessage> heartbeat(NodeId node) {
    return Optional.ofNullable(sights.get(node)).map(NodeSight::heartbeat);
  }

  /** Says, for people, why a node cannot be asked: when it was last seen, or what is wrong. */
  public String lastSeen(NodeId node) {
    NodeSight sight = sights.get(node);
    return sight == null
        ? "no member of the federation any more"
        : sight.lastSeen(self.clock().instant());
  }

  /** Says, after their names, of which members there are signs, but with keys of others. */
  public Map<NodeId, String> keyFaults() {
    Map<NodeId, String> faults = new TreeMap<>();
    sights.forEach((node, sight) -> sight.keyFault().ifPresent(fault -> faults.put(node, fault)));
    return faults;
  }

  /** Says, for people, what is to be done if a node cannot be asked. */
  public String remedy(NodeId node) {
    NodeSight sight = sights.get(node);
    return sight == null ? "Ask the founder of the federation" : sight.remedy();
  }

  /** Why a node's board could not be read the last time; empty if it could. */
  public Optional<PipeException> trouble(NodeId node) {
    return Optional.ofNullable(sights.get(node)).map(NodeSight::trouble);
  }

  /** Never throws: an exception would end the rounds. */
  private void refreshAlways() {
    try {
      refresh();
    } catch (RuntimeException | Error e) {
      // also where memory did not suffice: a revocation is to be seen all the same
      log.error("members-failed cause={}", e.getClass().getName());
    }
  }

  /** Reads the manifest, if it has changed, and all boards. */
  public synchronized void refresh() {
    if (self.manifests().refresh()) {
      adopt(manifest());
    }
    look(sights);
  }

  private void look(Map<NodeId, NodeSight> at) {
    for (Map.Entry<NodeId, NodeSight> entry : at.entrySet()) {
      try {
        refresh(entry.getKey(), entry.getValue());
        entry.getValue().note(null);
      } catch (PipeException e) {
        log.debug("board-unreadable node={} kind={}", entry.getKey(), e.kind());
        entry.getValue().note(e);
        if (e.kind() == PipeException.Kind.UNREACHABLE) {
          // nor can the others be; to try each of them would take as long again
          at.values().forEach(sight -> sight.note(e));
          return;
        }
      } catch (RuntimeException e) {
        if (entry.getValue().isNews(String.valueOf(e))) {
          log.error("board-failed node={}", entry.getKey(), e);
        }
      }
    }
  }

  /**
   * What was believed of a node because of keys that it has no more is forgotten, once its board
   * was looked at anew: no question finds a member that nothing is known of in between.
   */
  private void adopt(Manifest fresh) {
    Map<NodeId, NodeSight> renewed = new TreeMap<>();
    for (NodeIdentity member : fresh.nodes()) {
      if (!sightsOf.node(member.node()).equals(Optional.of(member))) {
        renewed.put(member.node(), new NodeSight());
      }
    }
    look(renewed);
    sights.keySet().removeIf(node -> fresh.node(node).isEmpty());
    sights.putAll(renewed);
    sightsOf = fresh;
  }

  private void refresh(NodeId node, NodeSight sight) throws PipeException {
    Optional<KeyRing> ring = identity(node).map(NodeIdentity::keys);
    if (ring.isEmpty()) {
      return;
    }
    Boards.Board board = boards.read(node, ring.get());
    String complaint = board.complaint();
    sight.noteKeys(board.isStrange() ? OptionalInt.of(manifest().epoch()) : OptionalInt.empty());
    HeartbeatMessage heartbeat = board.heartbeat();
    if (heartbeat != null) {
      complaint += sight.saw(heartbeat, self.clock().instant());
    }
    CatalogMessage catalog = board.catalog();
    if (catalog != null) {
      complaint += took(sight, catalog);
    }
    if (sight.isNews(complaint) && !complaint.isEmpty()) {
      log.warn("board-not-usable node={} reason={}", node, complaint.strip());
    }
  }

  /** Takes a catalog; returns what is wrong with it, or nothing. */
  private String took(NodeSight sight, CatalogMessage catalog) {
    if (seen.isReplayed(catalog)) {
      return " Catalog older than one that was seen";
    }
    // what a node claims of an epoch that is not known here must not outlive this process
    if (catalog.epoch() <= manifest().epoch()) {
      seen.note(catalog);
    }
    sight.saw(catalog);
    return "";
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
