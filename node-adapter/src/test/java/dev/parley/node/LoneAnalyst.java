// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.GroupTokens;
import dev.parley.crypto.query.PackedSlots;
import dev.parley.crypto.query.RowSeals;
import dev.parley.keys.Envelope;
import dev.parley.keys.MemberKeys;
import dev.parley.keys.OwnKeys;
import dev.parley.members.ManifestFile;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.protocol.query.SubQuery;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialReader;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** An analyst with the keys to ask one node, and to read what it answers before anybody merges. */
final class LoneAnalyst {
  static final FederationId FEDERATION = new FederationId("city");
  static final NodeId NORTH = new NodeId("north");
  static final NodeId SOUTH = new NodeId("south");
  static final AnalystId ANALYST = new AnalystId("health-board");
  static final AnalystId RIVAL = new AnalystId("rival");
  static final SecureRandom RANDOM = new SecureRandom();
  static final MemberKeys KEYS = MemberKeys.generate(2048, RANDOM);
  static final MemberKeys NODE_KEYS = MemberKeys.generate(2048, RANDOM);

  static final MemberKeys SOUTH_KEYS = MemberKeys.generate(2048, RANDOM);
  static final MemberKeys RIVAL_KEYS = MemberKeys.generate(2048, RANDOM);
  static final MemberKeys FOUNDER = MemberKeys.generate(2048, RANDOM);
  private static final PipeNames NAMES = new PipeNames(FEDERATION.value());
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final InMemoryPipe pipe;
  private final String name;

  LoneAnalyst(InMemoryPipe pipe) {
    this(pipe, ANALYST);
  }

  private LoneAnalyst(InMemoryPipe pipe, AnalystId analyst) {
    this.pipe = pipe;
    this.name = analyst.value();
  }

  /** Another analyst of the same federation, whose questions are signed with its own keys. */
  LoneAnalyst rival() {
    return new LoneAnalyst(pipe, RIVAL);
  }

  static byte[] manifest() {
    return ManifestFile.signed(
        FOUNDER, manifest(1, KeyRing.of(NODE_KEYS.publicKeys()), KeyRing.of(KEYS.publicKeys())));
  }

  static Manifest manifest(int epoch, KeyRing node, KeyRing analyst) {
    return Manifest.of(
        new Manifest.Founding(FEDERATION, epoch, FOUNDER.signing().verifyingKey()),
        List.of(
            new NodeIdentity(NORTH, node),
            new NodeIdentity(SOUTH, KeyRing.of(SOUTH_KEYS.publicKeys()))),
        List.of(
            new AnalystIdentity(ANALYST, analyst),
            new AnalystIdentity(RIVAL, KeyRing.of(RIVAL_KEYS.publicKeys()))));
  }

  static SubQuery subQuery(String sql, Slot... slots) {
    return subQuery(sql, List.of(NORTH), slots);
  }

  static SubQuery subQuery(String sql, List<NodeId> participants, Slot... slots) {
    return new SubQuery(
        sql,
        participants,
        List.of(slots),
        KEYS.paillier().publicKey().fingerprint(),
        QuerySecret.random(RANDOM));
  }

  static QueryContext context(QueryId id, Instant issuedAt, Duration life) {
    return context(id, "ada", issuedAt, life);
  }

  static QueryContext context(QueryId id, String user) {
    return context(id, user, Instant.now(), Duration.ofMinutes(1));
  }

  private static QueryContext context(QueryId id, String user, Instant issuedAt, Duration life) {
    return context(id, new Principal(ANALYST, user), issuedAt, life);
  }

  private static QueryContext context(
      QueryId id, Principal principal, Instant issuedAt, Duration life) {
    return new QueryContext(FEDERATION, NORTH, principal, id, 1, 1, issuedAt, issuedAt.plus(life));
  }

  static QueryContext contextOfRival(QueryId id) {
    return context(id, new Principal(RIVAL, "eve"), Instant.now(), Duration.ofMinutes(1));
  }

  static QueryContext context(QueryId id) {
    return context(id, Instant.now(), Duration.ofMinutes(1));
  }

  /** Asks, and returns the message as it was sealed. */
  byte[] ask(QueryContext context, SubQuery subQuery) throws PipeException {
    return ask(context, subQuery, KEYS);
  }

  byte[] ask(QueryContext context, SubQuery subQuery, MemberKeys signer) throws PipeException {
    return ask(context, subQuery, signer, NODE_KEYS);
  }

  byte[] ask(QueryContext context, SubQuery subQuery, MemberKeys signer, MemberKeys recipient)
      throws PipeException {
    byte[] object =
        Envelope.seal(
            ObjectKind.SUB_QUERY,
            new Envelope.Sender(name, signer),
            recipient.sealing().publicKey(),
            SubQueryMessage.of(context, subQuery).encode());
    put(context.queryId(), object);
    return object;
  }

  void put(QueryId id, byte[] object) throws PipeException {
    pipe.put(inBucket(), PipeNames.subQuery(id.value()), object);
  }

  void withdraw(QueryId id) throws PipeException {
    pipe.delete(inBucket(), PipeNames.subQuery(id.value()));
  }

  List<String> board(QueryId id) throws PipeException {
    return pipe.list(NAMES.board(NORTH.value()), PipeNames.ending(name, id.value()));
  }

  List<String> out() throws PipeException {
    return pipe.list(NAMES.out(name, NORTH.value()), "");
  }

  /** Waits for the answer, checks and opens it: numbers by the values of the group's key. */
  Map<String, List<BigInteger>> answer(QueryContext context, SubQuery subQuery) throws Exception {
    try (PartialReader reader = partial(context)) {
      return open(reader, subQuery);
    }
  }

  /** Waits for the rows, checks and opens them. */
  List<GroupKey> rows(QueryContext context, SubQuery subQuery) throws Exception {
    try (PartialReader reader = partial(context)) {
      return openRows(reader, subQuery);
    }
  }

  private PartialReader partial(QueryContext context) throws Exception {
    String id = context.queryId().value();
    await(() -> !board(context.queryId()).isEmpty());
    require(
        board(context.queryId()).contains(PipeNames.done(name, id)), "an answer, not a refusal");
    return new PartialReader(
        pipe.open(NAMES.out(name, NORTH.value()), PipeNames.partial(id)).orElseThrow(),
        ObjectKind.PARTIAL);
  }

  private static List<GroupKey> openRows(PartialReader reader, SubQuery subQuery)
      throws IOException {
    require(reader.header().ciphertextsPerGroup() == 0, "rows without ciphertexts");
    CheckValues checks = new CheckValues(subQuery.secret());
    RowSeals seals = new RowSeals(subQuery.secret());
    List<GroupKey> rows = new ArrayList<>();
    BigInteger trailer = checks.pad(NORTH);
    for (GroupRecord row = reader.next(); row != null; row = reader.next()) {
      trailer = trailer.add(checks.group(row.token(), List.of(BigInteger.ONE)).trailer());
      rows.add(seals.open(row.token(), row.label()));
    }
    requireTrailer(reader, trailer);
    return rows;
  }

  private static void requireTrailer(PartialReader reader, BigInteger expected) {
    BigInteger opened = KEYS.paillier().decrypt(reader.trailer());
    require(opened.mod(CheckValues.PRIME).equals(expected.mod(CheckValues.PRIME)), "trailer");
  }

  private static Map<String, List<BigInteger>> open(PartialReader reader, SubQuery subQuery)
      throws IOException {
    SlotLayout layout = SlotLayout.of(subQuery.slots(), KEYS.paillier().plaintextBits());
    CheckValues checks = new CheckValues(subQuery.secret());
    GroupTokens tokens = new GroupTokens(subQuery.secret());
    Map<String, List<BigInteger>> answer = new TreeMap<>();
    BigInteger trailer = checks.pad(NORTH);
    for (GroupRecord group = reader.next(); group != null; group = reader.next()) {
      List<BigInteger> plain =
          group.ciphertexts().stream().map(c -> KEYS.paillier().decrypt(c)).toList();
      List<BigInteger> values = new ArrayList<>(PackedSlots.unpack(layout, plain));
      BigInteger check = values.remove(SlotLayout.CHECK);
      CheckValues.GroupCheck expected = checks.group(group.token(), values);
      trailer = trailer.add(expected.trailer());
      require(check.mod(CheckValues.PRIME).equals(expected.check()), "check slot");
      answer.put(tokens.open(group.token(), group.label()).values().toString(), values);
    }
    requireTrailer(reader, trailer);
    return answer;
  }

  /** Waits for the refusal, and opens it. */
  RefusalMessage refusal(QueryId id) throws Exception {
    return refusal(id, KEYS);
  }

  /** Waits for the refusal, and opens it with {@code keys}. */
  RefusalMessage refusal(QueryId id, MemberKeys keys) throws Exception {
    String key = PipeNames.refusal(name, id.value());
    await(() -> board(id).contains(key));
    byte[] object = pipe.get(NAMES.board(NORTH.value()), key, 1 << 20).orElseThrow();
    Envelope envelope = Envelope.open(ObjectKind.REFUSAL, OwnKeys.of(keys), object);
    return RefusalMessage.decode(envelope.unattributedPayload());
  }

  /** Returns the catalog on the board. */
  Optional<NodeCatalog> catalog() throws PipeException {
    return pipe.get(NAMES.board(NORTH.value()), PipeNames.catalog(name), 1 << 20)
        .map(object -> Envelope.open(ObjectKind.CATALOG, OwnKeys.of(KEYS), object))
        .map(e -> CatalogMessage.decode(e.payload(NODE_KEYS.signing().verifyingKey())).catalog());
  }

  static void await(Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      require(Instant.now().isBefore(deadline), "time");
      Thread.sleep(5);
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError("Not as expected: " + what);
    }
  }

  private String inBucket() {
    return NAMES.in(name, NORTH.value());
  }
}
