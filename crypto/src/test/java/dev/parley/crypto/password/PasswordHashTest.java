// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final PasswordHash HASH = PasswordHash.of("gehéim", new SecureRandom());

  @Test
  void isThatOfItsPasswordAndOfNoOther() {
    assertThat(HASH.matches("gehéim")).isTrue();
    assertThat(HASH.matches("geheim")).isFalse();
    assertThat(HASH.matches("")).isFalse();
  }

  @Test
  void twoOfOnePasswordDiffer() {
    assertThat(PasswordHash.of("gehéim", new SecureRandom())).isNotEqualTo(HASH);
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(PasswordHash.parse(HASH.text())).isEqualTo(HASH);
    assertThat(HASH.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  /** From the tests of the reference implementation, phc-winner-argon2. */
  @Test
  void isThatOfTheReferenceImplementation() {
    PasswordHash other =
        PasswordHash.parse(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

    assertThat(other.matches("password")).isTrue();
    assertThat(other.matches("differentpassword")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$2a$10$abcdefghijklmnopqrstuv",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=8,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
      })
  void whatIsNoneOrTooCheapIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("want ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void isNotPrinted() {
    assertThat(HASH).hasToString("PasswordHash[withheld]");
  }
}
