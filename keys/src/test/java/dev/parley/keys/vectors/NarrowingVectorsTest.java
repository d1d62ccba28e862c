// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys.vectors;

import static dev.parley.keys.vectors.Fixed.NORTH;
import static dev.parley.keys.vectors.Fixed.QUERY;
import static dev.parley.keys.vectors.Fixed.SOUTH;
import static dev.parley.keys.vectors.Fixed.keys;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rounds of a question for the best rows. */
class NarrowingVectorsTest {
  private static final ColumnType FARE = ColumnType.decimal(10, 2);
  private static final String SQL =
      "SELECT \"zone\" FROM \"trips\" ORDER BY BEST(\"fare\") ASC NULLS LAST LIMIT 5";

  private static final String LISTED =
      "SELECT LIST_N, \"zone\" FROM \"trips\", LIST"
          + " ORDER BY BEST(ST_DISTANCE(\"start\", LIST_X, LIST_Y)) ASC NULLS LAST LIMIT 5";

  @Test
  void scoresInOrder() throws IOException {
    new Vector("score", "codes of scores, ascending and NULLS LAST where nothing else is said")
        .with("decimal", code(FARE, new BigDecimal("-6.99")))
        .with("zero", code(FARE, BigDecimal.ZERO))
        .with("integer", code(ColumnType.BIGINT, new BigDecimal("1234")))
        .with("double", code(ColumnType.DOUBLE, new BigDecimal("-72.5")))
        .with("text", code(ColumnType.VARCHAR, "Stra\u00dfe\u0001"))
        .with("date", code(ColumnType.DATE, LocalDate.of(2026, 11, 21)))
        .with("timestamp", code(ColumnType.TIMESTAMP, LocalDateTime.of(2026, 11, 21, 8, 0)))
        .with("truth", code(ColumnType.BOOLEAN, true))
        .with("time", code(ColumnType.TIME, LocalTime.of(8, 0)))
        .with("bytes", code(ColumnType.VARBINARY, Octets.ofHex("00ff01")))
        .with("nullLast", new ScoreCode(FARE, false, false).encode(null))
        .with("nullFirst", new ScoreCode(FARE, false, true).encode(null))
        .with("descending", new ScoreCode(FARE, true, true).encode(new BigDecimal("12.5")))
        .verify();
  }

  @Test
  void rounds() throws IOException {
    List<Rank> edges =
        Stream.of("-6.99", "0", "12.5").map(s -> Rank.of(code(FARE, new BigDecimal(s)))).toList();
    CountSlots slots = CountSlots.of(4, 5, 2);
    Narrowing count = new Narrowing(Optional.empty(), new Narrowing.Count(edges));
    Narrowing release = new Narrowing(Optional.of(QUERY), new Narrowing.Release(edges.get(2)));

    new Vector(
            "rounds",
            "payloads of rounds of the 5 best of two nodes: counts, a release, the only one, and a"
                + " release of those joined with each of two places")
        .with("sql", SQL)
        .with("count", payload(slots.slots(), count))
        .with("release", payload(List.of(), release))
        .with("only", payload(List.of(), Narrowing.oneRound()))
        .with("listed", listed(edges.get(2)))
        .with("countBits", slots.countBits())
        .with("counts", "1 0 2 2")
        .with("packed", slots.pack(List.of(1L, 0L, 2L, 2L)))
        .verify();
  }

  private static byte[] listed(Rank bound) {
    List<PlaceList.Entry> entries =
        List.of(new PlaceList.Entry(0, 11.5, 50, 0.25), new PlaceList.Entry(7, -3, 0, 0));
    List<Rank> bounds = List.of(bound.ofEntry(0), Rank.LAST.ofEntry(7));
    SubQuery asked =
        new SubQuery(
            LISTED,
            List.of(NORTH, SOUTH),
            List.of(),
            keys("board").paillier().publicKey().fingerprint(),
            Fixed.secret(),
            Optional.of(new PlaceList(entries)),
            Optional.of(new Narrowing(Optional.of(QUERY), new Narrowing.Release(bounds))));
    return SubQueryMessage.of(Fixed.context(), asked).encode();
  }

  private static byte[] code(ColumnType type, Object score) {
    return new ScoreCode(type, false, false).encode(score);
  }

  private static byte[] payload(List<Slot> slots, Narrowing narrowing) {
    String fingerprint = keys("board").paillier().publicKey().fingerprint();
    List<NodeId> nodes = List.of(NORTH, SOUTH);
    SubQuery asked =
        new SubQuery(
            SQL,
            nodes,
            slots,
            fingerprint,
            Fixed.secret(),
            Optional.empty(),
            Optional.of(narrowing));
    return SubQueryMessage.of(Fixed.context(), asked).encode();
  }
}
