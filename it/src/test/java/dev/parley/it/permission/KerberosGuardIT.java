// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Secured;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeException.Kind;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.S3Pipe;
import dev.parley.pipe.guard.Guard;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.wire.PipeNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guard before an Ozone that checks who the guard is. */
@ExtendWith(OzoneStage.class)
class KerberosGuardIT {
  /** With buckets of its own, beside those of the matrix. */
  private static final FederationId HAMLET = new FederationId("hamlet");

  private static final String BOARD = new PipeNames(HAMLET.value()).board("north");
  private static final S3Credentials LODGER = new S3Credentials("lodger", "lodger-secret-0123456");

  /** Whom Ozone knows, and whose the bucket is not; and whom it does not know. */
  @ParameterizedTest
  @ValueSource(strings = {"lodger-secret-0123456", "not-the-secret-of-lodger"})
  void aGuardThatOzoneDeniesABucketDoesNotStart(String secret, Secured stage) throws Exception {
    stage.register(LODGER);
    GuardSettings.Endpoint store =
        new GuardSettings.Endpoint(
            stage.store().server(), new S3Credentials(LODGER.accessKey(), secret));

    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(() -> Guard.start(settings(store)))
        .withMessageMatching("The store behind the pipe denies the guard the bucket hamlet-.*")
        .matches(e -> e.code() == ErrorCode.CANNOT_START)
        .matches(e -> e.hint().contains("somebody else's"));
  }

  @Test
  void aGuardWhoseSecretEndsTellsItsOperatorAndNotTheParties(Secured stage) throws Exception {
    S3Credentials right = stage.store().credentials();
    try (Guard guard = Guard.start(settings(stage.store()));
        Pipe north = new S3Pipe(PipeSettings.of(guard.endpoint(), Town.secret("north")))) {
      north.put(BOARD, "q1/done", new byte[] {1});
      assertThat(north.get(BOARD, "q1/done", 1)).hasValue(new byte[] {1});

      stage.register(new S3Credentials(right.accessKey(), "another-secret-of-the-guard"));
      try {
        PipeException e =
            catchThrowableOfType(PipeException.class, () -> north.get(BOARD, "q1/done", 1));
        assertThat(e.kind()).isEqualTo(Kind.FAILED);
        assertThat(e).hasMessageEndingWith("with status 503 ServiceUnavailable");
      } finally {
        stage.register(right);
      }
      assertThat(north.get(BOARD, "q1/done", 1)).hasValue(new byte[] {1});
      north.delete(BOARD, "q1/done");
    }
  }

  @Test
  void aStoreWithoutRoomIsNotThePartysFault(Secured stage) throws Exception {
    try (Guard guard = Guard.start(settings(stage.store()));
        Pipe north = new S3Pipe(PipeSettings.of(guard.endpoint(), Town.secret("north")))) {
      stage.ozone().run("ozone sh bucket setquota --space-quota 1KB /s3v/" + BOARD);
      try {
        PipeException e =
            catchThrowableOfType(
                PipeException.class, () -> north.put(BOARD, "q2/done", new byte[4096]));
        assertThat(e.kind()).isEqualTo(Kind.FAILED);
        assertThat(e).hasMessageEndingWith("with status 503 ServiceUnavailable");
        assertThat(north.get(BOARD, "q2/done", 4096)).isEmpty();
      } finally {
        stage.ozone().run("ozone sh bucket clrquota --space-quota /s3v/" + BOARD);
      }
      north.put(BOARD, "q2/done", new byte[4096]);
      north.delete(BOARD, "q2/done");
    }
  }

  private static GuardSettings settings(GuardSettings.Store store) {
    GuardSettings town = Town.settings(store);
    return new GuardSettings(HAMLET, town.listen(), store, town.retention(), town.parties());
  }
}
