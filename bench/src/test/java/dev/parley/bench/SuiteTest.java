// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteTest {

  @Test
  void suitesAreFoundByName() {
    assertThat(Suite.named(List.of("statistics")))
        .extracting(Suite::name)
        .containsExactly("statistics");
    assertThat(Suite.named(List.of())).isEmpty();
  }

  @Test
  void anUnknownSuiteIsAFaultThatNamesThoseThereAre() {
    assertThatThrownBy(() -> Suite.named(List.of("statistics", "speed")))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
              assertThat(e.fact()).isEqualTo("There is no suite 'speed'");
              assertThat(e.hint()).isEqualTo("Choose of: statistics, spatial");
            });
  }
}
