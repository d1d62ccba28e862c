// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys.vectors;

import static dev.parley.keys.vectors.Fixed.BOARD;
import static dev.parley.keys.vectors.Fixed.CITY;
import static dev.parley.keys.vectors.Fixed.NORTH;
import static dev.parley.keys.vectors.Fixed.NOW;
import static dev.parley.keys.vectors.Fixed.QUERY;
import static dev.parley.keys.vectors.Fixed.SOUTH;
import static dev.parley.keys.vectors.Fixed.keys;
import static dev.parley.keys.vectors.Fixed.ring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyId;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.crypto.manifest.PublicFile;
import dev.parley.crypto.seal.SignedObject;
import dev.parley.keys.Envelope;
import dev.parley.keys.OwnKeys;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.wire.MergeTicket;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Objects that are signed or sealed. */
class VectorsTest {

  @Test
  void subQuery() throws IOException {
    SubQueryMessage message = SubQueryMessage.of(Fixed.context(), Fixed.subQuery());
    Vector vector =
        new Vector("sub-query", "board asks north and south; this is north's copy")
            .with("digest", message.bodyDigest().hex())
            .with("sql", Fixed.SQL);

    verifySealed(vector, ObjectKind.SUB_QUERY, message.encode());

    SubQueryMessage read = SubQueryMessage.decode(message.encode());
    assertThat(read.context()).isEqualTo(Fixed.context());
    assertThat(read.bodyDigest()).isEqualTo(message.bodyDigest());
  }

  @Test
  void refusal() throws IOException {
    RefusalMessage message =
        new RefusalMessage(
            CITY,
            NORTH,
            BOARD,
            QUERY,
            ErrorCode.USE_FORBIDDEN,
            "No 'filter' on zone",
            "Ask north.");

    verifySealed(
        new Vector("refusal", "north refuses the question of board").with("code", 4),
        ObjectKind.REFUSAL,
        message.encode());
    assertThat(RefusalMessage.decode(message.encode())).isEqualTo(message);
  }

  @Test
  void catalog() throws IOException {
    PublishedColumn zone =
        new PublishedColumn("zone", ColumnType.VARCHAR, true, EnumSet.of(Use.GROUP, Use.FILTER));
    PublishedColumn fare =
        new PublishedColumn("fare", ColumnType.decimal(10, 2), false, EnumSet.of(Use.AGGREGATE));
    PublishedTable trips =
        new PublishedTable("trips", List.of("zone"), NearestMode.LOCAL, List.of(zone, fare));
    CatalogMessage message =
        new CatalogMessage(
            CITY, BOARD, 3, new NodeCatalog(NORTH, 1_795_000_000L, "H2 2.5", 2, List.of(trips)));

    verifySealed(
        new Vector("catalog", "north's catalog for board, of epoch 3"),
        ObjectKind.CATALOG,
        message.encode());
    assertThat(CatalogMessage.decode(message.encode())).isEqualTo(message);
  }

  @Test
  void heartbeat() throws IOException {
    HeartbeatMessage message =
        new HeartbeatMessage(CITY, NORTH, NOW, Duration.ofSeconds(5), "0.1.0");
    byte[] object = keys("north").signing().signObject(ObjectKind.HEARTBEAT, message.encode());

    new Vector("heartbeat", "north is alive; signed with north.keys")
        .with("payload", message.encode())
        .with("object", object)
        .verify();

    byte[] payload =
        SignedObject.read(ObjectKind.HEARTBEAT, object)
            .payload(keys("north").signing().verifyingKey());
    assertThat(HeartbeatMessage.decode(payload)).isEqualTo(message);
  }

  @Test
  void manifest() throws IOException {
    KeyRing north =
        new KeyRing(
            keys("north").publicKeys(),
            List.of(
                new KeyRing.Former(
                    keys("founder").publicKeys(), Instant.parse("2027-02-01T00:00:00Z"))));
    Manifest manifest =
        new Manifest(
            CITY,
            3,
            keys("founder").signing().verifyingKey(),
            List.of(new NodeIdentity(NORTH, north), new NodeIdentity(SOUTH, ring("south"))),
            List.of(new AnalystIdentity(BOARD, ring("board"))),
            List.of(new KeyId("ab".repeat(32))));
    byte[] object = keys("founder").signing().signObject(ObjectKind.MANIFEST, manifest.payload());

    new Vector("manifest", "signed with founder.keys, which north used before")
        .with("payload", manifest.payload())
        .with("object", object)
        .verify();
    assertThat(Manifest.verify(object)).isEqualTo(manifest);
  }

  @Test
  void publicKeys() throws IOException {
    PublicFile file = keys("north").publicFile("north");

    new Vector("public-keys", "the public file of north.keys")
        .with("signed", PublicFile.message("north", file.keys()))
        .with("file", file.toText().getBytes(StandardCharsets.US_ASCII))
        .with("fingerprint", file.keys().id())
        .with("fingerprints", file.keys().fingerprints())
        .with("paillierFingerprint", file.keys().paillier().fingerprint())
        .verify();
    assertThat(PublicFile.parse(file.toText())).isEqualTo(file);
  }

  @Test
  void names() throws IOException {
    PipeNames names = new PipeNames("city");
    new Vector("names", "buckets and keys of board and north in federation city")
        .with("in", names.in("board", "north"))
        .with("out", names.out("board", "north"))
        .with("merged", names.merged("board"))
        .with("board", names.board("north"))
        .with("catalog", PipeNames.catalog("board"))
        .with("subQuery", PipeNames.subQuery(QUERY.value()))
        .with("partial", PipeNames.partial(QUERY.value()))
        .with("answer", PipeNames.answer(QUERY.value()))
        .with("done", PipeNames.done("board", QUERY.value()))
        .with("refusal", PipeNames.refusal("board", QUERY.value()))
        .with("heartbeat", PipeNames.heartbeat())
        .verify();
  }

  @Test
  void ticket() throws IOException {
    MergeTicket ticket = MergeTicket.ofHex(Fixed.SECRET);

    new Vector("ticket", "what a merge is asked with, and the id of its query")
        .with("ticket", ticket.toHex())
        .with("query", QueryId.of(ticket.queryId()))
        .verify();
  }

  @Test
  void everyKindOfObjectHasAVector() throws IOException {
    for (ObjectKind kind : ObjectKind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertThat(Files.readAllLines(Vector.FOLDER.resolve(name + ".txt")))
          .as(name)
          .anyMatch(line -> line.startsWith("object = 50524c59"));
    }
  }

  /** What is sealed differs each time, so the stored object is opened. */
  private static void verifySealed(Vector vector, ObjectKind kind, byte[] payload)
      throws IOException {
    boolean isAsked = kind == ObjectKind.SUB_QUERY;
    String sender = isAsked ? "board" : "north";
    String recipient = isAsked ? "north" : "board";
    byte[] fresh =
        Envelope.seal(
            kind,
            new Envelope.Sender(sender, keys(sender)),
            keys(recipient).sealing().publicKey(),
            payload);
    vector.with("sender", sender).with("recipient", recipient).with("payload", payload);
    byte[] object = vector.stored("object", fresh);

    Envelope envelope = Envelope.open(kind, OwnKeys.of(keys(recipient)), object);

    assertThat(envelope.claimedSender()).isEqualTo(sender);
    assertThat(envelope.payload(keys(sender).signing().verifyingKey())).isEqualTo(payload);
    assertThat(envelope.replyTo()).isEqualTo(keys(sender).sealing().publicKey());
    assertThat(object).hasSameSizeAs(fresh);
    vector.verify();
  }
}
