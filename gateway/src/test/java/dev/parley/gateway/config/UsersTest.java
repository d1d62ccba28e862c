// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersTest {
  private final Users users = new Users(Map.of("ada", "gehéim", "bob", ""));

  @Test
  void letsInWhoKnowsThePassword() {
    assertThat(users.login("ada", "gehéim")).isPresent();
  }

  @Test
  void letsNobodyElseIn() {
    assertThat(users.login("ada", "geheim")).isEmpty();
    assertThat(users.login("ada", "")).isEmpty();
    assertThat(users.login("Ada", "gehéim")).isEmpty();
    assertThat(users.login("eve", "gehéim")).isEmpty();
  }

  @Test
  void anEmptyPasswordOpensNothing() {
    assertThat(users.login("bob", "")).isEmpty();
    assertThat(users.login("eve", "")).isEmpty();
  }

  @Test
  void lettingInHoldsAsLongAsUserAndPasswordDo() {
    Users.Login login = users.login("ada", "gehéim").orElseThrow();

    assertThat(Users.of(Map.of("ada", List.of("new", "gehéim"))).accepts(login)).isTrue();
    assertThat(Users.of(Map.of("ada", List.of("new"))).accepts(login)).isFalse();
    assertThat(Users.of(Map.of("bob", List.of("gehéim"))).accepts(login)).isFalse();
    assertThat(Users.of(Map.of()).accepts(login)).isFalse();
  }

  @Test
  void twoPasswordsAreAcceptedWhileOneIsReplaced() {
    Users two = Users.of(Map.of("ada", List.of("new", "old")));

    assertThat(two.login("ada", "new")).isPresent();
    assertThat(two.login("ada", "old")).isPresent();
    assertThat(two.login("ada", "older")).isEmpty();
  }

  @Test
  void doesNotPrintPasswords() {
    assertThat(users).hasToString("Users[2, passwords withheld]");
  }
}
