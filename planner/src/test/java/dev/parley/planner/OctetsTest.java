// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.Plan;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte strings: what is asked of owners, and what is not. */
class OctetsTest {
  private static final FederationCatalog FILES =
      Federations.of(
          Federations.node(
              "north",
              "PostgreSQL 14",
              1,
              Federations.table(
                  "files",
                  Federations.open("id", ColumnType.INTEGER),
                  Federations.open("name", ColumnType.VARCHAR),
                  Federations.open("raw", ColumnType.VARBINARY))));

  private final Planner planner = new Planner();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "raw = X'0AFF' | (\"raw\" = X'0aff')",
        "X'' < raw | (\"raw\" > X'')",
        "raw <> '\\x5C' | (\"raw\" <> X'5c')",
        "raw = 'abc' | (\"raw\" = X'616263')",
        "raw IN (X'00', X'ff') | (\"raw\" IN (X'00', X'ff'))",
        "raw BETWEEN X'00' AND X'7f' | ((\"raw\" >= X'00') AND (\"raw\" <= X'7f'))",
        "raw IS NULL | (\"raw\" IS NULL)",
        "LENGTH(raw) > 2 | (OCTET_LENGTH(\"raw\") > 2)",
        "OCTET_LENGTH(raw) = 0 | (OCTET_LENGTH(\"raw\") = 0)",
        "COALESCE(raw, X'') = X'' | (COALESCE(\"raw\", X'') = X'')",
        "CAST(raw AS VARBINARY) = CAST('\\x00' AS BYTEA) | (\"raw\" = X'00')",
        "raw LIKE 'a%' | 0A000",
        "raw LIKE X'61' | 0A000",
        "SUBSTRING(raw, 1, 2) = X'61' | 0A000",
        "POSITION(X'61' IN raw) = 1 | 0A000",
        "UPPER(raw) = 'A' | 0A000",
        "TRIM(raw) = X'61' | 0A000",
        "OCTET_LENGTH(name) = 1 | 0A000",
        "CAST(raw AS VARCHAR) = 'a' | 0A000",
        "CAST(name AS VARBINARY) = X'61' | 0A000",
        "CAST('a' AS VARBINARY(3)) = raw | 0A000",
        "raw = CAST(CAST('a' AS CHAR(3)) AS VARBINARY) | 0A000",
        "raw = name | 42804",
        "raw = 1 | 42804",
        "raw = '\\x0' | 22P02",
        "raw = X'0' | 42601",
        "raw = X'0g' | 42601",
      })
  void writesConditionsInCanonicalSqlOrRefusesThem(String condition, String canonical) {
    assertThat(asked("SELECT COUNT(*) FROM files WHERE " + condition))
        .isEqualTo(
            canonical.length() == 5
                ? canonical
                : "SELECT COUNT(*) FROM \"files\" WHERE " + canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MIN(raw)", "MAX(raw)", "MIN(raw) FILTER (WHERE id > 1)"})
  void thereIsNoLeastAndNoGreatest(String extreme) {
    assertThat(asked("SELECT " + extreme + " FROM files")).isEqualTo("42883");
    assertThat(asked("SELECT " + extreme + " FROM (SELECT raw, id FROM files LIMIT 3) AS f"))
        .isEqualTo("42883");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw || raw", "raw || 'a'", "'a' || raw", "raw || name"})
  void bytesAreNotJoined(String joined) {
    assertThat(asked("SELECT COUNT(*) FROM files WHERE id > 1 AND " + joined + " IS NULL"))
        .isEqualTo("0A000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUM(raw)", "AVG(raw)"})
  void bytesAreNotAddedUp(String sum) {
    assertThat(asked("SELECT " + sum + " FROM files")).startsWith("42");
  }

  @Test
  void theyAreGroupedCountedAndOrdered() {
    assertThat(asked("SELECT raw, COUNT(*) FROM files GROUP BY raw"))
        .isEqualTo("SELECT \"raw\", COUNT(*) FROM \"files\" GROUP BY \"raw\"");
    assertThat(asked("SELECT COUNT(DISTINCT raw) FROM files"))
        .isEqualTo("SELECT DISTINCT \"raw\" FROM \"files\"");
    assertThat(asked("SELECT raw FROM files ORDER BY raw DESC LIMIT 2"))
        .isEqualTo("SELECT \"raw\" FROM \"files\" ORDER BY \"raw\" DESC NULLS FIRST LIMIT 2");
  }

  @Test
  void constantsAreKeptAsTheyAre() {
    Plan plan =
        planner.plan(
            "SELECT b, COUNT(*) FROM (VALUES (X'0A'), (X'0aff'), (X'0a'), (NULL), (X'')) AS v (b)"
                + " WHERE b > X'00' OR b = X'' GROUP BY b ORDER BY b",
            FILES,
            SessionOptions.DEFAULT);

    assertThat(plan.columns().get(0).type()).isEqualTo(ColumnType.VARBINARY);
    assertThat(plan.finish(List.of()))
        .containsExactly(
            new Object[] {Octets.ofHex(""), 1L},
            new Object[] {Octets.ofHex("0a"), 2L},
            new Object[] {Octets.ofHex("0aff"), 1L});
  }

  private String asked(String sql) {
    try {
      Plan plan = planner.plan(sql, FILES, SessionOptions.DEFAULT);
      return plan.questions().get(0).query().toSql();
    } catch (ParleyException e) {
      return e.code().sqlState();
    }
  }

  @Test
  void errorsTellNoBytes() {
    ParleyException e =
        catchThrowableOfType(
            ParleyException.class,
            () -> planner.plan("SELECT '\\x4711g'::bytea", FILES, SessionOptions.DEFAULT));

    assertThat(e).hasMessageNotContaining("4711");
  }
}
