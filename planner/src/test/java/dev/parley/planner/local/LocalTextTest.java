// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.planner.Federations;
import dev.parley.planner.Planner;
import dev.parley.planner.SessionOptions;
import dev.parley.planner.plan.PlanText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTextTest {
  private static final String T = "(VALUES (1, 'x'), (2, 'x')) AS t(a, b)";
  private static final String U = "(VALUES (1, 'x')) AS u(c, d)";

  private final Planner planner = new Planner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELECT * FROM $T JOIN $U ON a = c AND b < d | join where a = c AND b < d",
        "SELECT * FROM $T LEFT JOIN $U ON d = b | left join where b = d",
        "SELECT * FROM $T RIGHT JOIN $U ON a > c | right join where a > c",
        "SELECT * FROM $T FULL JOIN $U ON FALSE | full join where false",
        "SELECT * FROM $T, $U | join every row with every row",
        "SELECT a FROM $T UNION ALL SELECT c FROM $U | unite rows",
        "SELECT a FROM $T UNION SELECT c FROM $U | unite rows, without those that repeat",
        "SELECT a FROM $T INTERSECT ALL SELECT c FROM $U | keep rows that each of these has",
        "SELECT a FROM $T EXCEPT SELECT c FROM $U"
            + " | keep rows of the first that the others have not, without those that repeat",
        "SELECT b, COUNT(*), SUM(DISTINCT a) FROM $T GROUP BY b"
            + " | aggregate COUNT(*), SUM(DISTINCT a), by b",
        "SELECT MAX(a) FROM $T | aggregate MAX(a)",
        "SELECT b, MAX(a) FROM $T GROUP BY ROLLUP(b) | aggregate MAX(a), by each of (b), ()",
        "SELECT DISTINCT b FROM $T | leave out rows that repeat",
      })
  void saysWhatTheGatewayDoes(String sql, String step) {
    String query = sql.replace("$T", T).replace("$U", U);

    assertThat(
            PlanText.of(planner.plan(query, Federations.CITY, SessionOptions.DEFAULT)).stream()
                .map(String::strip))
        .contains("in the gateway: " + step);
  }
}
