// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.rewrite.Rewriting;
import dev.parley.sql.rewrite.Rewriting.Secure;
import java.time.LocalDateTime;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.CalciteSqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewritingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SECURE COUNT(*) | SECURE_COUNT() AS `count`",
        "count(*) | TACIT_COUNT() AS `count`",
        "SECURE COUNT(ALL fare) | SECURE_COUNT(`fare`) AS `count`",
        "SECURE sum(fare) AS s | SECURE_SUM(`fare`) AS `s`",
        "Avg(fare) + 1 | (TACIT_AVG(`fare`) + 1) AS `?column?`",
        "CAST(SECURE AVG(fare) AS INTEGER) | CAST(SECURE_AVG(`fare`) AS INTEGER) AS `avg`",
        "CAST(1 AS BIGINT) | CAST(1 AS BIGINT) AS `int8`",
        "COALESCE(zone, 'a') | COALESCE(`zone`, 'a') AS `coalesce`",
        "CASE WHEN a THEN 1 END | CASE(`a`, 1, NULL) AS `case`",
        "a::text | CAST(`a` AS VARCHAR) AS `a`",
        "-a * (b + 1) | ((- `a`) * (`b` + 1)) AS `?column?`",
        "TRIM(a) | TRIM(`a`, ' ') AS `btrim`",
        "{fn UCASE(a)} | UPPER(`a`) AS `ucase`",
        "Zone | `Zone`",
        "DATE '2024-02-29' | DATE '2024-02-29' AS `date`",
        "DATE '1582-10-10' | CAST('1582-10-10' AS DATE) AS `date`",
        "TIMESTAMP '0004-02-29 01:02:03' | CAST('0004-02-29 01:02:03' AS TIMESTAMP) AS `timestamp`",
        "SUM(a) FILTER (WHERE b) | TACIT_SUM(`a`) FILTER (WHERE `b`) AS `sum`",
        "SECURE SUM(a) FILTER (WHERE b) | SECURE_SUM(`a`) FILTER (WHERE `b`) AS `sum`",
        "TRUE | TRUE AS `bool`",
        "1e3 | CAST(1000 AS DECIMAL(4, 0)) AS `?column?`",
        "1.5e3 | CAST(1500 AS DECIMAL(4, 0)) AS `?column?`",
        "2.5E-3 | 0.0025 AS `?column?`",
      })
  void writesEveryItemInItsOneForm(String item, String rewritten) {
    assertThat(rewrite("SELECT " + item + " FROM t"))
        .isEqualTo("SELECT " + rewritten + " FROM `t`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a IN (1, 2, 3) | (`a` = 1) OR ((`a` = 2) OR (`a` = 3))",
        "a NOT IN (1, 2.5) | NOT ((`a` = 1) OR (`a` = 2.5))",
        "a BETWEEN 1 AND 10.5 | (`a` >= 1) AND (`a` <= 10.5)",
        "a NOT BETWEEN 1 AND 2 | (`a` < 1) OR (`a` > 2)",
      })
  void writesConditionsAsComparisons(String condition, String rewritten) {
    assertThat(rewrite("SELECT a FROM t WHERE " + condition))
        .isEqualTo("SELECT `a` FROM `t` WHERE " + rewritten);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "SECURE UPPER(zone) | SECURE cannot stand before UPPER",
        "SECURE MIN(fare) | SECURE cannot stand before MIN",
        "SECURE SUM(DISTINCT fare) | SECURE cannot stand before SUM(DISTINCT …)",
        "MEDIAN(fare) | MEDIAN is not supported",
        "SUM(fare) OVER () | A window function is not supported",
        "SECURE SUM(fare) OVER (ORDER BY a) | A window function is not supported",
        "COUNT(a, b) | COUNT takes one value",
        "SUM(*) | SUM takes one value",
      })
  void refusesAggregatesThatCannotBeSecured(String item, String fact) {
    ParleyException error = refusal("SELECT " + item + " FROM t", Secure.AUTO);

    assertThat(error.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    assertThat(error.fact()).isEqualTo(fact);
    assertThat(error.hint()).startsWith("Use COUNT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a BETWEEN SYMMETRIC 2 AND 1 | 0A000",
        "a < 1e1000000000 | 22003",
        "a = 123456789012345678901234567890123456789 | 22003",
      })
  void refusesConditionsWithoutAPlainForm(String condition, String state) {
    assertThat(refusal("SELECT a FROM t WHERE " + condition, Secure.AUTO).code().sqlState())
        .isEqualTo(state);
  }

  /** Whoever plans it must refuse it, or see that its columns may be revealed. */
  @Test
  void leavesUnsecuredWhatASessionWantsExplicit() {
    SqlNode query = ParleyParser.parse("SELECT COUNT(*), SECURE SUM(a) FROM t");

    assertThat(Rewriting.of(query, Secure.EXPLICIT).toSqlString(CalciteSqlDialect.DEFAULT).getSql())
        .contains("COUNT(*)", "SECURE_SUM(\"a\")");
  }

  @Test
  void leavesSubqueriesInTheirPlace() {
    assertThat(rewrite("SELECT a FROM t WHERE a IN (SELECT b + 1 FROM u)"))
        .isEqualTo("SELECT `a` FROM `t` WHERE `a` IN (SELECT (`b` + 1) AS `?column?` FROM `u`)");
  }

  /** A column in quotes, and an alias, may have such a name. */
  @Test
  void tellsTheTimeOnceAndOnlyWhereItIsAsked() {
    LocalDateTime now = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 450_000_000);
    SqlNode query =
        ParleyParser.parse(
            "SELECT CURRENT_DATE, current_timestamp, \"CURRENT_DATE\", a AS \"current_date\" FROM t");

    assertThat(
            Rewriting.of(query, Secure.AUTO, now)
                .toSqlString(CalciteSqlDialect.DEFAULT)
                .getSql()
                .replace('"', '`')
                .replaceAll("\\s+", " "))
        .isEqualTo(
            "SELECT DATE '2024-02-29' AS `current_date`,"
                + " TIMESTAMP '2024-02-29 01:02:03.450000' AS `current_timestamp`,"
                + " `CURRENT_DATE`, `a` AS `current_date` FROM `t`");
  }

  private static String rewrite(String sql) {
    return Rewriting.of(ParleyParser.parse(sql), Secure.AUTO)
        .toSqlString(CalciteSqlDialect.DEFAULT)
        .getSql()
        .replace('\n', ' ')
        .replace('"', '`');
  }

  private static ParleyException refusal(String sql, Secure secure) {
    return catchThrowableOfType(
        ParleyException.class, () -> Rewriting.of(ParleyParser.parse(sql), secure));
  }
}
