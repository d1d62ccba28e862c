// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.RogueGateway;
import dev.parley.it.Rows;
import dev.parley.it.attack.BesiegedStage.Besieged;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promises 2 and 3: an analyst who was granted questions, and wants a row. Of what still gives one,
 * each test says so in its name, and docs/leakage.md says what an owner can do.
 */
@ExtendWith(BesiegedStage.class)
@Timeout(60)
class GreedyAnalystIT {
  private final Besieged besieged;

  GreedyAnalystIT(Besieged besieged) {
    this.besieged = besieged;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT SUM(cost) FROM visits WHERE id = 5",
        "SELECT SUM(stay) FILTER (WHERE id = 5) FROM visits",
        "SELECT SUM(CASE WHEN id = 5 THEN cost ELSE 0 END) FROM visits",
        "SELECT SUM(CASE id WHEN 5 THEN cost END) FROM visits",
        "SELECT SUM(cost * (1 / (ABS(id - 5) + 1))) FROM visits",
        "SELECT SUM(cost * (1 - SIGN(CAST(ABS(id - 5) AS DECIMAL(10, 0))))) FROM visits",
        "SELECT SUM(cost * (5 / id)) FROM visits",
        "SELECT SUM(cost * MOD(id, 5)) FROM visits",
        "SELECT SUM(1 / (id - 5)) FROM visits",
        "SELECT COUNT(NULLIF(id, 5)) FROM visits",
        "SELECT SUM(COALESCE(cost, 1000000)) FROM visits",
        "SELECT SUM(CAST(cost AS SMALLINT)) FROM visits",
        "SELECT SUM(FLOOR(cost / 1.0)) FROM visits",
        "SELECT SUM(ROUND(cost, 0)) FROM visits",
        "SELECT SUM(CAST(height AS BIGINT)) FROM visits",
        "SELECT SUM(CAST(stay AS DOUBLE PRECISION) * ((CAST(id AS DOUBLE PRECISION) / 12"
            + " + 6755399441055744) - 6755399441055744)) FROM visits",
        "SELECT SUM(CAST(id * 1024 + 4611686018427387904 AS DOUBLE PRECISION)) FROM visits",
        "SELECT SUM(SQRT(height - 1.65)) FROM visits",
        "SELECT COUNT(*) FROM visits WHERE cost > 500",
        "SELECT ward FROM visits",
        "SELECT id, COUNT(*) FROM visits GROUP BY id",
        "SELECT COUNT(*) FROM visits GROUP BY cost",
        "SELECT MAX(cost) FROM visits",
        "SELECT COUNT(DISTINCT id) FROM visits",
        "SELECT ward, MIN(stay) FROM visits GROUP BY ward",
        "SELECT COUNT(*) FROM visits WHERE stay = (SELECT MAX(stay) FROM visits)",
        "SELECT COUNT(code) FROM visits",
        "SELECT COUNT(*) FROM visits ORDER BY MAX(code)",
      })
  void whatPicksARowOutNeedsAUseThatIsNotGranted(String sql) {
    SQLException error = besieged.failure(sql);

    assertThat((Throwable) error).as("an error").isNotNull();
    assertThat(error.getSQLState()).as(error.getMessage()).isIn("42501", "0A000");
    if (error.getSQLState().equals("42501")) {
      assertThat(error.getMessage()).contains("north");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT SUM(cost) FROM visits WHERE stay = 7",
        "SELECT SUM(cost) FILTER (WHERE stay = 7) FROM visits",
        "SELECT SUM(CASE WHEN stay = 7 THEN cost END) FROM visits",
        "SELECT SUM(cost + 0 * NULLIF(stay, 7)) - SUM(cost), COUNT(CASE WHEN stay = 7 THEN 1 END)"
            + " FROM visits",
        "SELECT COUNT(*) FROM visits WHERE stay BETWEEN 7 AND 8",
      })
  void aNumberOfFewRowsOfAnOwnerIsWithheld(String sql) {
    assertThat(besieged.failure(sql).getSQLState()).isEqualTo("P0205");
  }

  @Test
  void meansSumsAndDeviationsNeedNoMoreThanAggregate() throws Exception {
    assertThat(besieged.ask("SELECT AVG(cost), SUM(cost * 2 + stay), SUM(-cost) FROM visits"))
        .containsExactly(List.of("402.1666666666666667", "14704.00", "-7239.00"));
    assertThat(besieged.ask("SELECT STDDEV(cost), AVG(height), SUM(height / 2) FROM visits"))
        .hasSize(1);
  }

  @Test
  void noOwnerAloneAndNoFewerThanTheyDemand() throws Exception {
    assertThat(besieged.failure("SELECT COUNT(*) FROM west.visits").getSQLState())
        .isEqualTo("P0204");
    besieged.federation().stopNode("south");
    besieged.federation().stopNode("west");
    try (Connection connection = besieged.federation().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET minNodes = 1");
      SQLException error =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              SQLException.class, () -> statement.executeQuery(BesiegedStage.HONEST));

      assertThat(error.getSQLState()).as(error.getMessage()).isIn("P0204", "P0201");
    } finally {
      startAgain("south", "west");
    }
  }

  /** The error says neither whose value it was nor which, but it does say that there is one. */
  @Test
  void notDefendedAnErrorSaysThatAValueIsThere() throws Exception {
    SQLException there = besieged.failure("SELECT SUM(84 / (stay - 7)) FROM visits");
    SQLException above = besieged.failure("SELECT SUM(id + 9223372036854775785) FROM visits");

    assertThat(there.getSQLState()).isEqualTo("22000");
    assertThat(above.getSQLState()).isEqualTo("22000");
    for (SQLException error : List.of(there, above)) {
      assertThat(error.getMessage()).doesNotContain("north", "south", "west", "stay", "id");
    }
    assertThat(besieged.ask("SELECT SUM(84 / (stay - 13)) FROM visits")).hasSize(1);
    assertThat(besieged.ask("SELECT SUM(id + 9223372036854775700) FROM visits")).hasSize(1);
  }

  @Test
  void notDefendedTheDifferenceOfTwoAnswersIsARow() throws Exception {
    BigDecimal all = number("SELECT SUM(cost) FROM visits");
    BigDecimal without = number("SELECT SUM(cost) FROM visits WHERE stay <> 7");

    assertThat(all.subtract(without)).isEqualByComparingTo("40.50");
  }

  @Test
  void notDefendedAConditionWithAnElseUsesEveryRowAndShowsOne() throws Exception {
    assertThat(number("SELECT SUM(CASE WHEN stay = 7 THEN cost ELSE 0 END) FROM visits"))
        .isEqualByComparingTo("40.50");
  }

  /** A polynomial whose roots are all other keys; an owner who grants no use on keys is safe. */
  @Test
  void notDefendedWhoKnowsAllValuesOfAKeyWritesAPolynomial() throws Exception {
    List<Integer> others =
        IntStream.of(1, 2, 3, 4, 6, 11, 12, 13, 14, 15, 16, 21, 22, 23, 24, 25, 26)
            .boxed()
            .toList();
    List<String> factors = new ArrayList<>();
    double scale = 1;
    for (int other : others) {
      factors.add("(CAST(id AS DECIMAL(19, 0)) - " + other + ")");
      scale *= 5 - other;
    }
    String sql = "SELECT SUM(CAST(stay AS DECIMAL(10, 0)) * " + product(factors) + ") FROM visits";

    assertThat(number(sql).doubleValue() / scale)
        .isCloseTo(8, org.assertj.core.data.Offset.offset(1e-6));
  }

  /** Balanced, for an expression may not be nested deeply. */
  private static String product(List<String> factors) {
    int half = factors.size() / 2;
    return factors.size() == 1
        ? factors.get(0)
        : "("
            + product(factors.subList(0, half))
            + " * "
            + product(factors.subList(half, factors.size()))
            + ")";
  }

  @Test
  void notDefendedTheDifferenceOfAnswersWithAndWithoutAnOwnerIsItsPart() throws Exception {
    BigDecimal all = number("SELECT SUM(cost) FROM visits");
    besieged.federation().stopNode("west");
    try (Connection connection = besieged.federation().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET minNodes = 2");
      try (ResultSet rows = statement.executeQuery("SELECT SUM(cost) FROM visits")) {
        BigDecimal two = new BigDecimal(Rows.of(rows).get(0).get(0));

        assertThat(all.subtract(two)).isEqualByComparingTo("6213.00");
      }
    } finally {
      startAgain("west");
    }
  }

  private void startAgain(String... nodes) throws Exception {
    for (String node : nodes) {
      besieged.federation().startNode(node);
    }
    RogueGateway.await(
        "all nodes",
        () -> {
          try {
            return besieged.ask(BesiegedStage.HONEST).equals(BesiegedStage.TRUTH);
          } catch (SQLException e) {
            return false;
          }
        });
  }

  private BigDecimal number(String sql) throws SQLException {
    return new BigDecimal(besieged.ask(sql).get(0).get(0));
  }
}
