// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private static final String HERE = "192.0.2.1";

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final LoginThrottle throttle = new LoginThrottle(() -> now);
  private int lookedAt;

  /** Guesses, and returns whether anybody looked at the guess. */
  private boolean guess(String user, String address) {
    int before = lookedAt;
    ParleyException e =
        catchThrowableOfType(
            ParleyException.class,
            () ->
                throttle.attempt(
                    user,
                    address,
                    () -> {
                      lookedAt++;
                      throw new ParleyException(ErrorCode.WRONG_PASSWORD, "Wrong", "Check it.");
                    }));
    assertThat(e.code()).isEqualTo(ErrorCode.WRONG_PASSWORD);
    return lookedAt > before;
  }

  private boolean letsIn(String user, String address) {
    try {
      return throttle.attempt(user, address, () -> true);
    } catch (ParleyException e) {
      return false;
    }
  }

  private void wait(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void afterThreeWrongPasswordsThePausesDouble() {
    for (int i = 0; i < 3; i++) {
      assertThat(guess("ada", HERE)).isTrue();
    }
    for (int pause : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      wait(pause - 1);
      assertThat(guess("ada", HERE)).as("before %d s", pause).isFalse();
      wait(1);
      assertThat(guess("ada", HERE)).as("after %d s", pause).isTrue();
    }
  }

  @Test
  void theRightPasswordWaitsTooAndThenAllIsForgotten() {
    for (int i = 0; i < 3; i++) {
      guess("ada", HERE);
    }
    assertThat(letsIn("ada", HERE)).isFalse();
    wait(1);
    assertThat(letsIn("ada", HERE)).isTrue();
    assertThat(letsIn("ada", HERE)).isTrue();
  }

  @Test
  void othersAreNotSlowedDown() {
    for (int i = 0; i < 100; i++) {
      guess("ada", HERE);
      wait(1);
    }
    assertThat(letsIn("bob", HERE)).isTrue();
    assertThat(letsIn("ada", "192.0.2.2")).isTrue();
  }

  @Test
  void manyAddressesHaveOneGuessEachAndThenShareTheirPauses() {
    for (int i = 0; i < 50; i++) {
      assertThat(guess("ada", "198.51.100." + i)).isTrue();
    }
    assertThat(guess("ada", "198.51.100.1")).isFalse();
    wait(29);
    assertThat(guess("ada", "198.51.100.2")).isFalse();
    wait(1);
    assertThat(guess("ada", "198.51.100.3")).isTrue();
    assertThat(guess("ada", "198.51.100.4")).isFalse();
  }

  @Test
  void whatIsLongAgoIsForgottenAndMemoryIsBounded() {
    for (int i = 0; i < 9; i++) {
      guess("ada", HERE);
      wait(30);
    }
    now = now.plus(Duration.ofMinutes(11));
    assertThat(guess("ada", HERE)).isTrue();
    assertThat(guess("ada", HERE)).isTrue();

    for (int i = 0; i < 20_000; i++) {
      guess("nobody" + i, HERE);
    }
    assertThat(throttle.size()).isEqualTo(10_000);
  }
}
