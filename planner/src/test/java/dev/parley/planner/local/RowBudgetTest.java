// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.planner.Federations;
import dev.parley.planner.Planner;
import dev.parley.planner.SessionOptions;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.SystemRows;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBudgetTest {
  private static final String NODES = " FROM PARLEY.NODES";

  private final Planner planner = new Planner();
  private final AtomicLong read = new AtomicLong();

  /** As many nodes as there are numbers, each with a name of its own. */
  private final SystemRows endless =
      table ->
          () ->
              LongStream.iterate(1, i -> i + 1)
                  .peek(i -> read.incrementAndGet())
                  .mapToObj(i -> new Object[] {"n" + i, i % 2 == 0 ? "up" : "down", null, "x", "1"})
                  .iterator();

  @Test
  void readsNoFurtherThanItMust() {
    Iterator<Object[]> rows =
        run("SELECT id || '!' AS i" + NODES + " WHERE state = 'up' LIMIT 2 OFFSET 1", 0);

    assertThat(rows.next()).containsExactly("n4!");
    assertThat(read.get()).isLessThanOrEqualTo(4);
    assertThat(rows.next()).containsExactly("n6!");
    assertThat(rows).isExhausted();
    assertThat(read.get()).isLessThanOrEqualTo(7);
  }

  @Test
  void letsMillionsOfRowsPassWithoutHoldingThem() {
    Iterator<Object[]> rows =
        run(
            "SELECT COUNT(*) FROM (SELECT id"
                + NODES
                + " UNION ALL SELECT id"
                + NODES
                + " LIMIT 3000000) AS s",
            1);

    assertThat(rows.next()).containsExactly(3_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id" + NODES + " ORDER BY id",
        "SELECT DISTINCT id" + NODES,
        "SELECT id, COUNT(*)" + NODES + " GROUP BY id",
        "SELECT COUNT(DISTINCT id)" + NODES,
        "SELECT id" + NODES + " UNION SELECT id" + NODES,
        "SELECT id" + NODES + " EXCEPT ALL SELECT id" + NODES,
        "SELECT id" + NODES + " INTERSECT SELECT id" + NODES,
        "SELECT a.id FROM (VALUES ('n1')) AS v(k) JOIN PARLEY.NODES AS a ON a.id = v.k",
      })
  void refusesToHoldMoreThanItMay(String sql) {
    ParleyException error =
        catchThrowableOfType(
            ParleyException.class, () -> run(sql, 5_000).forEachRemaining(row -> {}));

    assertThat(error.code()).isEqualTo(ErrorCode.TOO_MANY);
    assertThat(error.code().sqlState()).isEqualTo("53300");
    assertThat(read.get()).isLessThanOrEqualTo(5_002);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*)" + NODES,
        "SELECT id" + NODES + " WHERE state = 'gone'",
        "SELECT a FROM (VALUES (1)) AS t(a) CROSS JOIN (SELECT id" + NODES + " WHERE state = '')",
        "SELECT COUNT(*) FROM (SELECT id"
            + NODES
            + " LIMIT 4000) AS a, (SELECT id"
            + NODES
            + " LIMIT 4000) AS b WHERE a.id < b.id || 'x'",
      })
  void endsWhenTheQueryIsCancelled(String sql) {
    AtomicLong checks = new AtomicLong();
    Runnable goingOn =
        () -> {
          if (checks.incrementAndGet() == 3) {
            throw new CancellationException();
          }
        };

    assertThatThrownBy(
            () ->
                plan(sql)
                    .finish(List.of(), endless, new RowBudget(1_000_000, goingOn))
                    .forEachRemaining(row -> {}))
        .isInstanceOf(CancellationException.class);
    assertThat(read.get()).isLessThan(20_000);
  }

  private Iterator<Object[]> run(String sql, long maxRows) {
    return plan(sql).finish(List.of(), endless, new RowBudget(maxRows, () -> {}));
  }

  private Plan plan(String sql) {
    return planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT);
  }
}
