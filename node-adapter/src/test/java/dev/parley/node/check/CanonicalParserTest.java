// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.CanonicalQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalParserTest {
  private static final CanonicalParser PARSER = new CanonicalParser();

  @AfterAll
  static void close() {
    PARSER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM \"t\"",
        "SELECT \"a\", \"b\" FROM \"t\" GROUP BY \"a\", \"b\"",
        "SELECT \"zo\"\"ne\", SUM(\"x\"), COUNT(\"y\") FROM \"tri\"\"ps\" GROUP BY \"zo\"\"ne\"",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = -1.50)",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = 'it''s \\ \n -- /* \" 😀')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"select\" = '')",
        "SELECT COUNT(*) FROM \"t\" WHERE ((\"a\" = 1) AND (NOT \"b\") AND ((\"c\" IS NULL) OR \"d\"))",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" IN (DATE '2020-01-31', DATE '0001-01-01'))",
        "SELECT COUNT(*) FROM \"t\" WHERE (TIMESTAMP '2020-01-31 00:00:00.000001' <= \"a\")",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" IN (TIME '23:59:59.999999', TIME '00:00:00.000000'))",
        "SELECT CAST(\"a\" AS TIME), DATE_PART('hour', \"b\") FROM \"t\"",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" <> TRUE)",
        "SELECT COUNT(*) FROM \"t\" WHERE FALSE",
        "SELECT SUM(((\"a\" + 1) * (\"b\" - -2))), SUMSQ((-\"a\")) FROM \"t\"",
        "SELECT (\"a\" / 2), COUNT(MOD(\"a\", -5)) FROM \"t\" GROUP BY (\"a\" / 2)",
        "SELECT COUNT((-5)), COUNT(ABS(-5)), COUNT((-(-\"a\"))) FROM \"t\"",
        "SELECT COUNT(CASE WHEN (\"a\" = 1) THEN \"b\" WHEN \"c\" THEN NULL ELSE 2 END) FROM \"t\"",
        "SELECT CAST(\"a\" AS DECIMAL(10, 2)), CAST(CAST('2020-01-31' AS DATE) AS VARCHAR) FROM \"t\"",
        "SELECT CAST(1.5 AS DOUBLE PRECISION) FROM \"t\" WHERE ((\"a\" || 'x') LIKE '%''_\\%')",
        "SELECT \"a\" FROM \"t\" WHERE ((UPPER(\"a\") IN ('X', CAST(1 AS VARCHAR))) OR (\"b\" IS NULL))",
        "SELECT DISTINCT \"a\", (\"b\" + 1) FROM \"t\" ORDER BY (\"b\" + 1) DESC NULLS FIRST,"
            + " \"a\" ASC NULLS LAST LIMIT 10",
        "SELECT \"a\" FROM \"t\" LIMIT 9223372036854775807",
        "SELECT MIN(\"a\"), MAX((\"b\" * 2)) FROM \"t\"",
        "SELECT COUNT(*) FROM \"t\" WHERE ((\"a\" = X'') OR (\"a\" IN (X'00', X'0aff')))",
        "SELECT OCTET_LENGTH(\"a\"), COALESCE(\"a\", X'5c') FROM \"t\"",
        "SELECT DATE_PART('year', \"d\"), MAX(\"b\") FROM \"t\" GROUP BY DATE_PART('year', \"d\")",
        "SELECT COUNT(*) FROM \"t\" WHERE (CASE WHEN (\"a\" > 1) THEN TRUE WHEN (NOT (\"a\" > 1))"
            + " THEN FALSE END = CASE WHEN \"b\" THEN TRUE ELSE (CASE WHEN \"c\" THEN 1 END + 1) END)",
      })
  void readsWhatItSpells(String sql) {
    assertThat(PARSER.parse(sql).toSql()).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select COUNT(*) FROM \"t\"",
        "SELECT  COUNT(*) FROM \"t\"",
        "SELECT COUNT(*) FROM t",
        "SELECT COUNT(*) FROM \"t\";",
        "SELECT COUNT(*) FROM \"t\" WHERE \"a\" = 1",
        "SELECT COUNT(*) FROM \"t\" WHERE ((\"a\" = 1))",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = 1.)",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = 01)",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = --1)",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = 1) /* x */",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = DATE '2020-13-01')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" IN (SELECT \"b\" FROM \"u\"))",
        "SELECT COUNT(*) FROM \"t\", \"u\"",
        "SELECT COUNT(*) FROM \"s\".\"t\"",
        "SELECT COUNT(DISTINCT \"a\") FROM \"t\"",
        "SELECT MAX(\"a\"), COUNT(*) FROM \"t\"",
        "SELECT DISTINCT \"a\", MAX(\"b\") FROM \"t\" GROUP BY \"a\"",
        "SELECT DISTINCT COUNT(*) FROM \"t\"",
        "SELECT MAX(\"a\", \"b\") FROM \"t\"",
        "SELECT (COUNT(*) + 1) FROM \"t\"",
        "SELECT ABS(MAX(\"a\")) FROM \"t\"",
        "SELECT \"a\" FROM \"t\" ORDER BY \"a\" ASC NULLS LAST",
        "SELECT \"a\" FROM \"t\" ORDER BY \"a\" LIMIT 5",
        "SELECT \"a\" FROM \"t\" LIMIT -1",
        "SELECT \"a\" FROM \"t\" LIMIT 9223372036854775808",
        "SELECT \"a\" FROM \"t\" LIMIT NULL",
        "SELECT \"a\" FROM \"t\" LIMIT 5, 6",
        "SELECT \"a\" FROM \"t\" GROUP BY \"a\" LIMIT 5",
        "SELECT \"a\" FROM \"t\" GROUP BY \"a\", \"b\"",
        "SELECT \"a\" AS \"b\" FROM \"t\"",
        "SELECT (\"a\" + \"b\" + \"c\") FROM \"t\"",
        "SELECT \"a\" + 1 FROM \"t\"",
        "SELECT ((\"a\" = 1) = \"b\") FROM \"t\"",
        "SELECT COALESCE((\"a\" = 1), FALSE) FROM \"t\"",
        "SELECT ABS(\"a\" = 1) FROM \"t\"",
        "SELECT (--1) FROM \"t\"",
        "SELECT (- 1) FROM \"t\"",
        "SELECT (\"a\" /* 1) FROM \"t\"",
        "SELECT (\"a\" | 1) FROM \"t\"",
        "SELECT CAST(\"a\" AS DECIMAL(10)) FROM \"t\"",
        "SELECT CAST(\"a\" AS DECIMAL (10, 2)) FROM \"t\"",
        "SELECT CAST(\"a\" AS DECIMAL(99999999999, 2)) FROM \"t\"",
        "SELECT CAST(\"a\" AS VARCHAR(10)) FROM \"t\"",
        "SELECT CAST(\"a\" AS DOUBLE) FROM \"t\"",
        "SELECT DATE('2020-01-01') FROM \"t\"",
        "SELECT UPPER(DISTINCT \"a\") FROM \"t\"",
        "SELECT UPPER(\"a\", \"b\") FROM \"t\"",
        "SELECT UPPER() FROM \"t\"",
        "SELECT CASE \"a\" WHEN 1 THEN 2 END FROM \"t\"",
        "SELECT CASE WHEN \"a\" THEN 2 FROM \"t\"",
        "SELECT \"a\" END FROM \"t\"",
        "SELECT (CASE WHEN \"a\" THEN 2) END FROM \"t\"",
        "SELECT \"\u00010\", CASE WHEN \"a\" THEN 2 END FROM \"t\"",
        "SELECT (\"a\" NOT IN (1)) FROM \"t\"",
        "SELECT \"a\" FROM \"t\" WHERE (\"a\" NOT LIKE 'x')",
        "SELECT \"a\" FROM \"t\" WHERE (\"a\" IN 1)",
        "SELECT COUNT(*) FROM \"t\" GROUP BY \"a\"",
        "SELECT COUNT(*), \"a\" FROM \"t\" GROUP BY \"a\"",
        "SELECT * FROM \"t\"",
        "DELETE FROM \"t\"",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = X'0')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = X'0AFF')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = x'0aff')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = X'0a ff')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = X'0a''ff')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = X'0a",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = X 'ff')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = X)",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = 0x0aff)",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = B'01')",
        "SELECT CAST(\"a\" AS VARBINARY) FROM \"t\"",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = TIME '10:00')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = TIME '10:00:00')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = TIME '24:00:00.000000')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = time '10:00:00.000000')",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = TIME '10:00:00.000000+01')",
        "SELECT CAST(\"a\" AS TIME(6)) FROM \"t\"",
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" = 'x",
      })
  void refusesAnythingElse(String sql) {
    assertThatThrownBy(() -> PARSER.parse(sql))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER_REFUSED));
  }

  @Test
  void isDoneInTimeHoweverTheTextNests() {
    String condition = "(\"a\" = 1)";
    for (int i = 0; i < 30; i++) {
      condition = i % 2 == 0 ? "(NOT " + condition + ")" : "(" + condition + " AND \"b\")";
    }
    String sql = "SELECT COUNT(*) FROM \"t\" WHERE " + condition;
    Instant start = Instant.now();

    assertThat(PARSER.parse(sql).toSql()).isEqualTo(sql);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));

    String deeper = "(NOT ".repeat(40) + "\"b\"" + ")".repeat(40);
    assertThatThrownBy(() -> PARSER.parse("SELECT COUNT(*) FROM \"t\" WHERE " + deeper))
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(
            () -> PARSER.parse("SELECT COUNT(*) FROM \"t\" WHERE " + "NOT ".repeat(9999)))
        .hasMessageContaining("a NOT outside parentheses");
    assertThatThrownBy(() -> PARSER.parse("(".repeat(1 << 17))).hasMessageContaining("65536");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CASE WHEN (# = 1) THEN 1 ELSE 2 END",
        "CASE WHEN \"c\" THEN # WHEN (\"b\" = #1) THEN 3 END",
        "CASE WHEN ((# = 1) AND (NOT (# < 2))) THEN 1 END",
        "CASE # WHEN 1 THEN 2 END",
        "CASE WHEN # THEN 1 END",
        "COALESCE((# = 1), 1)",
        "COALESCE(#, 1)",
        "CAST((# = 1) AS BOOLEAN)",
        "CAST(# AS BIGINT)",
        "(NOT (# = 1))",
        "(# IS NULL)",
        "(1 IN (1, #))",
        "(SELECT #)",
        "(SELECT 1 FROM \"t\" ORDER BY #)",
        "(SELECT 1 LIMIT #)",
        "(# || 'x')",
        "(# + 1)",
        "(1 - #)",
        "(-#)",
        "(#)",
        "(#, 1)",
        "SUM(#)",
        "COUNT(DISTINCT #)",
        "LTRIM(#"
      })
  void answersInTimeWhateverIsNested(String form) {
    for (int depth : new int[] {2, 8, 16, 31, 500}) {
      String nested = "\"a\"";
      for (int i = 0; i < depth && nested.length() < 60_000; i++) {
        nested = form.replace("#1", "\"z\"").replace("#", nested);
      }
      String sql = "SELECT COUNT(*) FROM \"t\" WHERE (" + nested + " = 1)";
      Instant start = Instant.now();

      try {
        assertThat(PARSER.parse(sql).toSql()).isEqualTo(sql);
      } catch (ParleyException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.PEER_REFUSED);
      }

      assertThat(Duration.between(start, Instant.now()))
          .as(form + " " + depth + " times")
          .isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void readsTheDeepestExpressions() {
    for (String form :
        List.of(
            "CASE WHEN (# = 1) THEN 1 ELSE 2 END",
            "ABS((# + 1))",
            "(1 - #)",
            "(# || 'x')",
            "(-#)",
            "(# / CAST(# AS BIGINT))")) {
      String nested = "\"a\"";
      int depth = form.contains("ABS") || form.contains("CASE") ? 15 : 30;
      for (int i = 0; i < depth; i++) {
        nested = form.replaceFirst("#", Matcher.quoteReplacement(nested)).replace("#", "\"b\"");
      }
      String sql = "SELECT SUM(" + nested + ") FROM \"t\"";

      assertThat(PARSER.parse(sql).toSql()).isEqualTo(sql);
    }
  }

  @Test
  void readsEveryTreeFromTheTextThatItSpells() {
    long seed = System.nanoTime();
    RandomQueries queries = new RandomQueries(seed);
    for (int i = 0; i < 1500; i++) {
      CanonicalQuery query = queries.query();
      String sql = query.toSql();
      if (sql.length() < 20_000) {
        assertThat(PARSER.parse(sql)).as("seed " + seed + ": " + sql).isEqualTo(query);
      }
    }
  }
}
