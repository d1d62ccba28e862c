// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.party;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.gateway.members.Federation;
import dev.parley.keys.AnalystKeys;
import dev.parley.keys.Envelope;
import dev.parley.keys.NodeKeys;
import dev.parley.keys.SigningKey;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Three hospitals and a health board; their keys are made once for all tests. */
public final class Parties {
  public static final SecureRandom RANDOM = new SecureRandom();
  public static final FederationId FEDERATION = new FederationId("health");
  public static final AnalystId ANALYST = new AnalystId("board");
  public static final Principal ADA = new Principal(ANALYST, "ada");
  public static final NodeId EAST = new NodeId("east");
  public static final NodeId NORTH = new NodeId("north");
  public static final NodeId WEST = new NodeId("west");
  public static final AnalystKeys ANALYST_KEYS = AnalystKeys.generate(2048, RANDOM);
  public static final SigningKey FOUNDER = SigningKey.generate(RANDOM);
  public static final PipeNames NAMES = new PipeNames(FEDERATION.value());
  private static final Map<NodeId, NodeKeys> NODE_KEYS =
      Map.of(
          EAST, NodeKeys.generate(RANDOM),
          NORTH, NodeKeys.generate(RANDOM),
          WEST, NodeKeys.generate(RANDOM));

  private Parties() {}

  public static NodeKeys keys(NodeId node) {
    NodeKeys keys = NODE_KEYS.get(node);
    if (keys == null) {
      throw new IllegalArgumentException("Invalid node: " + node);
    }
    return keys;
  }

  public static Manifest manifest() {
    return new Manifest(
        FEDERATION,
        1,
        FOUNDER.verifyingKey(),
        List.of(keys(EAST).identity(EAST), keys(NORTH).identity(NORTH), keys(WEST).identity(WEST)),
        List.of(ANALYST_KEYS.identity(ANALYST)));
  }

  /** Watches {@code pipe}, on which every node has just given a sign of life. */
  public static Federation watchAllAlive(Pipe pipe) throws PipeException {
    for (NodeId node : List.of(EAST, NORTH, WEST)) {
      giveSign(pipe, heartbeat(node, Instant.now(), Duration.ofMinutes(5)), node);
    }
    return Federation.watch(manifest(), ANALYST, ANALYST_KEYS, pipe);
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
            new Envelope.Sender(signer.value(), keys(signer).signing()),
            ANALYST_KEYS.sealing().publicKey(),
            message.encode());
    pipe.replace(NAMES.board(board.value()), PipeNames.catalog(ANALYST.value()), sealed);
  }

  public static CatalogMessage message(NodeCatalog catalog) {
    return new CatalogMessage(FEDERATION, ANALYST, 1, catalog);
  }
}
