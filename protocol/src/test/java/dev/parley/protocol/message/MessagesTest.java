// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.wire.WireFormatException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final FederationId CITY = new FederationId("city");
  private static final NodeId NORTH = new NodeId("north");
  private static final AnalystId BOARD = new AnalystId("board");
  private static final QueryId QUERY = new QueryId("00112233445566778899aabbccddeeff");
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.987Z");

  @Test
  void subQueryIsReadAsWritten() {
    SubQueryMessage message = subQuery("SELECT COUNT(*) FROM \"trips\"");

    SubQueryMessage read = SubQueryMessage.decode(message.encode());

    assertThat(read.context()).isEqualTo(message.context());
    assertThat(read.bodyDigest()).isEqualTo(message.bodyDigest());
    assertThat(read.subQuery().sql()).isEqualTo(message.subQuery().sql());
    assertThat(read.subQuery().participants()).isEqualTo(message.subQuery().participants());
    assertThat(read.subQuery().slots()).isEqualTo(message.subQuery().slots());
    assertThat(read.subQuery().paillierKey()).isEqualTo(message.subQuery().paillierKey());
    assertThat(read.subQuery().secret().toBytes()).isEqualTo(message.subQuery().secret().toBytes());
    assertThat(read.encode()).isEqualTo(message.encode());
  }

  @Test
  void roundsAreReadAsWrittenAndBoundByTheDigest() {
    Rank one = Rank.of(new byte[] {1});
    Narrowing count = new Narrowing(Optional.empty(), new Narrowing.Count(List.of(one, Rank.LAST)));
    Narrowing later = new Narrowing(Optional.of(QUERY), new Narrowing.Count(List.of(one)));
    Narrowing release = new Narrowing(Optional.of(QUERY), new Narrowing.Release(one));
    Set<SubQueryMessage.Digest> digests = new HashSet<>();
    for (Narrowing narrowing : List.of(count, later, release, Narrowing.oneRound())) {
      SubQueryMessage message = round(narrowing);

      SubQueryMessage read = SubQueryMessage.decode(message.encode());

      assertThat(read.subQuery().narrowing()).contains(narrowing);
      assertThat(read.bodyDigest()).isEqualTo(message.bodyDigest());
      digests.add(read.bodyDigest());
    }
    assertThat(digests).hasSize(4).doesNotContain(subQuery("x").bodyDigest());
  }

  @Test
  void bodyDigestDependsOnTheBodyAlone() {
    SubQueryMessage one = subQuery("SELECT 1");
    SubQueryMessage toAnother =
        SubQueryMessage.of(context(new NodeId("west"), NOON.plusSeconds(9)), one.subQuery());

    assertThat(toAnother.bodyDigest()).isEqualTo(one.bodyDigest());
    assertThat(subQuery("SELECT 2").bodyDigest()).isNotEqualTo(one.bodyDigest());
    assertThat(one.bodyDigest().toBytes()).hasSize(32);
    assertThatThrownBy(() -> new SubQueryMessage.Digest("00"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void contextIsKeptToTheSecond() {
    QueryContext context = context(NORTH, NOON.plusSeconds(60));

    assertThat(context.issuedAt()).isEqualTo(Instant.parse("2026-01-02T12:00:00Z"));
    for (Instant wrong : List.of(NOON.plusMillis(1), NOON, Instant.MAX)) {
      assertThatThrownBy(() -> context(NORTH, wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void participantsAreSortedAndNoneTwice() {
    for (List<NodeId> wrong :
        List.of(List.<NodeId>of(), List.of(NORTH, NORTH), List.of(NORTH, new NodeId("east")))) {
      assertThatThrownBy(
              () -> new SubQuery("SELECT 1", wrong, List.of(), "00", QuerySecret.of(new byte[32])))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void catalogIsReadAsWritten() {
    CatalogMessage message = catalog();

    assertThat(CatalogMessage.decode(message.encode())).isEqualTo(message);
  }

  @Test
  void aCatalogWithAWordThatNobodyKnowsIsRefused() {
    String other =
        new String(catalog().encode(), StandardCharsets.ISO_8859_1).replace("local", "lokal");

    assertThatThrownBy(() -> CatalogMessage.decode(other.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(WireFormatException.class)
        .hasMessage("Unknown way to find the best rows");
  }

  @Test
  void heartbeatIsReadAsWrittenAndPromisesAnother() {
    HeartbeatMessage message = heartbeat();

    assertThat(HeartbeatMessage.decode(message.encode())).isEqualTo(message);
    assertThatThrownBy(() -> new HeartbeatMessage(CITY, NORTH, NOON, Duration.ZERO, "1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusalIsReadAsWrittenForEveryCode() {
    for (ErrorCode code : ErrorCode.values()) {
      RefusalMessage message =
          RefusalMessage.of(subQuery("").context(), new ParleyException(code, "a fact", "a hint"));
      assertThat(RefusalMessage.decode(message.encode())).isEqualTo(message);
    }
  }

  @Test
  void aPeersTextIsOneLineThatMovesNoCursor() {
    RefusalMessage message =
        new RefusalMessage(
            CITY,
            NORTH,
            BOARD,
            QUERY,
            ErrorCode.NODE_FAILED,
            "a\r\nb\u001b[2J\u202ec",
            "x".repeat(5000));

    assertThat(message.fact()).isEqualTo("a  b [2J c");
    assertThat(message.hint()).hasSize(2000);
    assertThat(new HeartbeatMessage(CITY, NORTH, NOON, Duration.ofSeconds(1), "1\n2").version())
        .isEqualTo("1 2");
  }

  @Test
  void truncatedOrAlteredMessagesAreWireFormatExceptionsOrOtherMessages() {
    abuse(subQuery("SELECT COUNT(*) FROM \"trips\"").encode(), SubQueryMessage::decode);
    abuse(catalog().encode(), CatalogMessage::decode);
    abuse(heartbeat().encode(), HeartbeatMessage::decode);
    abuse(
        new RefusalMessage(CITY, NORTH, BOARD, QUERY, ErrorCode.NODE_FAILED, "fact", "hint")
            .encode(),
        RefusalMessage::decode);
  }

  /** Cuts, lengthens and alters; whatever is no message must say so, and cost no memory. */
  private static void abuse(byte[] message, Consumer<byte[]> decode) {
    for (int length = 0; length <= message.length + 1; length++) {
      if (length != message.length) {
        byte[] cut = Arrays.copyOf(message, length);
        assertThatExceptionOfType(WireFormatException.class)
            .as("of %d bytes", length)
            .isThrownBy(() -> decode.accept(cut));
      }
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < message.length; i++) {
      for (int value : new int[] {message[i] ^ 1, message[i] ^ 0x80, 0, 0x7F, 0xFF}) {
        byte[] altered = message.clone();
        altered[i] = (byte) value;
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
          decode.accept(altered);
        } catch (WireFormatException expected) {
          assertThat(expected.getMessage()).doesNotContain("north", "city", "trips");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 21);
      }
    }
  }

  /** One message of each kind, as it travels. */
  static Stream<byte[]> examples() {
    return Stream.of(
        subQuery("SELECT COUNT(*) FROM \"trips\"").encode(),
        round(new Narrowing(Optional.of(QUERY), new Narrowing.Count(List.of(Rank.LAST)))).encode(),
        round(new Narrowing(Optional.of(QUERY), new Narrowing.Release(Rank.FIRST))).encode(),
        round(Narrowing.oneRound()).encode(),
        catalog().encode(),
        heartbeat().encode(),
        RefusalMessage.of(
                subQuery("").context(), new ParleyException(ErrorCode.NODE_FAILED, "fact", "hint"))
            .encode());
  }

  private static SubQueryMessage subQuery(String sql) {
    SubQuery subQuery =
        new SubQuery(
            sql,
            List.of(NORTH, new NodeId("west")),
            List.of(
                new Slot(Slot.Kind.VALUE, 0, 0, 2, 80), new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32)),
            "ab".repeat(32),
            QuerySecret.of(new byte[32]));
    return SubQueryMessage.of(context(NORTH, NOON.plusSeconds(60)), subQuery);
  }

  private static SubQueryMessage round(Narrowing narrowing) {
    SubQuery subQuery =
        new SubQuery(
            "x",
            List.of(NORTH),
            List.of(),
            "ab".repeat(32),
            QuerySecret.of(new byte[32]),
            Optional.of(new PlaceList(List.of(new PlaceList.Entry(0, 1, 2, 3)))),
            Optional.of(narrowing));
    return SubQueryMessage.of(context(NORTH, NOON.plusSeconds(60)), subQuery);
  }

  private static QueryContext context(NodeId recipient, Instant expiry) {
    return new QueryContext(
        CITY, recipient, new Principal(BOARD, "ann"), QUERY, 1, 1, NOON, expiry);
  }

  private static CatalogMessage catalog() {
    PublishedColumn zone =
        new PublishedColumn("zone", ColumnType.varchar(8), true, Set.of(Use.GROUP, Use.FILTER));
    PublishedColumn fare =
        new PublishedColumn("fare", ColumnType.decimal(9, 2), false, Set.of(Use.AGGREGATE));
    PublishedTable trips = new PublishedTable("trips", List.of("zone"), List.of(zone, fare));
    PublishedTable stops = new PublishedTable("stops", List.of(), NearestMode.LOCAL, List.of(zone));
    return new CatalogMessage(
        CITY, BOARD, 3, new NodeCatalog(NORTH, 17, "H2 2.5", 2, List.of(trips, stops)));
  }

  private static HeartbeatMessage heartbeat() {
    return new HeartbeatMessage(CITY, NORTH, NOON, Duration.ofSeconds(5), "0.1.0");
  }
}
