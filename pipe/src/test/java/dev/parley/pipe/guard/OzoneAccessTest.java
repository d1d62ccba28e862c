// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guard's table of rights, in Ozone's words. */
class OzoneAccessTest {
  private static final List<String> LINES =
      OzoneAccess.commands(Cities.settings(new GuardSettings.Folder(Path.of("unused"))));

  @Test
  void makesEachBucketBeforeItsList() {
    assertThat(LINES)
        .containsSubsequence(
            "ozone sh bucket create --layout OBJECT_STORE /s3v/" + Cities.IN_HEALTH_NORTH,
            "ozone sh bucket setacl /s3v/"
                + Cities.IN_HEALTH_NORTH
                + " --acls 'user:health:rlcw[ACCESS],user:health:d[DEFAULT],"
                + "user:north:rl[ACCESS],user:north:r[DEFAULT]'");
  }

  @Test
  void letsActionsReadPartialsAndWriteAnswers() {
    assertThat(LINES)
        .anyMatch(
            line -> line.contains(Cities.OUT_HEALTH_NORTH) && line.contains("user:actions:r["))
        .contains(
            "ozone sh bucket setacl /s3v/"
                + Cities.MERGED_HEALTH
                + " --acls 'user:actions:rcw[ACCESS],user:health:r[ACCESS],"
                + "user:health:r[DEFAULT]'");
  }

  @Test
  void letsPartiesPassTheVolumeAndNothingMore() {
    assertThat(LINES.get(LINES.size() - 1))
        .isEqualTo(
            "ozone sh volume addacl /s3v --acls 'user:actions:r[ACCESS],user:health:r[ACCESS],"
                + "user:north:r[ACCESS],user:south:r[ACCESS],user:tax:r[ACCESS]'");
    assertThat(LINES).noneMatch(line -> line.contains("secret"));
  }
}
