// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.testkit.federation.LocalFederationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden SQL, over one pipe or another: all scripts run first, and each is a test. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class GoldenSuite {
  private @Nullable GoldenScripts golden;

  /**
   * Runs all scripts.
   *
   * @param change what is different from the usual federation
   * @param printed the folder of what they print
   * @param atOnce how many of them together
   */
  final void run(UnaryOperator<LocalFederationSettings> change, Path printed, int atOnce)
      throws Exception {
    golden = GoldenScripts.run(change, printed, atOnce);
  }

  @AfterAll
  void stop() {
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
