// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.password.PasswordHash;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final int GUESSES = 100;
  private static final PasswordHash SECRET = hash("gehéim");
  private static final PasswordHash NEW = hash("new");
  private static final PasswordHash EMPTY = hash("");

  private final Users users = Users.of(Map.of("ada", List.of(SECRET), "bob", List.of(EMPTY)));

  private static PasswordHash hash(String password) {
    return PasswordHash.of(password, new SecureRandom());
  }

  @Test
  void letsInWhoKnowsThePassword() {
    assertThat(users.login("ada", "gehéim")).isPresent();
    assertThat(users.login("ada", "gehéim")).as("once more").isPresent();
  }

  @Test
  void letsNobodyElseIn() {
    assertThat(users.login("ada", "gehéim")).isPresent();
    assertThat(users.login("ada", "geheim")).isEmpty();
    assertThat(users.login("ada", "")).isEmpty();
    assertThat(users.login("Ada", "gehéim")).isEmpty();
    assertThat(users.login("eve", "gehéim")).isEmpty();
    assertThat(users.login("bob", "gehéim")).isEmpty();
  }

  @Test
  void anEmptyPasswordOpensNothing() {
    assertThat(users.login("bob", "")).isEmpty();
    assertThat(users.login("eve", "")).isEmpty();
    assertThat(Users.of(Map.of()).login("eve", "")).isEmpty();
  }

  @Test
  void aPasswordThatWasRightIsKnownAgainAtOnce() {
    assertThat(users.login("ada", "gehéim")).isPresent();
    Instant begun = Instant.now();

    for (int i = 0; i < 1000; i++) {
      assertThat(users.login("ada", "gehéim")).isPresent();
    }

    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void manyWhoGuessAtOnceAreTurnedAwayAndKeepNobodyWaiting() throws Exception {
    assertThat(users.login("ada", "gehéim")).isPresent();
    CyclicBarrier begin = new CyclicBarrier(GUESSES);
    ExecutorService threads = Executors.newFixedThreadPool(GUESSES);
    try {
      List<Future<Boolean>> guesses = new ArrayList<>();
      for (int i = 0; i < GUESSES; i++) {
        String name = "eve" + i;
        guesses.add(
            threads.submit(
                () -> {
                  begin.await();
                  return isTurnedAway(name);
                }));
      }
      int turnedAway = 0;
      for (Future<Boolean> guess : guesses) {
        turnedAway += guess.get() ? 1 : 0;
      }
      assertThat(turnedAway).isBetween(1, GUESSES - 1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(users.login("ada", "gehéim")).isPresent();
    assertThat(users.login("ada", "geheim")).as("places are given back").isEmpty();
  }

  private boolean isTurnedAway(String name) {
    try {
      assertThat(users.login(name, "a guess")).isEmpty();
      return false;
    } catch (ParleyException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY);
      return true;
    }
  }

  @Test
  void lettingInHoldsAsLongAsUserAndPasswordDo() {
    Users.Login login = users.login("ada", "gehéim").orElseThrow();

    assertThat(Users.of(Map.of("ada", List.of(NEW, SECRET))).accepts(login)).isTrue();
    assertThat(Users.of(Map.of("ada", List.of(NEW))).accepts(login)).isFalse();
    assertThat(Users.of(Map.of("bob", List.of(SECRET))).accepts(login)).isFalse();
    assertThat(Users.of(Map.of()).accepts(login)).isFalse();
  }

  @Test
  void twoPasswordsAreAcceptedWhileOneIsReplaced() {
    Users two = Users.of(Map.of("ada", List.of(NEW, SECRET)));

    assertThat(two.login("ada", "new")).isPresent();
    assertThat(two.login("ada", "gehéim")).isPresent();
    assertThat(two.login("ada", "older")).isEmpty();
  }

  @Test
  void doesNotPrintPasswords() {
    assertThat(users).hasToString("Users[2, passwords withheld]");
  }
}
