// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Open;
import dev.parley.it.cluster.S3Objects;
import dev.parley.pipe.guard.Guard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The matrix of permissions over the guard before an Ozone that itself grants everything. */
@ExtendWith(OzoneStage.class)
class OzonePermissionsIT {
  @Test
  void grantsWhatIsNeededAndNothingElse(Open stage) throws Exception {
    try (S3Objects objects = stage.objects();
        Guard guard = Guard.start(Town.settings(stage.store()))) {
      objects.make(Town.ELSEWHERE);

      PermissionTable tried =
          PermissionTable.tried(new S3Ground(guard.endpoint(), objects), Attempts::isRefusal);

      assertThat(tried.toString()).isEqualTo(PermissionTable.granted().toString());
    }
  }

  /** That attempts are such as succeed where nobody guards: each letter but a few. */
  @Test
  void withoutAGuardEverybodyCanDoEverything(Open stage) {
    String bucket = "common";
    try (S3Objects objects = stage.objects();
        Attempts attempts =
            new Attempts(stage.ozone().endpoint(), Town.credentials("stranger"), List.of(bucket))) {
      objects.make(bucket);

      Map<Character, Integer> tried =
          attempts.in(bucket, () -> objects.write(bucket, Attempts.SEED, new byte[1]));

      tried.values().removeIf(status -> status == Attempts.DONE);
      assertThat(tried).isEqualTo(Map.of());
    }
  }
}
