// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.planner.plan.Plan;
import dev.parley.protocol.error.ParleyException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereTest {
  private final Planner planner = new Planner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "fare > 2 | (\"fare\" > 2)",
        "10.50 >= FARE | (\"fare\" <= 10.50)",
        "riders < 10.5 | (\"riders\" < 10.5)",
        "riders IN (1, 10.5, 1) | (\"riders\" IN (1, 10.5))",
        "riders BETWEEN 0.5 AND 39.894 | ((\"riders\" >= 0.5) AND (\"riders\" <= 39.894))",
        "big = 10.5 | (\"big\" = 10.5)",
        "big <> 0.0000000000000000000000000000000000001"
            + " | (\"big\" <> 0.0000000000000000000000000000000000001)",
        "big = 12345678901234567890123456789012345678"
            + " | (\"big\" = 12345678901234567890123456789012345678)",
        "distance < 1e-3 | (\"distance\" < 0.001)",
        "fare = -3.5 | (\"fare\" = -3.5)",
        "fare > 2 * 1.25 + 1 | (\"fare\" > 3.50)",
        "fare > tip | (\"fare\" > \"tip\")",
        "riders >= fare | (\"riders\" >= \"fare\")",
        "zone = 'it''s' | (\"Zone\" = 'it''s')",
        "zone <> 'Łódź 🚕' | (\"Zone\" <> 'Łódź 🚕')",
        "zone NOT IN ('a', 'b') | (NOT (\"Zone\" IN ('a', 'b')))",
        "zone = 'a' OR zone = 'b' OR fare > 1 | ((\"Zone\" IN ('a', 'b')) OR (\"fare\" > 1))",
        "zone IS NULL | (\"Zone\" IS NULL)",
        "NOT (zone IS NOT NULL AND fare > 1)"
            + " | (NOT ((\"Zone\" IS NOT NULL) AND (\"fare\" > 1)))",
        "night | \"night\"",
        "NOT night | (NOT \"night\")",
        "night = TRUE | (\"night\" = TRUE)",
        "night IS NOT TRUE | ((\"night\" IS NULL) OR (NOT \"night\"))",
        "day = DATE '2024-02-29' | (\"day\" = DATE '2024-02-29')",
        "day >= '2024-02-29' | (\"day\" >= DATE '2024-02-29')",
        "started < '2024-02-29 10:20:30.123456'"
            + " | (\"started\" < TIMESTAMP '2024-02-29 10:20:30.123456')",
        "started < TIMESTAMP '2024-02-29 10:20:30.123456'"
            + " | (\"started\" < TIMESTAMP '2024-02-29 10:20:30.123456')",
        "started >= '2024-02-29' | (\"started\" >= TIMESTAMP '2024-02-29 00:00:00.000000')",
        "riders = '7' | (\"riders\" = 7)",
        "secure > 0 | (\"secure\" > 0)",
        "\"odd \"\"name\"\"\" = 1 | (\"odd \"\"name\"\"\" = 1)",
        "zone < 'm' | (\"Zone\" < 'm')",
        "UPPER(zone) = 'A' | (UPPER(\"Zone\") = 'A')",
        "night = FALSE OR night | ((\"night\" = FALSE) OR \"night\")",
        "night OR night = FALSE | (\"night\" OR (\"night\" = FALSE))",
        "UPPER(zone) IN ('A', 'B') | (UPPER(\"Zone\") IN ('A', 'B'))",
        "zone LIKE 'a%' | (\"Zone\" LIKE 'a%')",
        "zone NOT LIKE 'a!%\\%' ESCAPE '!' | (NOT (\"Zone\" LIKE 'a\\%\\\\%'))",
        "CHAR_LENGTH(zone) = 3 | (CHAR_LENGTH(\"Zone\") = 3)",
        "fare + 1 > 2 | ((\"fare\" + 1) > 2)",
        "2 > -fare | ((-\"fare\") < 2)",
        "riders / 2 = 3 | ((\"riders\" / 2) = 3)",
        "riders % 2 = 1 | (MOD(\"riders\", 2) = 1)",
        "distance * 2 > 1.5 | ((\"distance\" * CAST(2.0 AS DOUBLE PRECISION)) > 1.5)",
        "CAST(fare AS INTEGER) = 2 | (CAST(\"fare\" AS INTEGER) = 2)",
        "COALESCE(fare, 0) = 2 | (COALESCE(\"fare\", 0) = 2)",
        "CASE WHEN night THEN fare ELSE tip END > 2"
            + " | (CASE WHEN \"night\" THEN \"fare\" ELSE \"tip\" END > 2)",
        "EXTRACT(YEAR FROM day) = 2024 | (DATE_PART('year', \"day\") = 2024)",
        "DATE_TRUNC('month', started) = '2024-02-01'"
            + " | (DATE_TRUNC('month', \"started\") = TIMESTAMP '2024-02-01 00:00:00.000000')",
        "day + 1 > DATE '2024-02-29' | ((\"day\" + 1) > DATE '2024-02-29')",
        "(fare > 1) IS TRUE | (\"fare\" > 1)",
        "(fare > 1) IS NOT TRUE | (CASE WHEN (\"fare\" > 1) THEN 1 ELSE 0 END = 0)",
        "fare IS NOT DISTINCT FROM tip | (((\"fare\" IS NULL) AND (\"tip\" IS NULL))"
            + " OR ((\"fare\" IS NOT NULL) AND (\"tip\" IS NOT NULL) AND (\"fare\" = \"tip\")))",
        "1 = 0 | FALSE",
        "fare > 1 AND 1 = 0 | FALSE",
        "fare > NULL | FALSE",
        "NOT (fare > NULL) | FALSE",
        "NOT (fare > 1 AND tip > NULL) | (NOT (\"fare\" > 1))",
        "fare > 1 AND 1 < 2 | (\"fare\" > 1)",
        "wage > 3 | (\"wage\" > 3)",
      })
  void writesConditionsInCanonicalSql(String condition, String canonical) {
    Plan plan = plan("SELECT COUNT(*) FROM trips WHERE " + condition);

    assertThat(plan.questions().get(0).query().toSql())
        .isEqualTo("SELECT COUNT(*) FROM \"trips\" WHERE " + canonical);
  }

  @ParameterizedTest
  @CsvSource({"1 = 1", "TRUE", "fare > 1 OR 1 = 1", "NOT (1 = 0)", "NULL IS NULL"})
  void leavesOutWhatIsAlwaysTrue(String condition) {
    Plan plan = plan("SELECT COUNT(*) FROM trips WHERE " + condition);

    assertThat(plan.questions().get(0).query().where()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "(fare, tip) = (1, 2) | 0A000",
        "RAND() < 0.5 | 0A000",
        "fare / 2.5 > 1 | 0A000",
        "EXP(distance) > 2 | 0A000",
        "zone LIKE driver | 0A000",
        "REPLACE(zone, zone, 'a') = 'b' | 0A000",
        "zone = 5 | 42804",
        "night = 1 | 42804",
        "day = 5 | 42804",
        "fare | 42804",
        "day = 'yesterday' | 22P02",
        "riders = '10.5' | 22P02",
        "day = DATE '2024-13-01' | 22P02",
        "fare > 1 / 0 | 22012",
        "SUM(fare) > 1 | 42803",
        "driver = 'x' | 42501",
        "driver IS NULL | 42501",
        "nofare > 1 | 42703",
        "nofunction(fare) > 1 | 42883",
      })
  void refusesWhatOwnersCouldAnswerDifferently(String condition, String state) {
    ParleyException error =
        catchThrowableOfType(
            ParleyException.class, () -> plan("SELECT COUNT(*) FROM trips WHERE " + condition));

    assertThat(error).isNotNull();
    assertThat(error.code().sqlState()).as(error.toLine()).isEqualTo(state);
    assertThat(error.toLine()).doesNotContain("\n");
  }

  private Plan plan(String sql) {
    return planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT);
  }
}
