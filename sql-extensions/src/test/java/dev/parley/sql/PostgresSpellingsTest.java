// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ParleyException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.CalciteSqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to a statement's text before the grammar reads it. */
class PostgresSpellingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a + INTERVAL '1 day' | a + INTERVAL '1 day' SECOND",
        "a - interval  -'1 day', b | a - interval  -'1 day' SECOND, b",
        "a + INTERVAL '1' DAY | a + INTERVAL '1' DAY",
        "a + INTERVAL '1' days | a + INTERVAL '1' days",
        "a + INTERVAL '1-2' YEAR TO MONTH | a + INTERVAL '1-2' YEAR TO MONTH",
        "'INTERVAL ''1 day''' | 'INTERVAL ''1 day'''",
        "\"INTERVAL '1 day'\" | \"INTERVAL '1 day'\"",
        "/* INTERVAL '1 day' */ 1 -- INTERVAL '2' | /* INTERVAL '1 day' */ 1 -- INTERVAL '2'",
        "myinterval '1 day' | myinterval '1 day'",
        "'it''s', interval '1 day' | 'it''s', interval '1 day' SECOND",
      })
  void intervalsGetTheUnitThatTheGrammarWants(String sql, String read) {
    assertThat(PostgresSpellings.withUnits(sql)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "FROM {oj a LEFT JOIN b ON {fn UCASE(x)} = y} ~ FROM a LEFT JOIN b ON {fn UCASE(x)} = y",
        "LIKE 'a' {escape '}'} ~ LIKE 'a' escape '}'",
        "x { LIMIT 3 } ~ x LIMIT 3",
        "{fn extract(YEAR FROM d)} ~ extract(YEAR FROM d)",
        "{fn POSITIONS(x)} ~ {fn POSITIONS(x)}",
        "{d '2024-01-01'} ~ {d '2024-01-01'}",
        "'{oj }' \"{oj }\" -- {oj } ~ '{oj }' \"{oj }\" -- {oj }",
        "} { ~ } {",
      })
  void bracesOfEscapesVanishAndNoOthers(String sql, String read) {
    assertThat(JdbcEscapes.unwrapped(sql).strip().replaceAll(" +", " ")).isEqualTo(read);
    assertThat(JdbcEscapes.unwrapped(sql)).hasSameSizeAs(sql);
  }

  @Test
  void errorsAreToldWhereTheyAre() {
    ParleyException error =
        catchThrowableOfType(
            ParleyException.class, () -> ParleyParser.parse("SELECT 1\nFROM {oj\n t FRM x y}"));

    assertThat(error.fact()).contains("line 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "DATE_TRUNC('month', day) | DATE_TRUNC('month', \"day\")",
        "Date_Trunc('week',Month) | DATE_TRUNC('week', \"Month\")",
        "DATE_TRUNC('month', t.day) | DATE_TRUNC('month', \"t\".\"day\")",
        "EXTRACT(DAY FROM day) | EXTRACT(DAY FROM \"day\")",
      })
  void columnsMayBeNamedAsUnits(String item, String written) {
    SqlNode statement = ParleyParser.parse("SELECT " + item.replace("\\n", "\n") + " FROM t");

    assertThat(statement.toSqlString(CalciteSqlDialect.DEFAULT).getSql())
        .isEqualToIgnoringNewLines("SELECT " + written + "FROM \"t\"");
  }

  @Test
  void longTextsAndDeepBracesAreReadInTime() {
    String text = "SELECT INTERVAL '" + "1 day ".repeat(10_000) + "'";
    String braces = "{oj ".repeat(20_000);

    assertThat(PostgresSpellings.withUnits(text)).endsWith("SECOND");
    assertThat(JdbcEscapes.unwrapped(braces)).isBlank();
  }

  @Test
  void theVocabularyIsWhatTheGrammarAddsToTheStandard() {
    assertThat(Vocabulary.keywords())
        .contains("SECURE", "LIMIT", "OFFSET", "EXPLAIN", "TINYINT", "JSON_VALUE")
        .doesNotContain("SELECT", "YEAR", "ZONE", "A");
  }
}
