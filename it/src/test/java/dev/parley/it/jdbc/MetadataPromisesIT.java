// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether what the metadata promises is so: each promise with a statement that needs it. */
@AskedOfEachDriver
class MetadataPromisesIT {
  private final TestedDriver driver;
  private final Drivers drivers;

  MetadataPromisesIT(TestedDriver driver, Drivers drivers) {
    this.driver = driver;
    this.drivers = drivers;
  }

  private interface Flag {
    boolean of(DatabaseMetaData metadata) throws SQLException;
  }

  enum Promise {
    COLUMN_ALIASES(DatabaseMetaData::supportsColumnAliasing, "SELECT 1 AS a"),
    CORRELATION_NAMES(
        DatabaseMetaData::supportsTableCorrelationNames, "SELECT s.id FROM samples s WHERE 1 = 0"),
    SAME_CORRELATION_NAMES(
        m -> !m.supportsDifferentTableCorrelationNames(),
        "SELECT samples.id FROM samples samples WHERE 1 = 0"),
    GROUPS(
        DatabaseMetaData::supportsGroupBy,
        "SELECT small, COUNT(*) FROM samples WHERE 1 = 0 GROUP BY small"),
    GROUPS_UNRELATED(
        DatabaseMetaData::supportsGroupByUnrelated,
        "SELECT COUNT(*) FROM samples WHERE 1 = 0 GROUP BY small"),
    GROUPS_BEYOND(
        DatabaseMetaData::supportsGroupByBeyondSelect,
        "SELECT small, COUNT(*) FROM samples WHERE 1 = 0 GROUP BY small, flag"),
    ORDER_UNRELATED(
        DatabaseMetaData::supportsOrderByUnrelated,
        "SELECT id FROM samples WHERE 1 = 0 ORDER BY small"),
    ORDER_BY_EXPRESSIONS(
        DatabaseMetaData::supportsExpressionsInOrderBy,
        "SELECT id FROM samples WHERE 1 = 0 ORDER BY small + 1"),
    LIKE_ESCAPE(
        DatabaseMetaData::supportsLikeEscapeClause,
        "SELECT id FROM samples WHERE note LIKE 'a!%' ESCAPE '!'"),
    OUTER_JOINS(
        DatabaseMetaData::supportsOuterJoins,
        "SELECT * FROM (VALUES (1)) a (x) LEFT JOIN (VALUES (2)) b (y) ON x = y"),
    LIMITED_OUTER_JOINS(
        DatabaseMetaData::supportsLimitedOuterJoins,
        "SELECT * FROM {oj (VALUES (1)) a (x) LEFT OUTER JOIN (VALUES (2)) b (y) ON x = y}"),
    FULL_OUTER_JOINS(
        DatabaseMetaData::supportsFullOuterJoins,
        "SELECT * FROM (VALUES (1)) a (x) FULL JOIN (VALUES (2)) b (y) ON x = y"),
    SUBQUERIES_IN_COMPARISONS(
        DatabaseMetaData::supportsSubqueriesInComparisons,
        "SELECT id FROM samples WHERE id = (SELECT MIN(id) FROM samples)"),
    SUBQUERIES_IN_EXISTS(
        DatabaseMetaData::supportsSubqueriesInExists,
        "SELECT id FROM samples WHERE EXISTS (SELECT id FROM samples WHERE id = 3)"),
    SUBQUERIES_IN_INS(
        DatabaseMetaData::supportsSubqueriesInIns, "SELECT id FROM samples WHERE id IN (SELECT 3)"),
    SUBQUERIES_IN_QUANTIFIEDS(
        DatabaseMetaData::supportsSubqueriesInQuantifieds,
        "SELECT id FROM samples WHERE id > ALL (SELECT small FROM samples WHERE id < 2)"),
    CORRELATED_SUBQUERIES(
        DatabaseMetaData::supportsCorrelatedSubqueries,
        "SELECT id FROM samples s WHERE EXISTS (SELECT 1 FROM samples t WHERE t.id = s.small)"),
    UNIONS(DatabaseMetaData::supportsUnion, "SELECT 1 UNION SELECT 2"),
    UNIONS_OF_ALL(DatabaseMetaData::supportsUnionAll, "SELECT 1 UNION ALL SELECT 1"),
    SCHEMAS(
        DatabaseMetaData::supportsSchemasInDataManipulation,
        "SELECT COUNT(*) FROM information_schema.tables"),
    DOLLARS(m -> m.getExtraNameCharacters().contains("$"), "SELECT 1 AS dollar$");

    @SuppressWarnings("ImmutableEnumChecker") // a method
    private final Flag flag;

    private final String sql;

    Promise(Flag flag, String sql) {
      this.flag = flag;
      this.sql = sql;
    }
  }

  @ParameterizedTest
  @EnumSource
  @Says("Javadoc of DatabaseMetaData: true if supported; false otherwise")
  void aPromiseIsKept(Promise promise) throws SQLException, IOException {
    Outcome outcome = run(promise.sql);

    boolean works = outcome.text().startsWith("java.lang.Boolean");
    boolean promised = promise.flag.of(drivers.shared(driver).getMetaData());
    // PostgreSQL promises no name with a dollar, and takes it.
    assertThat(works || promise == Promise.DOLLARS)
        .as("%s: %s", promise.sql, outcome)
        .isEqualTo(promised || promise == Promise.DOLLARS);
    if (driver.isOurs()) {
      assertThat(works).as("%s: %s", promise.sql, outcome).isEqualTo(promised);
    }
  }

  @Test
  @Says("Javadoc of nullPlusNonNullIsNull and of nullsAreSortedHigh")
  void nullsAreAsTold() throws SQLException {
    DatabaseMetaData metadata = drivers.shared(driver).getMetaData();

    assertThat(metadata.nullPlusNonNullIsNull()).isTrue();
    assertThat(text("SELECT 'a' || NULL")).isNull();
    assertThat(metadata.nullsAreSortedHigh()).isTrue();
    assertThat(text("SELECT x FROM (VALUES (1), (NULL)) t (x) ORDER BY x DESC")).isNull();
  }

  /** A call of each function that any driver lists, as far as both have it. */
  private static final Map<String, String> CALLS = calls();

  private static Map<String, String> calls() {
    Map<String, String> calls = new HashMap<>();
    calls.put("ABS", "ABS(-5)");
    calls.put("CEILING", "CEILING(2.5)");
    calls.put("EXP", "EXP(CAST(1 AS DOUBLE PRECISION))");
    calls.put("FLOOR", "FLOOR(2.5)");
    calls.put("LOG", "LOG(CAST(10 AS DOUBLE PRECISION))");
    calls.put("LOG10", "LOG10(CAST(100 AS DOUBLE PRECISION))");
    calls.put("MOD", "MOD(7, 4)");
    calls.put("POWER", "POWER(CAST(2 AS DOUBLE PRECISION), 3)");
    calls.put("ROUND", "ROUND(2.567, 1)");
    calls.put("SIGN", "SIGN(-2)");
    calls.put("SQRT", "SQRT(CAST(4 AS DOUBLE PRECISION))");
    calls.put("TRUNCATE", "TRUNCATE(2.567, 1)");
    calls.put("CHAR_LENGTH", "CHAR_LENGTH('four')");
    calls.put("CHARACTER_LENGTH", "CHARACTER_LENGTH('four')");
    calls.put("CONCAT", "CONCAT('a', 'b')");
    calls.put("LCASE", "LCASE('Ab')");
    calls.put("LEFT", "LEFT('hello', 2)");
    calls.put("LENGTH", "LENGTH('four')");
    calls.put("LOCATE", "LOCATE('l', 'hello')");
    calls.put("LTRIM", "LTRIM('  a ')");
    calls.put("REPLACE", "REPLACE('hello', 'l', 'x')");
    calls.put("RIGHT", "RIGHT('hello', 2)");
    calls.put("RTRIM", "RTRIM(' a  ')");
    calls.put("SUBSTRING", "SUBSTRING('hello', 2, 3)");
    calls.put("UCASE", "UCASE('Ab')");
    calls.put("CURDATE", "CURDATE()");
    calls.put("CURTIME", "CURTIME()");
    calls.put("DAYOFMONTH", "DAYOFMONTH(DATE '2024-02-29')");
    calls.put("DAYOFWEEK", "DAYOFWEEK(DATE '2024-02-29')");
    calls.put("DAYOFYEAR", "DAYOFYEAR(DATE '2024-02-29')");
    calls.put("HOUR", "HOUR(TIMESTAMP '2024-02-29 12:34:56')");
    calls.put("MINUTE", "MINUTE(TIMESTAMP '2024-02-29 12:34:56')");
    calls.put("MONTH", "MONTH(DATE '2024-02-29')");
    calls.put("NOW", "NOW()");
    calls.put("CURRENT_DATE", "CURRENT_DATE");
    calls.put("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP");
    calls.put("EXTRACT", "EXTRACT(YEAR FROM DATE '2024-02-29')");
    calls.put("POSITION", "POSITION('l' IN 'hello')");
    calls.put("QUARTER", "QUARTER(DATE '2024-02-29')");
    calls.put("SECOND", "SECOND(TIMESTAMP '2024-02-29 12:34:56')");
    calls.put("TIMESTAMPADD", "TIMESTAMPADD(SQL_TSI_DAY, 3, TIMESTAMP '2024-02-29 12:34:56')");
    calls.put("WEEK", "WEEK(DATE '2024-02-29')");
    calls.put("YEAR", "YEAR(DATE '2024-02-29')");
    calls.put("IFNULL", "IFNULL(NULL, 'x')");
    return calls;
  }

  @Test
  @Says("JDBC 4.3, 13.4.1 and appendix C: the functions that getNumericFunctions … list are there")
  void everyListedFunctionCanBeCalled() throws SQLException, IOException {
    DatabaseMetaData metadata = drivers.shared(driver).getMetaData();
    for (String list :
        List.of(
            metadata.getNumericFunctions(),
            metadata.getStringFunctions(),
            metadata.getTimeDateFunctions(),
            metadata.getSystemFunctions())) {
      for (String name : Arrays.stream(list.split(",")).map(String::toUpperCase).toList()) {
        String call = CALLS.get(name);
        if (call == null) {
          assertThat(driver).as("a call of %s", name).isEqualTo(TestedDriver.PGJDBC);
          continue;
        }
        assertThat(run("SELECT {fn " + call + "} AS f").text()).startsWith("java.lang.Boolean");
      }
    }
  }

  @Test
  @Says("JDBC 4.3, appendix C: what the functions mean")
  void functionsGiveWhatPgjdbcGives() throws SQLException {
    for (Map.Entry<String, String> call : CALLS.entrySet()) {
      if (call.getKey().matches("NOW|CUR.*")) {
        continue;
      }
      String sql = "SELECT {fn " + call.getValue() + "} AS f";
      assertThat(number(text(sql, driver)))
          .as(sql)
          .isEqualTo(number(text(sql, TestedDriver.PGJDBC)));
    }
  }

  @Test
  @Says("Javadoc of supportsConvert: the CONVERT function for conversions between the JDBC types")
  void everyPromisedConversionWorks() throws SQLException, IOException {
    Map<Integer, String> types =
        Map.of(
            Types.SMALLINT,
            "SMALLINT",
            Types.INTEGER,
            "INTEGER",
            Types.BIGINT,
            "BIGINT",
            Types.DOUBLE,
            "DOUBLE",
            Types.VARCHAR,
            "VARCHAR",
            Types.BOOLEAN,
            "BOOLEAN",
            Types.DATE,
            "DATE",
            Types.TIME,
            "TIME",
            Types.TIMESTAMP,
            "TIMESTAMP");
    Map<Integer, String> columns =
        Map.of(
            Types.SMALLINT,
            "small",
            Types.INTEGER,
            "whole",
            Types.BIGINT,
            "big",
            Types.DOUBLE,
            "ratio",
            Types.BOOLEAN,
            "flag",
            Types.DATE,
            "day",
            Types.TIME,
            "clock",
            Types.TIMESTAMP,
            "moment");
    DatabaseMetaData metadata = drivers.shared(driver).getMetaData();
    assertThat(metadata.supportsConvert()).isEqualTo(driver.isOurs());
    for (int from : columns.keySet()) {
      for (Map.Entry<Integer, String> to : types.entrySet()) {
        boolean works =
            run("SELECT {fn CONVERT(%s, SQL_%s)} FROM samples WHERE FALSE"
                    .formatted(columns.get(from), to.getValue()))
                .text()
                .startsWith("java.lang.Boolean");
        assertThat(metadata.supportsConvert(from, to.getKey()))
            .as("%s to %s", columns.get(from), to.getValue())
            .isEqualTo(works && driver.isOurs());
      }
    }
  }

  @Test
  @Says("Javadoc of getSQLKeywords: keywords that are NOT also SQL:2003 keywords")
  void keywordsAreThoseBeyondTheStandard() throws SQLException {
    List<String> words =
        Arrays.stream(drivers.shared(driver).getMetaData().getSQLKeywords().split(","))
            .map(String::toUpperCase)
            .toList();

    assertThat(words)
        .contains("LIMIT", "OFFSET", "EXPLAIN")
        .doesNotContain("SELECT", "TABLE", "YEAR");
    assertThat(words.contains("SECURE")).isEqualTo(driver.isOurs());
  }

  @Test
  @Says("Javadoc of getIdentifierQuoteString and getSearchStringEscape")
  void namesAreQuotedAndPatternsEscapedAsTold() throws SQLException {
    DatabaseMetaData metadata = drivers.shared(driver).getMetaData();
    String quote = metadata.getIdentifierQuoteString();

    assertThat(text("SELECT 1 AS " + quote + "a b" + quote)).isEqualTo("1");
    String pattern = "sample" + metadata.getSearchStringEscape() + "_";
    try (ResultSet rows = metadata.getTables(null, null, pattern, null)) {
      assertThat(rows.next()).isFalse();
    }
  }

  private Outcome run(String sql) throws IOException {
    return Outcome.of(
        () -> {
          try (Statement statement = drivers.shared(driver).createStatement();
              ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
          }
        });
  }

  private @Nullable String text(String sql) throws SQLException {
    return text(sql, driver);
  }

  private @Nullable String text(String sql, TestedDriver asked) throws SQLException {
    try (Statement statement = drivers.shared(asked).createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** PostgreSQL gives some of them as other types of numbers. */
  private static @Nullable Object number(@Nullable String text) {
    return text != null && text.matches("-?[0-9]+(\\.[0-9]+)?")
        ? Math.round(Double.parseDouble(text) * 1e9)
        : text;
  }
}
