// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden SQL, over a pipe that is a folder. */
class GoldenSqlIT {
  private static @Nullable GoldenScripts golden;

  @BeforeAll
  static void start() throws Exception {
    golden = GoldenScripts.run(UnaryOperator.identity(), Path.of("target/iq"));
  }

  @AfterAll
  static void stop() {
    if (golden != null) {
      golden.close();
    }
  }

  static List<Path> scripts() throws IOException {
    return GoldenScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void printsWhatItsFileSays(Path script) throws Exception {
    if (golden == null) {
      throw new IllegalStateException("The scripts have not run");
    }
    golden.requirePrinted(script);
  }
}
