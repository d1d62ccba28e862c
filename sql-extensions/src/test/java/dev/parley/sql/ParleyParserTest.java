// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.dialect.CalciteSqlDialect;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParleyParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT SECURE AVG(fare) FROM trips",
        "SELECT secure count(*) AS n FROM trips WHERE zone = 'a';",
        "SELECT secure FROM trips",
        "SELECT secure + 1, t.secure x, \"SECURE\" y FROM trips t WHERE secure > 0",
        "SELECT secure, COUNT(*) FROM trips GROUP BY secure",
        "SELECT SECURE SUM(secure) secure FROM trips",
        "SELECT t.one, range AS next, open free, percent FROM system t WHERE period_1 > initial",
        "SELECT a FROM t ORDER BY a OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY",
        "EXPLAIN PLAN FOR SELECT SECURE AVG(fare) / 2 FROM trips",
        "SELECT SECURE AVG(fare) FILTER (WHERE zone = 'a') FROM trips",
        "VALUES (1, 'a'), (2, 'b')"
      })
  void readsWhatItWrites(String sql) {
    String written = write(sql);

    assertThat(write(written)).isEqualTo(written);
  }

  @Test
  void keepsNamesAsWritten() {
    assertThat(write("SELECT Zone, \"faRe\" FROM Trips"))
        .isEqualToIgnoringNewLines("SELECT \"Zone\", \"faRe\"FROM \"Trips\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SELEC 1 | This is no query, at line 1, column 1",
        "SELECT a FRM t x | Syntax error near 't' at line 1, column 14",
        "SELECT (1 | The statement ends too early, at line 1, column 9",
        "SELECT * FROM t WHERE a = 'x | A quotation or comment is not closed, at line 1, column 25",
        "SELECT 'x | A quotation or comment is not closed, at line 1, column 8",
        "SELECT \"x | A quotation or comment is not closed, at line 1, column 8",
        "SELECT 1; SELECT 2 | The text holds 2 statements, where one is allowed",
        "-- nothing | The statement is empty",
      })
  void saysWhereASyntaxErrorIs(String sql, String fact) {
    ParleyException error = refusal(sql);

    assertThat(error.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
    assertThat(error.fact()).isEqualTo(fact).doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"{d '2024-13-01'} | DATE", "{t '25:00:00'} | TIME", "{ts 'x'} | TIMESTAMP"})
  void escapesOfTimesThatThereAreNotAreBadTexts(String escape, String type) {
    ParleyException error = refusal("SELECT " + escape);

    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_TEXT);
    assertThat(error.fact()).isEqualTo("A text in the statement is not a " + type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1)",
        "update t set a = 1",
        "DELETE FROM t",
        "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE SET a = 1",
        "/* now */ CREATE TABLE t (a INT)",
        "-- gone\nDROP TABLE t",
        "TRUNCATE TABLE t",
        "GRANT ALL ON t TO u",
        "COPY t FROM 'file'",
        "CALL f(1)",
        "EXPLAIN PLAN FOR DELETE FROM t",
        "ALTER TABLE t ADD b INT"
      })
  void refusesToWrite(String sql) {
    assertThat(refusal(sql).code()).isEqualTo(ErrorCode.READ_ONLY);
  }

  @Test
  void readsTablesNamedLikeCommands() {
    assertThat(ParleyParser.parse("SELECT a FROM \"create\"").getKind()).isEqualTo(SqlKind.SELECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1 FROM t WHERE ", "SELECT COUNT(*) FROM ", "SELECT a + "})
  void neverHangsOnParentheses(String start) {
    for (int depth : new int[] {10, 20, 100, 40_000}) {
      String sql = start + "(".repeat(depth) + "SELECT 1" + ")".repeat(depth);

      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> outcome(sql));
    }
  }

  @Test
  void refusesChainsThatAreTooLong() {
    ParleyException error = refusal("SELECT 1" + " + 1".repeat(20_000));

    assertThat(error.fact()).isEqualTo("The statement is nested too deeply");
  }

  private static String outcome(String sql) {
    try {
      return ParleyParser.parse(sql).getKind().name();
    } catch (ParleyException e) {
      return e.toLine();
    }
  }

  private static String write(String sql) {
    return ParleyParser.parse(sql).toSqlString(CalciteSqlDialect.DEFAULT).getSql();
  }

  private static ParleyException refusal(String sql) {
    return catchThrowableOfType(ParleyException.class, () -> ParleyParser.parse(sql));
  }
}
