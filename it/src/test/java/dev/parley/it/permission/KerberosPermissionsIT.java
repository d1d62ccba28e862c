// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Secured;
import dev.parley.it.cluster.S3Objects;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.pipe.guard.OzoneAccess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The matrix of permissions over an Ozone with Kerberos and access lists and no guard, whose lists
 * are made by what {@code parley pipe --ozone-access} prints. Where Ozone cannot give what the
 * guard gives, {@link Deviation} says so.
 */
@ExtendWith(OzoneStage.class)
class KerberosPermissionsIT {
  @Test
  void grantsWhatIsNeededAndNothingElseButWhatIsNamed(Secured stage) throws Exception {
    try (S3Objects objects = stage.objects()) {
      stage
          .ozone()
          .run(OzoneAccess.commands(Town.settings(new GuardSettings.Folder(Path.of("unused")))));
      for (String party : Town.PARTIES) {
        stage.register(Town.secret(party));
      }
      objects.make(Town.ELSEWHERE);

      PermissionTable tried =
          PermissionTable.tried(
              new S3Ground(stage.ozone().endpoint(), objects), Deviation::isRefusal);

      assertThat(tried.with(Deviation::sorted).toString())
          .isEqualTo(PermissionTable.granted().with(Deviation::added).toString());
    }
  }
}
