// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.rewrite.Rewriting;
import dev.parley.sql.rewrite.Rewriting.Secure;
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
        "count(*) | SECURE_COUNT() AS `count`",
        "SECURE COUNT(ALL fare) | SECURE_COUNT(`fare`) AS `count`",
        "SECURE sum(fare) AS s | SECURE_SUM(`fare`) AS `s`",
        "Avg(fare) + 1 | SECURE_AVG(`fare`) + 1 AS `?column?`",
        "CAST(SECURE AVG(fare) AS INTEGER) | CAST(SECURE_AVG(`fare`) AS INTEGER) AS `avg`",
        "CAST(1 AS BIGINT) | CAST(1 AS BIGINT) AS `int8`",
        "COALESCE(zone, 'a') | COALESCE(`zone`, 'a') AS `coalesce`",
        "CASE WHEN a THEN 1 END | CASE WHEN `a` THEN 1 ELSE NULL END AS `case`",
        "Zone | `Zone`",
        "DATE '2024-02-29' | DATE '2024-02-29' AS `date`",
        "1e3 | 1000 AS `?column?`",
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
        "a IN (1, 2, 3) | `a` = 1 OR (`a` = 2 OR `a` = 3)",
        "a NOT IN (1, 2.5) | NOT (`a` = 1 OR `a` = 2.5)",
        "a BETWEEN 1 AND 10.5 | `a` >= 1 AND `a` <= 10.5",
        "a NOT BETWEEN 1 AND 2 | `a` < 1 OR `a` > 2",
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
        "MIN(fare) | MIN is not supported yet",
        "stddev_samp(fare) | STDDEV_SAMP is not supported yet",
        "COUNT(DISTINCT zone) | COUNT(DISTINCT …) is not supported yet",
        "SECURE SUM(DISTINCT fare) | SUM(DISTINCT …) is not supported yet",
        "SUM(fare) FILTER (WHERE fare > 1) | FILTER is not supported yet",
        "SECURE SUM(fare) FILTER (WHERE fare > 1) | FILTER is not supported yet",
        "SUM(fare) OVER () | OVER is not supported yet",
        "SECURE SUM(fare) OVER (ORDER BY a) | OVER is not supported yet",
        "COUNT(a, b) | COUNT takes one column",
        "SUM(*) | SUM takes one column",
      })
  void refusesAggregatesThatCannotBeSecured(String item, String fact) {
    ParleyException error = refusal("SELECT " + item + " FROM t", Secure.AUTO);

    assertThat(error.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    assertThat(error.fact()).isEqualTo(fact);
    assertThat(error.hint()).contains("COUNT(*)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a IN (SELECT b FROM u) | 0A000",
        "a BETWEEN SYMMETRIC 2 AND 1 | 0A000",
        "a < 1e1000000000 | 22003",
        "a = 123456789012345678901234567890123456789 | 22003",
      })
  void refusesConditionsWithoutAPlainForm(String condition, String state) {
    assertThat(refusal("SELECT a FROM t WHERE " + condition, Secure.AUTO).code().sqlState())
        .isEqualTo(state);
  }

  @Test
  void demandsTheWordWhereTheSessionDoes() {
    assertThat(refusal("SELECT COUNT(*) FROM t", Secure.EXPLICIT).code())
        .isEqualTo(ErrorCode.USE_FORBIDDEN);
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
