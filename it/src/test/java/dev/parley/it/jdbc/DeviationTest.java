// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is accepted is known, and told. */
class DeviationTest {

  @ParameterizedTest
  @EnumSource
  void theDocumentationTellsIt(Deviation deviation) throws Exception {
    assertThat(Files.readString(Path.of("../docs/jdbc.md"))).contains(deviation.reason());
  }

  @Test
  void whatIsNotListedIsNone() {
    Outcome value = new Outcome("java.lang.Integer 1");
    Outcome other = new Outcome("java.lang.Integer 2");

    assertThat(Deviation.of("getInt of whole", value, other)).isEmpty();
    assertThat(Deviation.of("getString of moment", value, other)).isEmpty();
    assertThat(
            List.of(
                Deviation.of("getInt of flag", new Outcome("error 22003"), value),
                Deviation.of("getNString of note", new Outcome("not supported 0A000"), value)))
        .allMatch(java.util.Optional::isPresent);
  }
}
