// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.member;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.keys.Envelope;
import dev.parley.keys.MemberKeys;
import dev.parley.keys.OwnKeys;
import dev.parley.members.KeyFiles;
import dev.parley.members.ManifestSource;
import dev.parley.members.ManifestWatch;
import dev.parley.node.config.NodeSettings;
import dev.parley.node.config.Policy;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node as a member of its federation, by the manifest that is in force. */
public final class Membership {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  private final NodeId node;
  private final OwnKeys keys;
  private final ManifestWatch watch;
  private final Clock clock;

  /** Whom any manifest has named since the start: who is no member any more is told so. */
  private final Map<AnalystId, AnalystIdentity> everKnown = new ConcurrentSkipListMap<>();

  private Membership(NodeId node, OwnKeys keys, ManifestWatch watch, Clock clock) {
    this.node = node;
    this.keys = keys;
    this.watch = watch;
    this.clock = clock;
    noteAnalysts();
  }

  /**
   * Reads keys and manifest.
   *
   * @throws ParleyException if one of them cannot be used, or the manifest does not have this node
   *     with the public half of any of these keys
   */
  public static Membership open(NodeSettings settings, Clock clock) {
    OwnKeys keys = KeyFiles.read(settings.keys(), settings.formerKeys());
    ManifestWatch watch = ManifestWatch.open(source(settings), settings.state());
    requireNamed(settings, keys, watch.current(), clock);
    return new Membership(settings.node(), keys, watch, clock);
  }

  /**
   * Does what {@link #open} does, and remembers nothing; returns the manifest.
   *
   * @throws ParleyException as {@link #open} does
   */
  public static Manifest check(NodeSettings settings, Clock clock) {
    OwnKeys keys = KeyFiles.read(settings.keys(), settings.formerKeys());
    Manifest manifest = ManifestWatch.check(source(settings), settings.state());
    requireNamed(settings, keys, manifest, clock);
    return manifest;
  }

  private static ManifestSource source(NodeSettings settings) {
    return new ManifestSource(settings.federation(), settings.manifest(), settings.founder());
  }

  private static void requireNamed(
      NodeSettings settings, OwnKeys keys, Manifest manifest, Clock clock) {
    boolean named =
        manifest
            .node(settings.node())
            .filter(identity -> !keys.accepted(identity.keys(), clock.instant()).isEmpty())
            .isPresent();
    if (!named) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The manifest does not name node '%s' with these keys in federation '%s'"
              .formatted(settings.node(), settings.federation()),
          "Ask for a manifest that was made with the public half of this node's key file.");
    }
  }

  /** Looks whether there is a newer manifest; returns whether one came into force. */
  public boolean refresh() {
    boolean adopted = watch.refresh();
    if (adopted) {
      noteAnalysts();
      if (ring().filter(own -> !keys.accepted(own, clock.instant()).isEmpty()).isEmpty()) {
        log.error("the manifest does not name this node with its keys node={}", node);
      }
    }
    return adopted;
  }

  private void noteAnalysts() {
    manifest().analysts().forEach(analyst -> everKnown.put(analyst.analyst(), analyst));
  }

  public NodeId node() {
    return node;
  }

  public FederationId federation() {
    return manifest().federation();
  }

  /** The manifest that is in force. */
  public Manifest manifest() {
    return watch.current();
  }

  /** All keys with which this node opens what is sealed to it. */
  public OwnKeys keys() {
    return keys;
  }

  private Optional<KeyRing> ring() {
    return manifest().node(node).map(NodeIdentity::keys);
  }

  /**
   * Whether what was sealed to {@code own} may still be answered: to keys that others accept, or to
   * the newest, of which the manifest in force here may not know yet.
   */
  public boolean mayOpenWith(PublicKeys own) {
    if (own.fingerprints().stream().anyMatch(manifest().revoked()::contains)) {
      return false;
    }
    return own.equals(keys.newest().publicKeys())
        || ring().filter(known -> known.valid(clock.instant()).contains(own)).isPresent();
  }

  /** Returns who is both granted by the owner and a member of the federation. */
  public List<AnalystIdentity> analysts(Policy policy) {
    return manifest().analysts().stream()
        .filter(identity -> policy.analysts().contains(identity.analyst()))
        .toList();
  }

  /** Returns who is a member, or has been one since this node started. */
  public List<AnalystIdentity> everKnown() {
    return List.copyOf(everKnown.values());
  }

  /** The keys with which this node signs. */
  public MemberKeys signing() {
    return ring().map(own -> keys.toSign(own, clock.instant())).orElse(keys.newest());
  }

  /** As whom this node signs. */
  public Envelope.Sender sender() {
    return new Envelope.Sender(node.value(), signing());
  }
}
