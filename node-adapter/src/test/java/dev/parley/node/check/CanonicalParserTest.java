// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.time.Instant;
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
        "SELECT COUNT(*) FROM \"t\" WHERE (\"a\" <> TRUE)",
        "SELECT COUNT(*) FROM \"t\" WHERE FALSE",
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
        "SELECT MAX(\"a\") FROM \"t\"",
        "SELECT COUNT(*) FROM \"t\" GROUP BY \"a\"",
        "SELECT COUNT(*), \"a\" FROM \"t\" GROUP BY \"a\"",
        "SELECT * FROM \"t\"",
        "DELETE FROM \"t\"",
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

    assertThatThrownBy(() -> PARSER.parse(sql.replace("WHERE ", "WHERE ((((").concat("))))")))
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(
            () -> PARSER.parse("SELECT COUNT(*) FROM \"t\" WHERE " + "NOT ".repeat(9999)))
        .hasMessageContaining("a NOT outside parentheses");
    assertThatThrownBy(() -> PARSER.parse("(".repeat(1 << 17))).hasMessageContaining("65536");
  }
}
