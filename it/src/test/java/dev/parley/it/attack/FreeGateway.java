// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.gateway.config.GatewaySettings;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.query.Cancellation;
import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.QueryLimits;
import dev.parley.gateway.query.QueryTrace;
import dev.parley.gateway.query.Quorum;
import dev.parley.gateway.query.SecureQueries;
import dev.parley.gateway.query.SecureQuestion;
import dev.parley.gateway.query.Terms;
import dev.parley.keys.Envelope;
import dev.parley.members.ManifestSource;
import dev.parley.members.ManifestWatch;
import dev.parley.node.check.CanonicalParser;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.wire.MergeTicket;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A gateway that has its keys and no scruples: it chooses whom it asks, in which words and slots,
 * and what it has merged. What it may not do it must be told by others.
 */
final class FreeGateway implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final SecureRandom random = new SecureRandom();
  private final GatewaySettings settings;
  private final Manifest manifest;
  private final Pipe pipe;
  private final Federation federation;
  private final SecureQueries queries;
  private final PipeNames names;

  FreeGateway(LocalFederation local) throws IOException {
    Path config = local.settings().state().config();
    settings = GatewaySettings.read(config.resolve("gateway").resolve("gateway.yaml"));
    manifest = Manifest.verify(Files.readAllBytes(settings.manifest()));
    pipe = new S3Pipe(settings.pipe());
    federation = Federation.watch(self(settings, config), pipe);
    queries = new SecureQueries(federation, pipe, new QueryLimits(settings.actions(), 1000));
    names = new PipeNames(settings.federation().value());
  }

  private static Federation.Self self(GatewaySettings settings, Path folder) throws IOException {
    Path state = Files.createTempDirectory(folder, "free-gateway");
    ManifestSource source =
        new ManifestSource(settings.federation(), settings.manifest(), settings.founder());
    return new Federation.Self(
        settings.analyst(),
        settings.keys(),
        ManifestWatch.open(source, state),
        state,
        Clock.systemUTC());
  }

  static List<NodeId> nodes(String... names) {
    return Arrays.stream(names).map(NodeId::new).sorted().toList();
  }

  /** Asks as the genuine gateway does, but whom and in which slots it likes. */
  OpenedAnswer ask(String sql, List<Slot> slots, List<NodeId> nodes) {
    try (CanonicalParser parser = new CanonicalParser()) {
      return ask(new SecureQuestion(nodes, parser.parse(sql), slots), new QueryTrace());
    }
  }

  /**
   * Asks one round as the genuine gateway does, but in what order, and with what bounds it likes.
   *
   * @param trace is told the id
   */
  OpenedAnswer ask(String sql, Narrowing narrowing, List<NodeId> nodes, QueryTrace trace) {
    try (CanonicalParser parser = new CanonicalParser()) {
      BestQuery query = (BestQuery) parser.parse(sql);
      return ask(new SecureQuestion(nodes, query, List.of()).round(nodes, narrowing), trace);
    }
  }

  private OpenedAnswer ask(SecureQuestion question, QueryTrace trace) {
    return queries.run(
        question,
        new Terms(
            new Principal(settings.analyst(), "somebody"),
            Quorum.ALL,
            List.of(),
            Cancellation.after(TIMEOUT),
            trace));
  }

  /**
   * One question on its way, of which each node may be told something else.
   *
   * @param at when it was signed, for all nodes, since answers with other expiries do not agree
   */
  record Question(
      MergeTicket ticket, Instant at, String sql, List<Slot> slots, List<NodeId> participants) {
    QueryId id() {
      return QueryId.of(ticket.queryId());
    }

    Question worded(String other) {
      return new Question(ticket, at, other, slots, participants);
    }

    Question to(List<NodeId> others) {
      return new Question(ticket, at, sql, slots, others);
    }
  }

  Question question(String sql, List<Slot> slots, List<NodeId> participants) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new Question(MergeTicket.random(random), now, sql, slots, participants);
  }

  /** Seals a question to one node, under a principal of its choice, and puts it into the inbox. */
  void put(Question question, NodeId node, Principal principal, QuerySecret secret)
      throws PipeException {
    SubQuery subQuery =
        new SubQuery(
            question.sql(),
            question.participants(),
            question.slots(),
            settings.keys().newest().paillier().publicKey().fingerprint(),
            secret);
    QueryContext context =
        new QueryContext(
            settings.federation(),
            node,
            principal,
            question.id(),
            1,
            1,
            question.at(),
            question.at().plus(TIMEOUT));
    byte[] sealed =
        Envelope.seal(
            ObjectKind.SUB_QUERY,
            new Envelope.Sender(settings.analyst().value(), settings.keys().newest()),
            manifest.node(node).orElseThrow().keys().current().sealing(),
            SubQueryMessage.of(context, subQuery).encode());
    pipe.put(in(node), PipeNames.subQuery(question.id().value()), sealed);
  }

  /** The same under its own principal. */
  void put(Question question, NodeId node, QuerySecret secret) throws PipeException {
    put(question, node, new Principal(settings.analyst(), "somebody"), secret);
  }

  void withdraw(Question question) throws PipeException {
    for (NodeId node : manifest.nodes().stream().map(n -> n.node()).toList()) {
      pipe.delete(in(node), PipeNames.subQuery(question.id().value()));
    }
  }

  QuerySecret secret() {
    return QuerySecret.random(random);
  }

  /** Whether that node says that it has answered. */
  boolean isDone(Question question, NodeId node) throws PipeException {
    return isOnBoard(PipeNames.done(settings.analyst().value(), question.id().value()), node);
  }

  /** Whether that node says that it refuses. */
  boolean isRefused(Question question, NodeId node) throws PipeException {
    return isOnBoard(PipeNames.refusal(settings.analyst().value(), question.id().value()), node);
  }

  private boolean isOnBoard(String key, NodeId node) throws PipeException {
    return pipe.list(names.board(node.value()), key).contains(key);
  }

  private String in(NodeId node) {
    return names.in(settings.analyst().value(), node.value());
  }

  /** Has the partials of {@code nodes} merged, and returns what the action says. */
  String merge(Question question, List<NodeId> nodes) throws Exception {
    return merge("\"ticket\": \"%s\"".formatted(question.ticket().toHex()), nodes);
  }

  /** Tries the same with something else to name the query by. */
  String merge(String named, List<NodeId> nodes) throws Exception {
    String body =
        "{\"analyst\": \"%s\", %s, \"nodes\": [%s]}"
            .formatted(
                settings.analyst(),
                named,
                nodes.stream().map(n -> '"' + n.value() + '"').collect(Collectors.joining(", ")));
    URI action =
        settings
            .actions()
            .endpoint()
            .resolve("/api/v1/web/" + settings.actions().namespace() + "/parley/merge.json");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(action)
                .header("Content-Type", "application/json")
                .header("X-Require-Whisk-Auth", settings.actions().secret())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    queries.close();
    federation.close();
    pipe.close();
  }
}
