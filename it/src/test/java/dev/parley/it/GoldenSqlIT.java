// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.hydromatic.quidem.Quidem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every {@code .iq} file; the expected output is the file itself. */
class GoldenSqlIT {
  private static final Path SCRIPTS = Path.of("src/test/resources/iq");
  private static final Path ACTUAL = Path.of("target/iq");

  private static @Nullable GoldenStages stages;

  @BeforeAll
  static void start() throws Exception {
    stages = new GoldenStages();
  }

  @AfterAll
  static void stop() {
    if (stages != null) {
      stages.close();
    }
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.filter(f -> f.toString().endsWith(".iq")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void printsWhatItsFileSays(Path script) throws Exception {
    String expected = Files.readString(script);
    StringWriter actual = new StringWriter();

    new Quidem(
            Quidem.configBuilder()
                .withReader(new StringReader(expected))
                .withWriter(actual)
                .withConnectionFactory((name, reference) -> open().connect(name, reference))
                .withCommandHandler(new GoldenCommands())
                .build())
        .execute();

    Files.createDirectories(ACTUAL);
    Files.writeString(ACTUAL.resolve(script.getFileName()), actual.toString());
    assertThat(actual.toString())
        .as("diff %s %s", script, ACTUAL.resolve(script.getFileName()))
        .isEqualToNormalizingNewlines(expected);
  }

  private static GoldenStages open() {
    if (stages == null) {
      throw new IllegalStateException("The federations have not started");
    }
    return stages;
  }
}
