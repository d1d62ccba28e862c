// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.rewrite.Rewriting.Secure;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionOptionsTest {
  private static final Duration FALLBACK = Duration.ofSeconds(60);
  private static final SessionDefaults DEFAULTS = new SessionDefaults("health", FALLBACK, 2048);

  @Test
  void everyDefaultHolds() {
    SessionOptions options = of(Map.of());

    assertThat(options)
        .isEqualTo(
            new SessionOptions(OptionalInt.empty(), FALLBACK, Secure.AUTO, OptionalInt.empty()));
    assertThat(options.plan()).isEqualTo(dev.parley.planner.SessionOptions.DEFAULT);
  }

  @Test
  void everyOptionCanBeSet() {
    SessionOptions options =
        of(
            Map.of(
                "minNodes",
                "2",
                "timeout",
                "5s",
                "secure",
                "explicit",
                "keyBits",
                "2048",
                "federation",
                "health"));

    assertThat(options)
        .isEqualTo(
            new SessionOptions(
                OptionalInt.of(2), Duration.ofSeconds(5), Secure.EXPLICIT, OptionalInt.of(2048)));
    assertThat(options.plan().minNodes()).hasValue(2);
    assertThat(options.plan().secure()).isEqualTo(Secure.EXPLICIT);
  }

  @ParameterizedTest
  @CsvSource({"5,5000", "250ms,250", "2m,120000"})
  void readsSecondsAndDurations(String text, long millis) {
    assertThat(of(Map.of("timeout", text)).timeout()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void takesPropertiesOfToolsAndEmptyOnes() {
    SessionOptions options =
        of(
            Map.of(
                "federation", "", "minNodes", "ALL", "timeout", "", "ApplicationName", "DBeaver"));

    assertThat(options).isEqualTo(of(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "federation,wealth,this gateway belongs to 'health'",
    "timeout,0,want more than nothing",
    "timeout,0ms,want more than nothing",
    "timeout,-1,want a duration",
    "timeout,soon,want a duration",
    "timeout,9999999999999,want a duration",
    "secure,never,want auto or explicit",
    "minNodes,0,'want all, or a number from 1 to 65535'",
    "minNodes,some,'want all, or a number from 1 to 65535'",
    "minNodes,9999999999,'want all, or a number from 1 to 65535'",
    "keyBits,4096,the analyst's key has 2048 bits",
    "keyBits,many,'want a number of bits, such as 2048'"
  })
  void refusesWhatCannotBeUsed(String key, String value, String why) {
    ParleyException e = catchThrowableOfType(ParleyException.class, () -> of(Map.of(key, value)));

    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
    assertThat(e.fact()).startsWith("The option " + key + " cannot be used").contains(why);
  }

  private static SessionOptions of(Map<String, String> properties) {
    return SessionOptions.of(properties, DEFAULTS);
  }
}
