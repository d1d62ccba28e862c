// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.NORTH;
import static dev.parley.node.LoneAnalyst.SOUTH;
import static dev.parley.node.LoneAnalyst.context;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.config.Limits;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole node, asked for the best of its rows in rounds. */
class NodeBestTest {
  private static final String POLICY =
      """
      analysts: [health-board]
      minOwners: 1
      questionsPerDay: 3
      tables:
        trips:
          key: [tip]
          minRows: 2
          columns:
            tip: [reveal]
            fare: [nearest]
      """;

  /** Fares are -7, 0.01, 1, 1, 1.50, 2.25, 9 and NULL; tips 4, 5, 7, 8, 1, 2, 6 and 3. */
  private static final String CHEAPEST =
      "SELECT \"tip\" FROM \"trips\" ORDER BY BEST(\"fare\") ASC NULLS LAST LIMIT 5";

  private static final List<NodeId> ALONE = List.of(NORTH);
  private static final Narrowing.Count BY_FARE = count("0", "1", "1.01");

  @RegisterExtension final LoneNode bench = LoneNode.with(POLICY);
  private final LoneAnalyst analyst = bench.analyst;
  private final QueryId basis = QueryId.random(LoneAnalyst.RANDOM);

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void countsItsBestRowsAndReleasesThoseBeforeTheBound(Dialect dialect) throws Exception {
    bench.restart(dialect);

    assertThat(counted(CHEAPEST, basis, first(BY_FARE))).containsExactly(1L, 1L, 2L, 1L);
    assertThat(counted(CHEAPEST, fresh(), later(count("-7", "0.01", "2"))))
        .containsExactly(0L, 1L, 4L, 0L);
    assertThat(released(later(new Narrowing.Release(fare("1.01")))))
        .containsExactlyInAnyOrder("[4, -7]", "[5, 0.01]", "[7, 1]", "[8, 1]");
  }

  @Test
  void neverReleasesMoreThanItsOwnBestRows() throws Exception {
    counted(CHEAPEST, basis, first(BY_FARE));

    assertThat(released(later(new Narrowing.Release(Rank.LAST))))
        .containsExactlyInAnyOrder("[4, -7]", "[5, 0.01]", "[7, 1]", "[8, 1]", "[1, 1.5]");
  }

  @Test
  void breaksTiesByTheKeyOfThePolicy() throws Exception {
    String three = CHEAPEST.replace("LIMIT 5", "LIMIT 3");
    counted(three, basis, first(BY_FARE));

    assertThat(rows(three, later(new Narrowing.Release(Rank.LAST))))
        .containsExactlyInAnyOrder("[4, -7]", "[5, 0.01]", "[7, 1]");
  }

  @Test
  void rowsAreReleasedOnceOnly() throws Exception {
    counted(CHEAPEST, basis, first(BY_FARE));
    released(later(new Narrowing.Release(fare("0"))));

    assertForgotten(refusal("ada", ALONE, CHEAPEST, later(new Narrowing.Release(Rank.LAST))));
    assertForgotten(refusal("ada", ALONE, CHEAPEST, later(BY_FARE)));
  }

  @Test
  void anotherUserOfTheSameAnalystGetsNothing() throws Exception {
    counted(CHEAPEST, basis, first(BY_FARE));

    assertForgotten(refusal("eve", ALONE, CHEAPEST, later(new Narrowing.Release(Rank.LAST))));
  }

  @Test
  void aLaterRoundAsksTheSameOfTheSame() throws Exception {
    counted(CHEAPEST, basis, first(BY_FARE));
    String dearest = CHEAPEST.replace("ASC", "DESC");

    assertOther(refusal("ada", ALONE, dearest, later(new Narrowing.Release(Rank.LAST))));
    assertOther(refusal("ada", ALONE, CHEAPEST.replace("5", "8"), later(BY_FARE)));
    assertOther(refusal("ada", List.of(NORTH, SOUTH), CHEAPEST, later(BY_FARE)));
  }

  @Test
  void aFirstRoundThatNobodyHasAskedIsUnknown() throws Exception {
    assertForgotten(refusal("ada", ALONE, CHEAPEST, later(BY_FARE)));
  }

  @Test
  void aRestartForgets() throws Exception {
    counted(CHEAPEST, basis, first(BY_FARE));
    bench.restart(Limits.DEFAULT);

    assertForgotten(refusal("ada", ALONE, CHEAPEST, later(BY_FARE)));
  }

  @Test
  void anotherPolicyForgets() throws Exception {
    counted(CHEAPEST, basis, first(BY_FARE));
    bench.rewrite(POLICY.replace("fare: [nearest]", "fare: [nearest, reveal]"));

    assertForgotten(refusal("ada", ALONE, CHEAPEST, later(BY_FARE)));
  }

  @Test
  void allRoundsAreOneQuestionOfTheDayUnlessTheirFirstIsUnknown() throws Exception {
    counted(CHEAPEST, basis, first(BY_FARE));
    for (int i = 0; i < 5; i++) {
      counted(CHEAPEST, fresh(), later(BY_FARE));
    }
    released(later(new Narrowing.Release(fare("0"))));

    assertForgotten(refusal("ada", ALONE, CHEAPEST, later(BY_FARE)));
    assertForgotten(refusal("ada", ALONE, CHEAPEST, later(BY_FARE)));
    assertThat(refusal("ada", ALONE, CHEAPEST, later(BY_FARE)).code())
        .isEqualTo(ErrorCode.QUESTIONS_USED_UP);
  }

  @Test
  void everyRoundIsInTheOwnersLog() throws Exception {
    counted(CHEAPEST, basis, first(BY_FARE));
    counted(CHEAPEST, fresh(), later(BY_FARE));
    released(later(new Narrowing.Release(fare("1"))));

    List<String> log = Files.readAllLines(bench.folder().resolve("audit.log"));
    assertThat(log).filteredOn(line -> line.contains("\"asked\"")).hasSize(3);
    assertThat(log).filteredOn(line -> line.contains("\"basis\":\"" + basis)).hasSize(2);
    assertThat(log).filteredOn(line -> line.contains("\"revealed\":2")).hasSize(1);
    assertThat(log).filteredOn(line -> line.contains("\"rows\":5")).hasSize(2);
  }

  @Test
  void moreRowsThanItsOwnerAllowsAreRefused() throws Exception {
    bench.restart(new Limits(Duration.ofSeconds(60), 4, 10));

    RefusalMessage refusal = refusal("ada", ALONE, CHEAPEST, first(BY_FARE));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY);
    assertThat(refusal.fact())
        .isEqualTo("Node 'north' releases at most 4 rows, and 5 are asked for");
  }

  @Test
  void countsTravelInTheirOwnSlotsAndRoundsAreOfWhatHasRounds() throws Exception {
    SubQuery narrow =
        asked(
            ALONE,
            CHEAPEST,
            Optional.of(first(BY_FARE)),
            List.of(new Slot(Slot.Kind.VALUE, 0, 0, 0, 18)));
    SubQuery without = asked(ALONE, CHEAPEST, Optional.empty(), List.of());
    SubQuery rows =
        asked(ALONE, "SELECT \"tip\" FROM \"trips\"", Optional.of(first(BY_FARE)), List.of());

    assertThat(refusal(narrow).fact()).contains("not as wide");
    assertThat(refusal(without).fact()).contains("its question has rounds");
    assertThat(refusal(rows).fact()).contains("its question has no rounds");
  }

  private static Narrowing first(Narrowing.Wanted wanted) {
    return new Narrowing(Optional.empty(), wanted);
  }

  private Narrowing later(Narrowing.Wanted wanted) {
    return new Narrowing(Optional.of(basis), wanted);
  }

  private static Narrowing.Count count(String... fares) {
    return new Narrowing.Count(Arrays.stream(fares).map(NodeBestTest::fare).toList());
  }

  private static Rank fare(String fare) {
    ScoreCode code = new ScoreCode(ColumnType.decimal(10, 2), false, false);
    return Rank.of(code.encode(new BigDecimal(fare)));
  }

  private static QueryId fresh() {
    return QueryId.random(LoneAnalyst.RANDOM);
  }

  private static SubQuery asked(
      List<NodeId> nodes, String sql, Optional<Narrowing> narrowing, List<Slot> slots) {
    return new SubQuery(
        sql,
        nodes,
        slots,
        LoneAnalyst.KEYS.paillier().publicKey().fingerprint(),
        QuerySecret.random(LoneAnalyst.RANDOM),
        Optional.empty(),
        narrowing);
  }

  private static SubQuery asked(List<NodeId> nodes, String sql, Narrowing narrowing) {
    long limit = Long.parseLong(sql.substring(sql.lastIndexOf(' ') + 1));
    List<Slot> slots =
        narrowing.wanted() instanceof Narrowing.Count count
            ? CountSlots.of(count.buckets(), limit, nodes.size()).slots()
            : List.of();
    return asked(nodes, sql, Optional.of(narrowing), slots);
  }

  private List<Long> counted(String sql, QueryId id, Narrowing narrowing) throws Exception {
    SubQuery asked = asked(ALONE, sql, narrowing);
    QueryContext context = context(id);
    analyst.ask(context, asked);
    List<BigInteger> values = analyst.answer(context, asked).values().iterator().next();
    Narrowing.Count count = (Narrowing.Count) narrowing.wanted();
    return CountSlots.of(count.buckets(), 5, 1)
        .unpack(values.subList(SlotLayout.FIRST_VALUE - 1, values.size()));
  }

  private List<String> released(Narrowing narrowing) throws Exception {
    return rows(CHEAPEST, narrowing);
  }

  private List<String> rows(String sql, Narrowing narrowing) throws Exception {
    SubQuery asked = asked(ALONE, sql, narrowing);
    QueryContext context = context(fresh());
    analyst.ask(context, asked);
    return analyst.rows(context, asked).stream().map(row -> row.values().toString()).toList();
  }

  private RefusalMessage refusal(String user, List<NodeId> nodes, String sql, Narrowing narrowing)
      throws Exception {
    QueryContext context = context(fresh(), user);
    analyst.ask(context, asked(nodes, sql, narrowing));
    return analyst.refusal(context.queryId());
  }

  private RefusalMessage refusal(SubQuery asked) throws Exception {
    QueryContext context = context(fresh());
    analyst.ask(context, asked);
    return analyst.refusal(context.queryId());
  }

  private static void assertForgotten(RefusalMessage refusal) {
    assertThat(refusal.code()).isEqualTo(ErrorCode.NODE_FAILED);
    assertThat(refusal.fact())
        .isEqualTo("Node 'north' knows no first round of this question any more");
    assertThat(refusal.hint()).isEqualTo("Ask again.");
  }

  private static void assertOther(RefusalMessage refusal) {
    assertThat(refusal.code()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(refusal.fact()).contains("it asks something else, or others, than its first round");
  }
}
