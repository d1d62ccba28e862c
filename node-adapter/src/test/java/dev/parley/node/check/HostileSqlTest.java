// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are made to cost a node time, memory or stack. */
class HostileSqlTest {
  private static final CanonicalParser PARSER = new CanonicalParser();
  private static final Duration LONG = Duration.ofSeconds(3);

  @BeforeAll
  static void warmUp() {
    PARSER.parse("SELECT CAST(\"a\" AS DATE) FROM \"t\" WHERE (\"b\" IN (1, 2))");
    assertRefused("SELECT CAST('x' 1 AS DATE) FROM \"t\"");
  }

  @AfterAll
  static void close() {
    PARSER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CAST( | AS DATE) | 30",
        "(\"a\" IN ( | )) | 15",
        "(1 + | ) | 31",
        "(- | ) | 31",
        "(NOT | ) | 31",
        "UPPER( | ) | 31",
        "UPPER(( | + 1)) | 15",
        "CASE WHEN | THEN 1 END | 31",
        "CASE WHEN (\"a\" = 1) THEN | END | 31",
        "CAST((1 + | ) AS VARCHAR) | 15",
        "COALESCE(1, | ) | 31",
      })
  void whatIsNoExpressionIsFoundOutInTimeHoweverItIsNested(String open, String close, int depth) {
    for (String wrong : new String[] {"'x' 1", "1 2", "'x' \"a\"", ", ,", "= =", "AS", "()"}) {
      String expression =
          (open.strip() + " ").replace("( ", "(").repeat(depth)
              + wrong
              + (close.startsWith(")") ? close : " " + close).repeat(depth);
      assertRefused("SELECT " + expression + " FROM \"t\"");
      assertRefused("SELECT COUNT(*) FROM \"t\" WHERE " + expression);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "(-", "(NOT ", "UPPER(", "CAST(", "CASE WHEN ", "(\"a\" IN ("})
  void aHundredThousandOfAnythingIsRefusedBeforeItIsParsed(String opening) {
    assertRefused("SELECT " + opening.repeat(100_000));
    assertRefused("SELECT " + opening.repeat(CanonicalWords.MAX_CHARACTERS / opening.length() - 2));
  }

  @Test
  void theLongestListIsReadOrRefusedInTime() {
    String list = "1, ".repeat(20_000) + "1";
    assertRefused("SELECT COUNT(*) FROM \"t\" WHERE (\"a\" IN (" + list + "))");
    String casts = "CAST(1 AS DATE), ".repeat(3_800) + "1";
    assertRefused("SELECT " + casts + " FROM \"t\"");
  }

  private static void assertRefused(String sql) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> PARSER.parse(sql))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER_REFUSED));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(cut(sql)).isLessThan(LONG);
  }

  private static String cut(String sql) {
    return sql.substring(0, Math.min(200, sql.length()));
  }
}
