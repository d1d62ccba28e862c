// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.S3Credentials;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the guard's own troubles with its store look like to a party, and to the operator. */
class StoreWatchTest {
  private final StoreWatch watch = new StoreWatch();

  @ParameterizedTest
  @CsvSource({
    "400, 400",
    "404, 404",
    "409, 409",
    "412, 412", // answers
    "401, 503",
    "403, 503",
    "500, 503",
    "503, 503",
    "507, 503" // troubles
  })
  void whatTheStoreThinksOfTheGuardIsHiddenFromTheParty(int status, int seen) {
    AwsServiceException e =
        catchThrowableOfType(
            AwsServiceException.class, () -> watch.call("bucket", () -> refuse(status, "Some")));

    assertThat(e.statusCode()).isEqualTo(seen);
  }

  @Test
  void aStoreOutOfReachIsHiddenAsWell() {
    AwsServiceException e =
        catchThrowableOfType(
            AwsServiceException.class,
            () ->
                watch.call(
                    "bucket",
                    () -> {
                      throw SdkClientException.create("no route");
                    }));

    assertThat(e.statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "401, Some, denies the guard the bucket b",
    "403, AccessDenied, denies the guard the bucket b",
    "403, QuotaExceeded, has no room for the bucket b",
    "409, BucketAlreadyExists, The bucket b in the store behind the pipe belongs to somebody else",
    "500, InternalError, fails at the bucket b",
    "507, Some, has no room for the bucket b"
  })
  void theOperatorIsToldWhatItMeans(int status, String code, String fact) {
    StoreFailure failure = StoreFailure.of(exception(status, code));

    assertThat(failure.fact("b")).contains(fact);
    assertThat(failure.hint()).endsWith(".");
  }

  @Test
  void aGuardThatTheStoreDoesNotKnowDoesNotStart(@TempDir Path folder) {
    try (BareServer server = new BareServer(folder)) {
      Endpoint endpoint = new Endpoint(server.endpoint(), Trust.OF_JVM);
      S3Credentials wrong = new S3Credentials("root", "not-the-secret-of-root");

      assertThatExceptionOfType(ParleyException.class)
          .isThrownBy(
              () -> Guard.start(Cities.settings(new GuardSettings.Endpoint(endpoint, wrong))))
          .withMessageMatching(
              "The store behind the pipe denies the guard the bucket city-[0-9a-f]{16}-[a-z]+")
          .matches(e -> e.code() == ErrorCode.CANNOT_START)
          .matches(e -> e.hint().contains("secretFile of the store"));
    }
  }

  @Test
  void aStoreThatIsGoneIsNotThePartysFault(@TempDir Path folder) throws Exception {
    BareServer server = new BareServer(folder);
    Endpoint endpoint = new Endpoint(server.endpoint(), Trust.OF_JVM);
    try (Guard guard =
            Guard.start(Cities.settings(new GuardSettings.Endpoint(endpoint, BareServer.ROOT)));
        Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      north.put(Cities.BOARD_NORTH, "q1/done", new byte[1]);
      server.close();

      for (boolean writing : new boolean[] {false, true}) {
        PipeException e =
            catchThrowableOfType(
                PipeException.class,
                () -> {
                  if (writing) {
                    north.put(Cities.BOARD_NORTH, "q2/done", new byte[1]);
                  } else {
                    north.get(Cities.BOARD_NORTH, "q1/done", 1);
                  }
                });
        assertThat(e.kind()).isEqualTo(PipeException.Kind.FAILED);
        assertThat(e).hasMessageEndingWith("with status 503 ServiceUnavailable");
      }
    } finally {
      server.close();
    }
  }

  private static Object refuse(int status, String code) {
    throw exception(status, code);
  }

  private static S3Exception exception(int status, String code) {
    AwsErrorDetails details = AwsErrorDetails.builder().errorCode(code).build();
    return (S3Exception) S3Exception.builder().statusCode(status).awsErrorDetails(details).build();
  }
}
