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
  private static final String ELSEWHERE = "192.0.2.2";

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
  void whatIsLongAgoIsForgotten() {
    for (int i = 0; i < 9; i++) {
      guess("ada", HERE);
      wait(30);
    }
    now = now.plus(Duration.ofMinutes(11));

    assertThat(guess("ada", HERE)).isTrue();
    assertThat(guess("ada", HERE)).isTrue();
  }

  @Test
  void whoGuessesNowAndThenDoesNotKeepOutAUserAfterOneTypo() {
    for (int i = 0; i < 120; i++) {
      guess("ada", ELSEWHERE);
      wait(30);
    }
    guess("ada", ELSEWHERE);

    assertThat(guess("ada", HERE)).isTrue();
    assertThat(letsIn("ada", HERE)).isTrue();
  }

  @Test
  void nobodyKeepsAUserOutOfWhereItHasLoggedInBefore() {
    letsIn("ada", HERE);
    now = now.plus(Duration.ofDays(3));
    guessFromManyAddresses("ada", 2000);

    assertThat(letsIn("ada", ELSEWHERE)).isFalse();
    assertThat(guess("ada", HERE)).isTrue();
    assertThat(guess("ada", HERE)).isTrue();
    assertThat(letsIn("ada", HERE)).isTrue();
  }

  @Test
  void allAddressesTogetherHaveABudget() {
    assertThat(guessFromManyAddresses("ada", 3000)).isEqualTo(GuessBudget.FIRST);

    int looked = lookedAt;
    for (int second = 0; second < 3600; second++) {
      wait(1);
      guess("ada", "198.51." + second / 250 + "." + second % 250);
    }
    assertThat(lookedAt - looked).isEqualTo(120);
    assertThat(letsIn("bob", ELSEWHERE)).isTrue();
  }

  @Test
  void whereAUserHasLoggedInGuessingIsSlowAsWellWhateverNamesAreInvented() {
    letsIn("ada", HERE);
    for (int i = 0; i < 3; i++) {
      assertThat(guess("ada", HERE)).isTrue();
    }
    for (int i = 0; i < 500; i++) {
      guess("nobody" + i, HERE);
    }

    assertThat(guess("ada", HERE)).isFalse();
    wait(1);
    assertThat(guess("ada", HERE)).isTrue();
    assertThat(guess("ada", HERE)).isFalse();
  }

  @Test
  void namesThatAnAddressInventsSlowDownThatAddressAloneAndMakeNothingForgotten() {
    for (int i = 0; i < 3; i++) {
      guess("ada", ELSEWHERE);
      guess("ada", HERE);
    }
    int looked = lookedAt;
    for (int i = 0; i < 20_000; i++) {
      guess("nobody" + i, HERE);
    }

    assertThat(throttle.size()).isEqualTo(1 + Strangers.NAMES_PER_PLACE + 1);
    assertThat(lookedAt - looked).isLessThan(100);
    assertThat(guess("ada", ELSEWHERE)).isFalse();
    assertThat(guess("ada", HERE)).isFalse();
    assertThat(letsIn("bob", HERE)).isFalse();
    assertThat(letsIn("bob", ELSEWHERE)).isTrue();
    now = now.plus(Duration.ofMinutes(11));
    assertThat(letsIn("bob", HERE)).isTrue();
    guess("eve", HERE);
    assertThat(throttle.size()).isEqualTo(2);
  }

  @Test
  void addressesAreForgottenTheOldestFirst() {
    for (int i = 0; i < 2 * Strangers.PLACES; i++) {
      guess("nobody", "10.0." + i / 250 + "." + i % 250);
      guess("none", "10.0." + i / 250 + "." + i % 250);
      wait(30);
    }

    assertThat(throttle.size()).isLessThanOrEqualTo(2 * Strangers.PLACES);
  }

  @Test
  void onlyTheLastAddressesOfAUserAreKnown() {
    letsIn("ada", HERE);
    for (int i = 0; i < KnownPlaces.PLACES_PER_USER; i++) {
      letsIn("ada", "203.0.113." + i);
    }
    guessFromManyAddresses("ada", 2000);

    assertThat(letsIn("ada", HERE)).isFalse();
    assertThat(letsIn("ada", "203.0.113.0")).isTrue();
  }

  @Test
  void anIpv6NetworkCountsAsOneAddress() {
    for (int i = 0; i < 3; i++) {
      assertThat(guess("ada", "2001:db8:0:1::" + i)).isTrue();
    }

    assertThat(guess("ada", "[2001:db8:0:1:ffff::9]")).isFalse();
    assertThat(guess("ada", "2001:db8:0:2::1")).isTrue();
    assertThat(guess("ada", "::1")).isTrue();
    assertThat(guess("ada", "no:address")).isTrue();
  }

  /** Guesses once from each address, and returns how many were looked at. */
  private int guessFromManyAddresses(String user, int count) {
    int looked = lookedAt;
    for (int i = 0; i < count; i++) {
      guess(user, "100.64." + i / 250 + "." + i % 250);
    }
    return lookedAt - looked;
  }
}
