// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.KEYS;
import static dev.parley.node.LoneAnalyst.NODE_KEYS;
import static dev.parley.node.LoneAnalyst.NORTH;
import static dev.parley.node.LoneAnalyst.SOUTH;
import static dev.parley.node.LoneAnalyst.await;
import static dev.parley.node.LoneAnalyst.context;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyId;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.keys.MemberKeys;
import dev.parley.members.ManifestFile;
import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.config.Limits;
import dev.parley.node.config.NodeSettings;
import dev.parley.node.config.Polling;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealDatabases;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.settings.SecretFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members and keys change while a node runs, and nothing is restarted. */
class RotationTest {
  private static final MemberKeys NEW_KEYS = MemberKeys.generate(2048, LoneAnalyst.RANDOM);
  private static final MemberKeys NEW_NODE_KEYS = MemberKeys.generate(2048, LoneAnalyst.RANDOM);
  private static final KeyRing NODE = KeyRing.of(NODE_KEYS.publicKeys());
  private static final KeyRing ANALYST = KeyRing.of(KEYS.publicKeys());
  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");
  private static final Instant EARLIER = Instant.parse("2001-01-01T00:00:00Z");
  private static final String POLICY =
      """
      analysts: [health-board]
      questionsPerDay: 1000
      minOwners: 1
      tables: {trips: {minRows: 1, columns: {zone: [group]}}}
      """;

  private final InMemoryPipe pipe = new InMemoryPipe();
  private final LoneAnalyst analyst = new LoneAnalyst(pipe);
  private Path folder;
  private DatabaseSettings database;
  private Node node;
  private int epoch = 1;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    keys("north.keys", NODE_KEYS);
    keys("north-2.keys", NEW_NODE_KEYS);
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Files.write(folder.resolve("city.manifest"), LoneAnalyst.manifest());
    database =
        RealDatabases.fill(
            Dialect.H2, "CREATE TABLE trips (zone VARCHAR(9))", "INSERT INTO trips VALUES ('a')");
    node = Node.start(settings("north.keys"), pipe, LoneNode.HASTE);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void newKeysOfAnAnalystAreTakenUpAndFormerOnesAcceptedUntilTheyEnd() throws Exception {
    adopt(NODE, ring(NEW_KEYS, KEYS, LATER));
    assertAnswered(KEYS, NODE_KEYS);
    assertAnswered(NEW_KEYS, NODE_KEYS);

    adopt(NODE, ring(NEW_KEYS, KEYS, EARLIER));
    assertRefused(KEYS, NODE_KEYS, "signed with keys of the analyst that have ended");
    assertAnswered(NEW_KEYS, NODE_KEYS);
  }

  @Test
  void revokedKeysAndKeysNotKnownYetAreRefusedAtOnceToWhoeverHoldsThem() throws Exception {
    assertRefused(NEW_KEYS, NODE_KEYS, "keys that the manifest of epoch 1 does not name");

    adopt(revoking(NODE, KeyRing.of(NEW_KEYS.publicKeys()), KEYS));
    assertRefused(KEYS, NODE_KEYS, "keys that the manifest of epoch 2 does not name");
    assertAnswered(NEW_KEYS, NODE_KEYS);
  }

  @Test
  void thePaillierKeyMustBeOneThatIsAccepted() throws Exception {
    adopt(NODE, ring(NEW_KEYS, KEYS, EARLIER));
    QueryContext context = context(QueryId.random(LoneAnalyst.RANDOM));

    analyst.ask(context, subQuery(KEYS, NORTH), NEW_KEYS, NODE_KEYS);

    RefusalMessage refusal = analyst.refusal(context.queryId(), NEW_KEYS);
    assertThat(refusal.code()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(refusal.fact()).contains("a Paillier key that is not the analyst's");
  }

  @Test
  void anAnalystWhoIsNoMemberAnyMoreIsToldSo() throws Exception {
    adopt(
        Manifest.of(
            founding(),
            LoneAnalyst.manifest(1, NODE, ANALYST).nodes(),
            List.<AnalystIdentity>of()));
    QueryContext context = context(QueryId.random(LoneAnalyst.RANDOM));

    analyst.ask(context, subQuery(KEYS, NORTH), KEYS, NODE_KEYS);

    RefusalMessage refusal = analyst.refusal(context.queryId());
    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_GRANTED);
    assertThat(refusal.fact()).contains("no member of the federation any more");
  }

  @Test
  void aNodeThatLeftIsNoParticipantAnyMore() throws Exception {
    QueryContext before = context(QueryId.random(LoneAnalyst.RANDOM));
    analyst.ask(before, subQuery(KEYS, NORTH, SOUTH), KEYS, NODE_KEYS);
    await(() -> !analyst.board(before.queryId()).isEmpty());
    assertThat(analyst.board(before.queryId())).hasSize(1).allMatch(key -> key.endsWith("/done"));

    adopt(
        Manifest.of(
            founding(),
            List.of(new NodeIdentity(NORTH, NODE)),
            LoneAnalyst.manifest(1, NODE, ANALYST).analysts()));
    QueryContext context = context(QueryId.random(LoneAnalyst.RANDOM));
    analyst.ask(context, subQuery(KEYS, NORTH, SOUTH), KEYS, NODE_KEYS);

    assertThat(analyst.refusal(context.queryId()).fact())
        .contains("its participants are not members");
  }

  @Test
  void aNodeWithNewAndFormerKeysOpensBothBeforeAndAfterTheOthersKnow() throws Exception {
    node.close();
    node = Node.start(settings("north-2.keys", "north.keys"), pipe, LoneNode.HASTE);
    assertAnswered(KEYS, NODE_KEYS);
    assertAnswered(KEYS, NEW_NODE_KEYS);

    adopt(ring(NEW_NODE_KEYS, NODE_KEYS, LATER), ANALYST);
    assertAnswered(KEYS, NODE_KEYS);
    assertAnswered(KEYS, NEW_NODE_KEYS);

    adopt(revoking(KeyRing.of(NEW_NODE_KEYS.publicKeys()), ANALYST, NODE_KEYS));
    assertAnswered(KEYS, NEW_NODE_KEYS);
    assertRefused(KEYS, NODE_KEYS, "sealed to keys of the node that have ended or were revoked");
  }

  @Test
  void anOlderManifestOrAnotherFoundersIsNotAdopted() throws Exception {
    adopt(NODE, ring(NEW_KEYS, KEYS, EARLIER));
    write(ManifestFile.signed(LoneAnalyst.FOUNDER, LoneAnalyst.manifest(1, NODE, ANALYST)));
    // nothing can be waited for: it may have looked and refused, or not yet looked
    Thread.sleep(LoneNode.HASTE.round().multipliedBy(5).toMillis());

    assertRefused(KEYS, NODE_KEYS, "that have ended");
  }

  private void assertAnswered(MemberKeys signer, MemberKeys recipient) throws Exception {
    QueryContext context = context(QueryId.random(LoneAnalyst.RANDOM));
    SubQuery asked = subQuery(signer, NORTH);
    analyst.ask(context, asked, signer, recipient);
    await(() -> !analyst.board(context.queryId()).isEmpty());
    assertThat(analyst.board(context.queryId())).hasSize(1).allMatch(key -> key.endsWith("/done"));
  }

  private void assertRefused(MemberKeys signer, MemberKeys recipient, String fact)
      throws Exception {
    QueryContext context = context(QueryId.random(LoneAnalyst.RANDOM));
    analyst.ask(context, subQuery(signer, NORTH), signer, recipient);
    RefusalMessage refusal = analyst.refusal(context.queryId(), signer);
    assertThat(refusal.code()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(refusal.fact()).contains(fact);
    assertThat(analyst.out()).noneMatch(key -> key.startsWith(context.queryId().value()));
  }

  private static SubQuery subQuery(MemberKeys asker, NodeId... participants) {
    return new SubQuery(
        "SELECT COUNT(*) FROM \"trips\"",
        List.of(participants),
        List.of(new Slot(Slot.Kind.VALUE, 0, 0, 0, 64)),
        asker.paillier().publicKey().fingerprint(),
        QuerySecret.random(LoneAnalyst.RANDOM));
  }

  private static KeyRing ring(MemberKeys current, MemberKeys former, Instant until) {
    return new KeyRing(
        current.publicKeys(), List.of(new KeyRing.Former(former.publicKeys(), until)));
  }

  private Manifest revoking(KeyRing nodeKeys, KeyRing analystKeys, MemberKeys revoked) {
    Manifest members = LoneAnalyst.manifest(1, nodeKeys, analystKeys);
    KeyId id = revoked.publicKeys().id();
    Manifest.Founding founding = founding();
    return new Manifest(
        founding.federation(),
        founding.epoch(),
        founding.founder(),
        members.nodes(),
        members.analysts(),
        List.of(id));
  }

  private Manifest.Founding founding() {
    return new Manifest.Founding(
        LoneAnalyst.FEDERATION, epoch + 1, LoneAnalyst.FOUNDER.signing().verifyingKey());
  }

  private void adopt(KeyRing nodeKeys, KeyRing analystKeys) throws Exception {
    adopt(LoneAnalyst.manifest(epoch + 1, nodeKeys, analystKeys));
  }

  /** Waits until the node has taken up a manifest, which it remembers on disk. */
  private void adopt(Manifest manifest) throws Exception {
    epoch = manifest.epoch();
    write(ManifestFile.signed(LoneAnalyst.FOUNDER, manifest));
    Path memory = folder.resolve("state/manifest.seen");
    await(() -> Files.readString(memory).contains("epoch " + epoch + "\n"));
    Thread.sleep(50);
  }

  private void write(byte[] manifest) throws Exception {
    Path draft = Files.write(folder.resolve("city.new"), manifest);
    Files.move(draft, folder.resolve("city.manifest"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void keys(String name, MemberKeys keys) {
    SecretFile.write(folder.resolve(name), keys.toText().getBytes(StandardCharsets.UTF_8));
  }

  private NodeSettings settings(String keys, String... former) {
    PipeSettings nowhere =
        PipeSettings.of(URI.create("http://127.0.0.1:1"), new S3Credentials("north", "secret"));
    return new NodeSettings(
        NORTH,
        LoneAnalyst.FEDERATION,
        database,
        nowhere,
        folder.resolve(keys),
        List.of(former).stream().map(folder::resolve).toList(),
        folder.resolve("city.manifest"),
        Optional.empty(),
        folder.resolve("policy.yaml"),
        folder.resolve("state"),
        folder.resolve("audit.log"),
        Limits.DEFAULT,
        new Polling(Duration.ofMillis(5), Duration.ofMillis(20)));
  }
}
