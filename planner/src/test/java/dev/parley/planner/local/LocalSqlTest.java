// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.planner.Federations;
import dev.parley.planner.Planner;
import dev.parley.planner.Runs;
import dev.parley.planner.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalSqlTest {
  private static final Planner PLANNER = new Planner();

  @ParameterizedTest
  @MethodSource("queries")
  void answersAsPostgresDoes(String line) {
    String[] parts = line.split(" => ", -1);

    String answer =
        Runs.shown(
            Runs.alone().rows(PLANNER.plan(parts[0], Federations.CITY, SessionOptions.DEFAULT)));

    assertThat(answer).isEqualTo(parts[1]);
  }

  static Stream<String> queries() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(LocalSqlTest.class.getResourceAsStream("/local/queries.txt"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
  }
}
