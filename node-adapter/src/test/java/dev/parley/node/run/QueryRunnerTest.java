// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.Grants;
import dev.parley.node.database.Policies;
import dev.parley.node.database.RealDatabases;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.AggregateQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryRunnerTest {
  private static final NodeId NODE = new NodeId("north");

  /** For a statement to begin. */
  private static final Duration HEAD_START = Duration.ofMillis(500);

  private static final Duration SOON = Duration.ofSeconds(2);

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void stopsAStatementThatTakesTooLong(Dialect dialect) throws Exception {
    DatabaseSettings settings = RealDatabases.fill(dialect, slowView(dialect));
    Instant start = Instant.now();

    try (Database database = Database.open(settings, Duration.ofSeconds(1))) {
      assertFails(database, "SELECT COUNT(*) FROM \"v\"", ErrorCode.NODE_FAILED, "timeout");
    }

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  /** A view that takes minutes to read. */
  private static String slowView(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL ->
          "CREATE VIEW v AS SELECT 1 AS x FROM generate_series(1, 100000000) a,"
              + " generate_series(1, 1000) b WHERE (a * b) % 7 = 3";
      case MARIADB ->
          "CREATE VIEW v AS SELECT 1 AS x FROM seq_1_to_100000000 a, seq_1_to_1000 b"
              + " WHERE (a.seq * b.seq) % 7 = 3";
      case DUCKDB ->
          "CREATE VIEW v AS SELECT 1 AS x FROM range(100000000) a, range(1000) b"
              + " WHERE (a.range * b.range) % 7 = 3";
      case H2 ->
          "CREATE VIEW v AS SELECT 1 AS x FROM system_range(1, 100000000) a,"
              + " system_range(1, 1000) b WHERE MOD(a.x * b.x, 7) = 3";
    };
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void endsAStatementWhoseQuestionIsTakenBack(Dialect dialect) throws Exception {
    DatabaseSettings settings = RealDatabases.fill(dialect, slowView(dialect));
    Withdrawal withdrawal = new Withdrawal();
    AtomicReference<Instant> withdrawn = new AtomicReference<>(Instant.MAX);
    Thread asker =
        new Thread(
            () -> {
              sleep(HEAD_START);
              withdrawn.set(Instant.now());
              withdrawal.withdraw();
            });

    try (CanonicalParser parser = new CanonicalParser();
        Database database = Database.open(settings, Duration.ofMinutes(2));
        QueryRunner runner = new QueryRunner(NODE, database, 3);
        QueryRunner.Session session = runner.open(withdrawal)) {
      AggregateQuery query = (AggregateQuery) parser.parse("SELECT COUNT(*) FROM \"v\"");
      CheckedQuery checked =
          OwnSlots.check(query, NODE, Grants.find(Policies.open(database), database.tables()));
      asker.start();

      assertThatThrownBy(() -> session.run(checked, runner.render(checked), group -> {}))
          .isInstanceOfSatisfying(
              ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    } finally {
      asker.join();
    }

    assertThat(Duration.between(withdrawn.get(), Instant.now())).isLessThan(SOON);
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void stopsAtTheLimitOfGroups(Dialect dialect) throws Exception {
    try (Database database =
        RealDatabases.open(
            dialect, "CREATE TABLE v (x INTEGER)", "INSERT INTO v VALUES (1), (2), (3), (4)")) {
      String sql = "SELECT \"x\" FROM \"v\" GROUP BY \"x\"";

      assertFails(database, sql, ErrorCode.NODE_FAILED, "the 3 groups of its limit");
      assertThat(AskedGroups.of(database, sql + "", 4)).hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aSumOfMoreThan38DigitsIsExact(Dialect dialect) throws Exception {
    try (Database database =
        RealDatabases.open(
            dialect,
            "CREATE TABLE v (x DECIMAL(38, 0))",
            "INSERT INTO v VALUES (99999999999999999999999999999999999999), (1)")) {
      assertThat(
              AskedGroups.of(database, "SELECT SUM(\"x\") FROM \"v\"", 3)
                  .get(0)
                  .measures()
                  .get(0)
                  .value())
          .hasValueSatisfying(
              sum -> assertThat(sum).isEqualByComparingTo(BigDecimal.ONE.scaleByPowerOfTen(38)));
    }
  }

  @Test
  void anUnboundedNumericIsComputedWithUnlessItHasDigitsThatAreNotPublished() throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.POSTGRESQL,
            "CREATE TABLE v (x NUMERIC)",
            "INSERT INTO v VALUES (0.12345678901), (1.5)")) {
      String twice = "SELECT SUM((\"x\" * 2)) FROM \"v\"";

      assertFails(database, twice, ErrorCode.DATA_ERROR, "met a value");
      assertThat(
              AskedGroups.of(database, twice + " WHERE (\"x\" > 1)", 3)
                  .get(0)
                  .measures()
                  .get(0)
                  .value())
          .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo("3"));
    }
  }

  @Test
  void anUnboundedNumericComparesWholeAndNaNIsADataError() throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.POSTGRESQL,
            "CREATE TABLE v (x NUMERIC)",
            "INSERT INTO v VALUES (0.12345678901234567890), (1.0)")) {
      assertThat(
              AskedGroups.of(
                  database, "SELECT COUNT(*) FROM \"v\" WHERE (\"x\" > 0.1234567890123456788)", 9))
          .hasSize(1)
          .allSatisfy(g -> assertThat(g.rows()).isEqualTo(2));
      assertFails(
          database, "SELECT \"x\" FROM \"v\" GROUP BY \"x\"", ErrorCode.DATA_ERROR, "met a value");
    }
    try (Database database =
        RealDatabases.open(
            Dialect.POSTGRESQL,
            "CREATE TABLE v (x NUMERIC(5, 2))",
            "INSERT INTO v VALUES ('NaN'), (1.0)")) {
      assertFails(database, "SELECT SUM(\"x\") FROM \"v\"", ErrorCode.DATA_ERROR, "met a value");
    }
  }

  private static void assertFails(Database database, String sql, ErrorCode code, String fact) {
    assertThatThrownBy(() -> AskedGroups.of(database, sql, 3))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.fact()).contains(fact).doesNotContain("99999");
            });
  }
}
