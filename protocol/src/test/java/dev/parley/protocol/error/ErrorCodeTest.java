// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  @Test
  void numbersAreDistinctAndFourDigits() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number))
        .doesNotHaveDuplicates()
        .allMatch(number -> number > 0 && number < 10_000);
  }

  @Test
  void statesAreFiveCharactersAndOurOwnSayTheNumber() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(code.sqlState()).matches("[0-9A-Z]{5}").isNotEqualTo("00000");
      assertThat(code.vendorCode()).matches("P[0-9]{4}");
      if (code.sqlState().startsWith("P")) {
        assertThat(code.sqlState()).isEqualTo(code.vendorCode());
      }
      assertThat(ErrorCode.ofNumber(code.number())).isEqualTo(code);
    }
    assertThatThrownBy(() -> ErrorCode.ofNumber(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void promisedStatesStay() {
    assertThat(ErrorCode.SYNTAX_ERROR.sqlState()).isEqualTo("42601");
    assertThat(ErrorCode.USE_FORBIDDEN.sqlState()).isEqualTo("42501");
    assertThat(ErrorCode.NOT_SUPPORTED.sqlState()).isEqualTo("0A000");
    assertThat(ErrorCode.NODE_MISSING.sqlState()).isEqualTo("P0201");
    assertThat(ErrorCode.ANSWER_FORGED.sqlState()).isEqualTo("P0301");
  }

  @Test
  void anErrorIsOneLineInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      ParleyException error =
          new ParleyException(ErrorCode.NODE_MISSING, "Node 'north' is missing.", "Start it.");

      assertThat(error.toLine()).isEqualTo("P0201 P0201 Node 'north' is missing. | Start it.");
    } finally {
      Locale.setDefault(before);
    }
  }
}
