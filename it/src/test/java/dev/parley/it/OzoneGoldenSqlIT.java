// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Open;
import dev.parley.testkit.federation.LocalFederationSettings.Cloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden SQL, over the guard before a real Ozone. */
@ExtendWith(OzoneStage.class)
class OzoneGoldenSqlIT {
  private static @Nullable GoldenScripts golden;

  @BeforeAll
  static void start(Open stage) throws Exception {
    golden =
        GoldenScripts.run(
            settings -> settings.withCloud(Cloud.of(stage.store())), Path.of("target/iq-ozone"));
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
