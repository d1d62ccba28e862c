// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.party;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.gateway.members.Federation;
import dev.parley.keys.Envelope;
import dev.parley.keys.MemberKeys;
import dev.parley.keys.OwnKeys;
import dev.parley.members.ManifestFile;
import dev.parley.members.ManifestSource;
import dev.parley.members.ManifestWatch;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Three hospitals and a health board; their keys are made once for all tests. */
public final class Parties {
  public static final SecureRandom RANDOM = new SecureRandom();
  public static final FederationId FEDERATION = new FederationId("health");
  public static final AnalystId ANALYST = new AnalystId("board");
  public static final Principal ADA = new Principal(ANALYST, "ada");
  public static final NodeId EAST = new NodeId("east");
  public static final NodeId NORTH = new NodeId("north");
  public static final NodeId WEST = new NodeId("west");
  public static final MemberKeys ANALYST_KEYS = MemberKeys.generate(2048, RANDOM);
  public static final MemberKeys FOUNDER = MemberKeys.generate(2048, RANDOM);
  public static final PipeNames NAMES = new PipeNames(FEDERATION.value());
  private static final Map<NodeId, MemberKeys> NODE_KEYS =
      Map.of(
          EAST, MemberKeys.generate(2048, RANDOM),
          NORTH, MemberKeys.generate(2048, RANDOM),
          WEST, MemberKeys.generate(2048, RANDOM));

  private Parties() {}

  public static MemberKeys keys(NodeId node) {
    MemberKeys keys = NODE_KEYS.get(node);
    if (keys == null) {
      throw new IllegalArgumentException("Invalid node: " + node);
    }
    return keys;
  }

  public static Manifest manifest() {
    return manifest(1, EAST, NORTH, WEST);
  }

  /** A manifest of these nodes. */
  public static Manifest manifest(int epoch, NodeId... nodes) {
    return Manifest.of(
        new Manifest.Founding(FEDERATION, epoch, FOUNDER.signing().verifyingKey()),
        Stream.of(nodes).map(Parties::identity).toList(),
        List.of(analyst()));
  }

  public static NodeIdentity identity(NodeId node) {
    return new NodeIdentity(node, KeyRing.of(keys(node).publicKeys()));
  }

  public static AnalystIdentity analyst() {
    return new AnalystIdentity(ANALYST, KeyRing.of(ANALYST_KEYS.publicKeys()));
  }

  /** Opens a manifest in {@code folder}, where also the state is kept. */
  public static Federation.Self self(Path folder, Manifest manifest) {
    write(folder, manifest);
    ManifestWatch watch =
        ManifestWatch.open(
            new ManifestSource(FEDERATION, folder.resolve("manifest"), Optional.empty()), folder);
    return new Federation.Self(ANALYST, OwnKeys.of(ANALYST_KEYS), watch, folder, Clock.systemUTC());
  }

  /** Puts a manifest into the place from which {@link #self} reads it. */
  public static void write(Path folder, Manifest manifest) {
    try {
      Path draft = folder.resolve("manifest.new");
      Files.write(draft, ManifestFile.signed(FOUNDER, manifest));
      Files.move(draft, folder.resolve("manifest"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a question is asked with. */
  public static Federation.Asking asking() {
    return new Federation.Asking(ANALYST_KEYS, manifest());
  }

  /** The eyes of the analyst, for tests in which the manifest does not change. */
  public static Federation.Self self() {
    try {
      return self(Files.createTempDirectory(Path.of("target"), "parties"), manifest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Watches {@code pipe}, on which every node has just given a sign of life. */
  public static Federation watchAllAlive(Pipe pipe) throws PipeException {
    for (NodeId node : List.of(EAST, NORTH, WEST)) {
      giveSign(pipe, heartbeat(node, Instant.now(), Duration.ofMinutes(5)), node);
    }
    return Federation.watch(self(), pipe);
  }

  public static HeartbeatMessage heartbeat(NodeId node, Instant at, Duration next) {
    return new HeartbeatMessage(FEDERATION, node, at, next, "1.0");
  }

  /** Puts a heartbeat on the board of its node, signed by {@code signer}. */
  public static void giveSign(Pipe pipe, HeartbeatMessage heartbeat, NodeId signer)
      throws PipeException {
    pipe.replace(
        NAMES.board(heartbeat.node().value()),
        PipeNames.heartbeat(),
        keys(signer).signing().signObject(ObjectKind.HEARTBEAT, heartbeat.encode()));
  }

  public static NodeCatalog catalog(NodeId node, long sequence) {
    PublishedColumn stay =
        new PublishedColumn(
            "stay", ColumnType.BIGINT, true, EnumSet.of(Use.AGGREGATE, Use.FILTER, Use.GROUP));
    return new NodeCatalog(
        node,
        sequence,
        "H2 2.5",
        1,
        List.of(new PublishedTable("visits", List.of(), List.of(stay))));
  }

  /** Puts a catalog on the board of {@code board}, signed by the node that it names. */
  public static void publish(Pipe pipe, NodeId board, CatalogMessage message) throws PipeException {
    NodeId signer = message.catalog().node();
    byte[] sealed =
        Envelope.seal(
            ObjectKind.CATALOG,
            new Envelope.Sender(signer.value(), keys(signer)),
            ANALYST_KEYS.sealing().publicKey(),
            message.encode());
    pipe.replace(NAMES.board(board.value()), PipeNames.catalog(ANALYST.value()), sealed);
  }

  public static CatalogMessage message(NodeCatalog catalog) {
    return new CatalogMessage(FEDERATION, ANALYST, 1, catalog);
  }
}
