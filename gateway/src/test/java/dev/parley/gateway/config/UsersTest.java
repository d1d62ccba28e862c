// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersTest {
  private final Users users = new Users(Map.of("ada", "gehéim", "bob", ""));

  @Test
  void letsInWhoKnowsThePassword() {
    assertThat(users.accepts("ada", "gehéim")).isTrue();
  }

  @Test
  void letsNobodyElseIn() {
    assertThat(users.accepts("ada", "geheim")).isFalse();
    assertThat(users.accepts("ada", "")).isFalse();
    assertThat(users.accepts("Ada", "gehéim")).isFalse();
    assertThat(users.accepts("eve", "gehéim")).isFalse();
  }

  @Test
  void anEmptyPasswordOpensNothing() {
    assertThat(users.accepts("bob", "")).isFalse();
    assertThat(users.accepts("eve", "")).isFalse();
  }

  @Test
  void doesNotPrintPasswords() {
    assertThat(users).hasToString("Users[2, passwords withheld]");
  }
}
