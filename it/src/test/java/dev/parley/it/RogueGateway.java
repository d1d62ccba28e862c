// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.gateway.config.GatewaySettings;
import dev.parley.keys.Envelope;
import dev.parley.node.config.NodeSettings;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A gateway with the right keys that asks one node whatever it likes, whenever it likes. It may
 * look into the node's own buckets, which only a test may.
 */
public final class RogueGateway implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ANALYST = LocalFederationSettings.ANALYST.value();

  private final SecureRandom random = new SecureRandom();
  private final GatewaySettings settings;
  private final Manifest manifest;
  private final NodeId node;
  private final Pipe pipe;
  private final Pipe nodesPipe;
  private final PipeNames names;

  /** Has the keys of a federation's gateway. */
  public RogueGateway(LocalFederation federation, NodeId node) throws IOException {
    this(federation, node, federation.settings().state().config().resolve("gateway"));
  }

  /** Has its settings and keys in another folder. */
  public RogueGateway(LocalFederation federation, NodeId node, Path folder) throws IOException {
    this.settings = GatewaySettings.read(folder.resolve("gateway.yaml"));
    this.manifest = Manifest.verify(Files.readAllBytes(settings.manifest()));
    this.node = node;
    this.pipe = new S3Pipe(settings.pipe());
    this.nodesPipe = new S3Pipe(NodeSettings.read(federation.nodeFile(node)).pipe());
    this.names = new PipeNames(settings.federation().value());
  }

  /** One sub-query, sealed, to be put into the node's inbox as often as one likes. */
  public static final class Sealed {
    private final QueryId queryId;
    private final byte[] object;

    private Sealed(QueryId queryId, byte[] object) {
      this.queryId = queryId;
      this.object = object;
    }

    /** The id of the query. */
    public String id() {
      return queryId.value();
    }

    /** What lies in the pipe. */
    public byte[] bytes() {
      return object.clone();
    }
  }

  /** Seals a sub-query that was made {@code age} ago, and lives for a minute. */
  public Sealed seal(String sql, Duration age) {
    QueryId queryId = QueryId.random(random);
    Instant issued = Instant.now().minus(age).truncatedTo(ChronoUnit.SECONDS);
    QueryContext context =
        new QueryContext(
            settings.federation(),
            node,
            new Principal(settings.analyst(), LocalFederationSettings.USER),
            queryId,
            1,
            1,
            issued,
            issued.plusSeconds(60));
    SubQuery subQuery =
        new SubQuery(
            sql,
            manifest.nodes().stream().map(identity -> identity.node()).sorted().toList(),
            List.of(new Slot(Slot.Kind.VALUE, 0, 0, 0, 64)),
            settings.keys().newest().paillier().publicKey().fingerprint(),
            QuerySecret.random(random));
    return new Sealed(
        queryId,
        Envelope.seal(
            ObjectKind.SUB_QUERY,
            new Envelope.Sender(ANALYST, settings.keys().newest()),
            manifest.node(node).orElseThrow().keys().current().sealing(),
            SubQueryMessage.of(context, subQuery).encode()));
  }

  public void put(Sealed sealed) throws PipeException {
    pipe.put(
        names.in(ANALYST, node.value()), PipeNames.subQuery(sealed.queryId.value()), sealed.object);
  }

  public void withdraw(Sealed sealed) throws PipeException {
    pipe.delete(names.in(ANALYST, node.value()), PipeNames.subQuery(sealed.queryId.value()));
  }

  /** Whether the node has published a partial for it. */
  public boolean isAnswered(Sealed sealed) throws PipeException {
    String prefix = sealed.queryId.value();
    return !nodesPipe.list(names.out(ANALYST, node.value()), prefix).isEmpty();
  }

  /** Whether the node has nothing at all to show for it. */
  public boolean isForgotten(Sealed sealed) throws PipeException {
    String ending = PipeNames.ending(ANALYST, sealed.queryId.value());
    return !isAnswered(sealed) && pipe.list(names.board(node.value()), ending).isEmpty();
  }

  /** Waits for the node's refusal, and opens it. */
  public RefusalMessage awaitRefusal(Sealed sealed) throws Exception {
    String key = PipeNames.refusal(ANALYST, sealed.queryId.value());
    String board = names.board(node.value());
    await("a refusal", () -> pipe.list(board, key).contains(key));
    Envelope envelope =
        Envelope.open(
            ObjectKind.REFUSAL,
            settings.keys(),
            pipe.get(board, key, Envelope.MAX_BYTES).orElseThrow());
    return RefusalMessage.decode(
        envelope.payload(manifest.node(node).orElseThrow().keys().current().signing()));
  }

  /** Looks again and again, until a condition holds. */
  public static void await(String what, Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    pipe.close();
    nodesPipe.close();
  }
}
