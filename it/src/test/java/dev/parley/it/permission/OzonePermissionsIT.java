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
  /**
   * Uploads that nobody has begun, access lists, which Ozone does not let S3 write, a bucket that
   * is not empty, and the one thing of a signature that an Ozone without security looks at.
   */
  private static final Map<Character, Integer> FAIL_ANYWHERE =
      Map.of('u', 404, 'X', 404, 'C', 400, 'a', 400, 'T', 501, 'x', 409, 'E', 400);

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

  /** That attempts are such as succeed where nobody guards, wrong signatures included. */
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
      assertThat(tried).isEqualTo(FAIL_ANYWHERE);
    }
  }
}
