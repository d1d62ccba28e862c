// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static dev.parley.it.attack.FreeGateway.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.QueryTrace;
import dev.parley.it.attack.BesiegedStage.Besieged;
import dev.parley.it.tap.MergeObject;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Narrowing.Count;
import dev.parley.protocol.topk.Narrowing.Release;
import dev.parley.protocol.topk.Rank;
import dev.parley.wire.ObjectKind;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Of rows in a hidden order, the best of all are released and no others: whoever asks, in whatever
 * rounds, and whatever the cloud does with the counts.
 */
@ExtendWith(BesiegedStage.class)
@Timeout(60)
class GreedyRoundsIT {
  private static final List<NodeId> ALL = nodes("north", "south", "west");
  private static final String HONEST = "SELECT name FROM beacons ORDER BY score LIMIT 4";
  private static final List<List<String>> BEST =
      List.of(List.of("south 0"), List.of("south 1"), List.of("south 2"), List.of("north 0"));

  /** Behind two slots of 32 bits and one of 272. */
  private static final int FIRST_COUNT = 336;

  private static final String TWO =
      "SELECT \"name\" FROM \"beacons\" ORDER BY BEST(\"score\") ASC NULLS LAST LIMIT 2";

  private final Besieged besieged;
  private final FreeGateway gateway;

  GreedyRoundsIT(Besieged besieged) throws IOException {
    this.besieged = besieged;
    gateway = new FreeGateway(besieged.federation().federation());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void whatReachesTheGatewayAreSumsAndThenTheBestRowsOfAll() throws Exception {
    List<byte[]> merged = Collections.synchronizedList(new ArrayList<>());
    besieged
        .cloud()
        .tell(
            (path, truth) -> {
              if (path.endsWith("/merged")) {
                merged.add(truth);
              }
              return truth;
            });

    assertThat(besieged.ask(HONEST)).isEqualTo(BEST);

    List<Integer> records = new ArrayList<>();
    for (byte[] object : merged) {
      records.add(MergeObject.parse(ObjectKind.MERGED, object).groups());
    }
    assertThat(records).hasSizeGreaterThanOrEqualTo(2).endsWith(4);
    assertThat(records.subList(0, records.size() - 1)).containsOnly(1);
  }

  @Test
  void aBoundBeyondAllRowsReleasesNoMoreThanEachOwnersOwnBest() {
    QueryId basis = firstRound();

    OpenedAnswer rows = round(basis, new Release(Rank.LAST));

    assertThat(rows.groups())
        .extracting(row -> row.key().values().get(0))
        .containsExactlyInAnyOrder("north 0", "north 1", "south 0", "south 1", "west 0", "west 1");
    assertThat(refused(() -> round(basis, new Release(Rank.LAST))))
        .isEqualTo(ErrorCode.NODE_FAILED);
  }

  @Test
  void laterRoundsAreOfTheFirst() {
    QueryId basis = firstRound();
    Narrowing release = new Narrowing(Optional.of(basis), new Release(Rank.LAST));

    assertThat(refused(() -> gateway.ask(TWO.replace("2", "5"), release, ALL, new QueryTrace())))
        .isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(
            refused(() -> gateway.ask(TWO.replace("ASC", "DESC"), release, ALL, new QueryTrace())))
        .isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(refused(() -> gateway.ask(TWO, release, nodes("north"), new QueryTrace())))
        .isEqualTo(ErrorCode.TOO_FEW_OWNERS);
  }

  @Test
  void countsOfOneOwnerAloneAreRefused() {
    Narrowing first = new Narrowing(Optional.empty(), new Count(List.of(Rank.LAST)));

    assertThat(refused(() -> gateway.ask(TWO, first, nodes("south"), new QueryTrace())))
        .isEqualTo(ErrorCode.TOO_FEW_OWNERS);
  }

  @Test
  void countsThatTheCloudAltersOrRepeatsGiveNoRows() {
    besieged
        .cloud()
        .tell(
            (path, truth) -> {
              if (!path.endsWith("/merged")) {
                return truth;
              }
              MergeObject merged = MergeObject.parse(ObjectKind.MERGED, truth);
              BigInteger one = BigInteger.ONE.shiftLeft(FIRST_COUNT);
              return merged.withFirstCiphertext(c -> merged.plus(c, one)).toBytes();
            });
    assertThat(besieged.failure(HONEST).getSQLState()).isEqualTo("P0301");

    byte[][] first = new byte[1][];
    besieged
        .cloud()
        .tell(
            (path, truth) -> {
              if (path.endsWith("/merged") && first[0] == null) {
                first[0] = truth;
              }
              return path.endsWith("/merged") ? first[0] : truth;
            });
    assertThat(besieged.failure(HONEST).getSQLState()).isEqualTo("P0301");
  }

  private QueryId firstRound() {
    QueryTrace trace = new QueryTrace();
    Narrowing first = new Narrowing(Optional.empty(), new Count(List.of(Rank.LAST)));
    OpenedAnswer unused = gateway.ask(TWO, first, ALL, trace);
    @Nullable QueryId id = trace.queryId();
    if (id == null) {
      throw new AssertionError("The first round has no id");
    }
    return id;
  }

  private OpenedAnswer round(QueryId basis, Narrowing.Wanted wanted) {
    return gateway.ask(TWO, new Narrowing(Optional.of(basis), wanted), ALL, new QueryTrace());
  }

  private static ErrorCode refused(Runnable asked) {
    return catchThrowableOfType(ParleyException.class, asked::run).code();
  }
}
