// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Open;
import dev.parley.testkit.federation.LocalFederationSettings.Cloud;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The golden SQL, over the guard before a real Ozone. */
@ExtendWith(OzoneStage.class)
class OzoneGoldenSqlIT extends GoldenSuite {
  @BeforeAll
  void start(Open stage) throws Exception {
    run(settings -> settings.withCloud(Cloud.of(stage.store())), Path.of("target/iq-ozone"), 2);
  }
}
