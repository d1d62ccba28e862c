// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.session.SettingStatement.Verb;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingStatementTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "SET minNodes = 2,minNodes,2",
        "set MINNODES=all;,MINNODES,all",
        "SET timeout = '30s',timeout,30s",
        "SET timeout = 30,timeout,30",
        "SET timeout = 250ms ;,timeout,250ms",
        "SET \"minNodes\" = 'all',minNodes,all",
        "SET secure TO explicit,secure,explicit",
        "SET SESSION secure = auto,secure,auto",
        "SET keyBits = DEFAULT,keyBits,``"
      })
  void readsWhatIsSet(String sql, String option, String value) {
    assertThat(SettingStatement.of(sql)).hasValue(new SettingStatement(Verb.SET, option, value));
  }

  @Test
  void readsPastComments() {
    assertThat(SettingStatement.of("/* a tool's */ SET -- of old\n keyBits /**/ = 2048"))
        .hasValue(new SettingStatement(Verb.SET, "keyBits", "2048"));
  }

  @Test
  void readsWhatIsResetOrShown() {
    assertThat(SettingStatement.of("RESET timeout"))
        .hasValue(new SettingStatement(Verb.RESET, "timeout", ""));
    assertThat(SettingStatement.of("show all;"))
        .hasValue(new SettingStatement(Verb.SHOW, "all", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "settle = 1",
        "SELECT * FROM t WHERE a = 'SET b = 1'",
        "-- SET a = 1",
        "",
        "EXPLAIN PLAN FOR SELECT 1"
      })
  void leavesOtherStatementsAlone(String sql) {
    assertThat(SettingStatement.of(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET",
        "SET minNodes",
        "SET minNodes =",
        "SET minNodes = ;",
        "SET minNodes 2",
        "SET = 2",
        "SET minNodes = 2 3",
        "SET minNodes = 2; SELECT 1",
        "SET minNodes = (SELECT 1)",
        "SET timeout = '30",
        "RESET",
        "SHOW TABLES FROM x",
        "SET a = 1; SET b = 2"
      })
  void whatBeginsSoAndGoesOnOtherwiseIsASyntaxError(String sql) {
    ParleyException e = catchThrowableOfType(ParleyException.class, () -> SettingStatement.of(sql));

    assertThat(e.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
    assertThat(e.hint()).contains("SET minNodes = 2");
  }

  @Test
  void readsAMegabyteOfCommentsAndOfWords() {
    assertThat(SettingStatement.of("/*x*/ -- y\n".repeat(100_000) + "SELECT 1")).isEmpty();
    assertThat(
            catchThrowableOfType(
                ParleyException.class, () -> SettingStatement.of("SET " + "a ".repeat(500_000))))
        .isNotNull();
  }
}
