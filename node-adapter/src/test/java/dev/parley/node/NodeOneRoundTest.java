// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.NORTH;
import static dev.parley.node.LoneAnalyst.context;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.config.Limits;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole node whose owner lets it release its own best rows at once. */
class NodeOneRoundTest {
  private static final String POLICY =
      """
      analysts: [health-board]
      minOwners: 1
      questionsPerDay: 2
      tables:
        trips:
          key: [tip]
          nearest: local
          minRows: 2
          columns:
            tip: [reveal]
            fare: [nearest]
            zone: []
      """;

  /** Fares are -7, 0.01, 1, 1, 1.50, 2.25, 9 and NULL; tips 4, 5, 7, 8, 1, 2, 6 and 3. */
  private static final String CHEAPEST =
      "SELECT \"tip\" FROM \"trips\" ORDER BY BEST(\"fare\") ASC NULLS LAST LIMIT 5";

  private static final ScoreCode TIP = new ScoreCode(ColumnType.INTEGER, false, false);

  @RegisterExtension final LoneNode bench = LoneNode.with(POLICY);
  private final LoneAnalyst analyst = bench.analyst;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void releasesItsOwnBestRowsWithWhereTheyStand(Dialect dialect) throws Exception {
    bench.restart(dialect);

    List<List<Object>> rows = rows(CHEAPEST);

    assertThat(rows)
        .extracting(row -> row.subList(0, 2).toString())
        .containsExactlyInAnyOrder("[4, -7]", "[5, 0.01]", "[7, 1]", "[8, 1]", "[1, 1.5]");
    for (List<Object> row : rows) {
      String tip = HexFormat.of().formatHex(TIP.encode(row.get(0)));
      assertThat((String) row.get(2)).startsWith(tip).hasSize(tip.length() + 16);
    }
  }

  @Test
  void ranksAreThoseOfRounds() throws Exception {
    Comparator<List<Object>> order =
        Comparator.<List<Object>, BigDecimal>comparing(row -> (BigDecimal) row.get(1))
            .thenComparing(row -> (String) row.get(2));
    String three = CHEAPEST.replace("LIMIT 5", "LIMIT 3");

    List<List<Object>> five = rows(CHEAPEST).stream().sorted(order).toList();

    assertThat(rows(three)).containsExactlyInAnyOrderElementsOf(five.subList(0, 3));
    assertThat(five)
        .extracting(row -> row.get(0).toString())
        .containsExactly("4", "5", "7", "8", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nearest: private"})
  void onlyWhereItsOwnerSaysSo(String mode) throws Exception {
    bench.rewrite(POLICY.replace("nearest: local", mode));

    RefusalMessage refusal = refusal(CHEAPEST);

    assertThat(refusal.code()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(refusal.fact())
        .isEqualTo(
            "Node 'north' refuses to release its own best rows of 'trips' in the first round");
  }

  @Test
  void theCatalogSaysSo() throws Exception {
    LoneAnalyst.await(() -> analyst.catalog().isPresent());

    assertThat(analyst.catalog().orElseThrow().table("trips").orElseThrow().nearest())
        .isEqualTo(NearestMode.LOCAL);
  }

  @Test
  void allOtherRulesHold() throws Exception {
    assertThat(refusal(CHEAPEST.replace("\"tip\"", "\"zone\"")).code())
        .isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(refusal(CHEAPEST.replace("BEST(\"fare\")", "BEST(\"zone\")")).code())
        .isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(refusal(CHEAPEST).code()).isEqualTo(ErrorCode.QUESTIONS_USED_UP);
  }

  @Test
  void asManyOwnersAsItsOwnerDemandsAreAsked() throws Exception {
    bench.rewrite(POLICY.replace("minOwners: 1", "minOwners: 2"));

    assertThat(refusal(CHEAPEST).code()).isEqualTo(ErrorCode.TOO_FEW_OWNERS);
  }

  @Test
  void moreRowsThanItsOwnerAllowsAreRefused() throws Exception {
    bench.restart(new Limits(Duration.ofSeconds(60), 4, 10));

    assertThat(refusal(CHEAPEST).code()).isEqualTo(ErrorCode.TOO_MANY);
  }

  @Test
  void nothingIsKeptForALaterRound() throws Exception {
    QueryContext first = context(fresh());
    ask(first, CHEAPEST, Narrowing.oneRound());
    Narrowing later = new Narrowing(Optional.of(first.queryId()), new Narrowing.Release(Rank.LAST));
    QueryContext context = context(fresh());

    ask(context, CHEAPEST, later);

    assertThat(analyst.refusal(context.queryId()).code()).isEqualTo(ErrorCode.NODE_FAILED);
  }

  @Test
  void itsOwnerFindsInTheLogWhatLeft() throws Exception {
    rows(CHEAPEST);

    List<String> log = Files.readAllLines(bench.folder().resolve("audit.log"));
    assertThat(log)
        .filteredOn(line -> line.contains("\"asked\""))
        .singleElement()
        .asString()
        .doesNotContain("basis", "counts");
    assertThat(log).filteredOn(line -> line.contains("\"revealed\":5")).hasSize(1);
  }

  private static QueryId fresh() {
    return QueryId.random(LoneAnalyst.RANDOM);
  }

  private SubQuery ask(QueryContext context, String sql, Narrowing narrowing) throws Exception {
    SubQuery asked =
        new SubQuery(
            sql,
            List.of(NORTH),
            List.of(),
            LoneAnalyst.KEYS.paillier().publicKey().fingerprint(),
            QuerySecret.random(LoneAnalyst.RANDOM),
            Optional.empty(),
            Optional.of(narrowing));
    analyst.ask(context, asked);
    return asked;
  }

  private List<List<Object>> rows(String sql) throws Exception {
    QueryContext context = context(fresh());
    SubQuery asked = ask(context, sql, Narrowing.oneRound());
    return analyst.rows(context, asked).stream().map(row -> List.copyOf(row.values())).toList();
  }

  private RefusalMessage refusal(String sql) throws Exception {
    QueryContext context = context(fresh());
    ask(context, sql, Narrowing.oneRound());
    return analyst.refusal(context.queryId());
  }
}
