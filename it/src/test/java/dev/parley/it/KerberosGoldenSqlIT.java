// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Secured;
import dev.parley.testkit.federation.LocalFederationSettings.Cloud;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The golden SQL, over the guard before an Ozone that checks who the guard is. */
@ExtendWith(OzoneStage.class)
class KerberosGoldenSqlIT extends GoldenSuite {
  @BeforeAll
  void start(Secured stage) throws Exception {
    run(settings -> settings.withCloud(Cloud.of(stage.store())), Path.of("target/iq-kerberos"), 2);
  }
}
