// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionOptionsTest {
  private static final Duration FALLBACK = Duration.ofSeconds(60);

  @Test
  void everyDefaultHolds() {
    SessionOptions options = of(Map.of());

    assertThat(options.timeout()).isEqualTo(FALLBACK);
    assertThat(options.plan()).isEqualTo(dev.parley.planner.SessionOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"5,5000", "250ms,250", "2m,120000"})
  void readsSecondsAndDurations(String text, long millis) {
    assertThat(of(Map.of("timeout", text)).timeout()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void takesTheNameOfItsOwnFederationAndPropertiesOfTools() {
    SessionOptions options =
        of(Map.of("federation", "health", "minNodes", "all", "ApplicationName", "DBeaver"));

    assertThat(options.timeout()).isEqualTo(FALLBACK);
  }

  @Test
  void theWordSecureCanBeDemanded() {
    assertThat(of(Map.of("secure", "explicit")).plan().secure().name()).isEqualTo("EXPLICIT");
  }

  @ParameterizedTest
  @CsvSource({
    "federation,wealth,this gateway belongs to 'health'",
    "timeout,0,want more than nothing",
    "timeout,0ms,want more than nothing",
    "timeout,-1,want a duration",
    "timeout,soon,want a duration",
    "timeout,9999999999999,want a duration",
    "secure,never,want auto or explicit"
  })
  void refusesWhatCannotBeUsed(String key, String value, String why) {
    ParleyException e = catchThrowableOfType(ParleyException.class, () -> of(Map.of(key, value)));

    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
    assertThat(e.fact()).startsWith("The connection property " + key + " cannot be used: " + why);
  }

  @Test
  void fewerNodesThanAllAreNotSupportedYet() {
    ParleyException e =
        catchThrowableOfType(ParleyException.class, () -> of(Map.of("minNodes", "2")));

    assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
  }

  private static SessionOptions of(Map<String, String> properties) {
    return SessionOptions.of(properties, "health", FALLBACK);
  }
}
