// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SET, RESET and SHOW, and what they change. */
class SessionSettingsTest {
  private static final String COUNT = "SELECT SECURE COUNT(*) FROM visits";

  private static SessionFixture fixture;
  private UserSession ada;

  @BeforeAll
  static void open() throws PipeException {
    fixture = new SessionFixture();
  }

  @BeforeEach
  void login() {
    ada = fixture.login("ada");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void everyOptionHasADefaultAndGetsItBack() {
    String defaults = "minNodes all; timeout 20s; secure auto; keyBits any";
    assertThat(shown("SHOW ALL")).isEqualTo(defaults);

    set("SET minNodes = 2");
    set("set TIMEOUT to '1500ms'");
    set("SET \"secure\" = explicit");
    set("SET keyBits = 2048");

    assertThat(shown("SHOW ALL"))
        .isEqualTo("minNodes 2; timeout 1500ms; secure explicit; keyBits 2048");
    set("RESET minNodes");
    assertThat(shown("SHOW minnodes")).isEqualTo("all");
    set("SET timeout = DEFAULT");
    assertThat(shown("SHOW timeout")).isEqualTo("20s");
    set("RESET ALL");
    assertThat(shown("SHOW ALL")).isEqualTo(defaults);
  }

  @Test
  void givesNoRowsAndHasNoColumns() {
    PreparedQuery statement = ada.prepare("SET minNodes = 2");

    assertThat(statement.columns()).isEmpty();
    assertThat(statement.parameters()).isEmpty();
    assertThat(shown("SHOW minNodes")).isEqualTo("all");
    assertThat(statement.run(List.of(), SessionFixture.LIMITS).rows()).isExhausted();
    assertThat(shown("SHOW minNodes")).isEqualTo("2");
  }

  @Test
  void isOfOneSessionAlone() {
    set("SET minNodes = 2");

    assertThat(SessionFixture.rows(fixture.login("ada"), "SHOW minNodes").get(0))
        .containsExactly("all");
  }

  @Test
  void changesStatementsThatWerePreparedBefore() {
    String plain = "SELECT COUNT(*) FROM visits";
    PreparedQuery before = ada.prepare(plain);

    set("SET secure = explicit");

    ParleyException prepared =
        catchThrowableOfType(
            ParleyException.class, () -> before.run(List.of(), SessionFixture.LIMITS));
    ParleyException later = catchThrowableOfType(ParleyException.class, () -> ada.prepare(plain));
    assertThat(prepared.toLine()).isEqualTo(later.toLine()).contains("SECURE");
  }

  @Test
  void aMinimumThatIsReachedIsNotEnoughIfFewerAreAlive() {
    set("SET minNodes = 2");

    ParleyException e = failure(COUNT);

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(e.fact()).contains("'east' is offline", "'west' is offline");
    assertThat(e.hint()).contains("set minNodes to 1 or less");
  }

  @Test
  void theGatewayComputesNoLongerThanTheTimeoutToo() {
    set("SET timeout = '200ms'");
    PreparedQuery statement =
        ada.prepare("SELECT COUNT(*) FROM parley.series AS a, parley.series AS b WHERE a.k < b.k");

    ParleyException e =
        catchThrowableOfType(
            ParleyException.class,
            () -> statement.run(List.of(), SessionFixture.LIMITS).rows().next());

    assertThat(e.code()).isEqualTo(ErrorCode.TIMED_OUT);
    assertThat(e.fact()).isEqualTo("The query did not end within 200 ms");
  }

  @Test
  void aTableHasNoMoreNodesThanItHas() {
    set("SET minNodes = 4");

    ParleyException e = catchThrowableOfType(ParleyException.class, () -> ada.prepare(COUNT));

    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
    assertThat(e.fact()).isEqualTo("minNodes is 4, but table 'visits' is spread over 3 nodes");
    assertThat(e.hint()).isEqualTo("Set minNodes to at most 3, or to all.");
    assertThat(SessionFixture.rows(ada, "SELECT id FROM parley.nodes")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET colour = 1", "RESET colour", "SHOW colour"})
  void anOptionThatThereIsNotIsAnErrorThatListsThoseThereAre(String sql) {
    ParleyException e = catchThrowableOfType(ParleyException.class, () -> ada.prepare(sql));

    assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_OPTION);
    assertThat(e.hint()).isEqualTo("Use one of minNodes, timeout, secure, keyBits.");
  }

  @ParameterizedTest
  @CsvSource({
    "SET minNodes = none,'want all, or a number from 1 to 65535'",
    "SET timeout = 0,want more than nothing",
    "SET secure = never,want auto or explicit",
    "SET keyBits = 4096,the analyst's key has 2048 bits"
  })
  void aValueThatCannotBeUsedIsAnErrorAndChangesNothing(String sql, String why) {
    String before = shown("SHOW ALL");

    ParleyException e = failure(sql);

    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
    assertThat(e.fact()).contains(why);
    assertThat(shown("SHOW ALL")).isEqualTo(before);
  }

  private void set(String sql) {
    assertThat(SessionFixture.rows(ada, sql)).isEmpty();
  }

  private String shown(String sql) {
    return SessionFixture.rows(ada, sql).stream()
        .map(
            row ->
                String.join(
                    " ", java.util.Arrays.asList(row).stream().map(String::valueOf).toList()))
        .collect(Collectors.joining("; "));
  }

  private ParleyException failure(String sql) {
    PreparedQuery statement = ada.prepare(sql);
    return catchThrowableOfType(
        ParleyException.class, () -> statement.run(List.of(), SessionFixture.LIMITS));
  }
}
