// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that are made to cost the gateway time or stack. */
class HostileStatementTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT %s",
        "-- an owner's\nSELECT %s",
        "// an owner's\nSELECT %s",
        "/* a \" quote */ SELECT %s",
        "SELECT 'it''s', \"a\"\"b\", /*+ hint */ %s",
        "SELECT '-- ' , '/*', %s /* ( */"
      })
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void parenthesesAreCountedWhateverStandsBeforeThem(String statement) {
    for (int depth : new int[] {65, 1_000, 90_000}) {
      assertRefused(statement.formatted("(".repeat(depth)), "nested too deeply");
    }
  }

  @Test
  void whatStandsInQuotesAndCommentsIsNotCounted() {
    String many = "(".repeat(100);

    ParleyParser.parse("SELECT '" + many + "' -- " + many + "\n/* " + many + " */ FROM t");
  }

  @Test
  void aHundredThousandBlanksAreNoReasonToFail() {
    ParleyParser.parse(" ".repeat(90_000) + "SELECT 1");
    assertThatThrownBy(() -> ParleyParser.parse("/**/".repeat(20_000) + "DELETE FROM t"))
        .isInstanceOf(ParleyException.class);
  }

  @Test
  void thereIsNotMoreToPlanThanCanBePlannedInTime() {
    String thousands = "1" + ", 1".repeat(20_000);

    assertRefused("SELECT " + thousands, "more than 1,664 columns in a SELECT");
    assertRefused("VALUES (" + thousands + ")", "more than 1,664 columns in a row of VALUES");
    assertRefused("SELECT 1 FROM t WHERE a IN (" + thousands + ")", "more than 10,000 names");
    assertRefused(
        "VALUES ((SELECT 1 FROM t WHERE a IN (" + thousands + ")))", "more than 10,000 names");
  }

  @Test
  void tenThousandRowsOfValuesAreNotTooMany() {
    String rows = "(ST_Point(11.57, 49.94), 'a name', 1 + 1)";

    ParleyParser.parse("SELECT * FROM (VALUES " + rows + (", " + rows).repeat(9_999) + ") AS t");
  }

  private static void assertRefused(String sql, String fact) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> ParleyParser.parse(sql))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SYNTAX_ERROR))
        .hasMessageContaining(fact);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
  }
}
