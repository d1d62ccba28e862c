// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import dev.parley.settings.tls.TlsFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** What the exceptions of the SDK mean to us. */
final class S3Failures {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private S3Failures() {}

  /** Returns what to throw when {@code action}, such as "get of bucket/key", failed. */
  static PipeException of(SdkException e, String action) {
    if (e instanceof AwsServiceException answer) {
      PipeException.Kind kind = kindOf(answer);
      String fact = "The pipe answered %s with status %d %s";
      return new PipeException(
          kind, fact.formatted(action, answer.statusCode(), errorCode(answer)).strip(), e);
    }
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return new PipeException(PipeException.Kind.FAILED, "Interrupted during " + action, e);
    }
    Optional<String> distrust = TlsFailure.of(e);
    if (distrust.isPresent()) {
      return new PipeException(
          PipeException.Kind.UNREACHABLE,
          "The pipe could not be reached for %s: %s".formatted(action, distrust.get()),
          e);
    }
    if (isSilence(e)) {
      return new PipeException(
          PipeException.Kind.UNREACHABLE, "The pipe could not be reached for " + action, e);
    }
    return new PipeException(PipeException.Kind.FAILED, "The pipe failed in " + action, e);
  }

  /** True for the loser of a race for a key; servers differ in the status. */
  static boolean isTaken(SdkException e) {
    return e instanceof AwsServiceException answer
        && (answer.statusCode() == PRECONDITION_FAILED || answer.statusCode() == CONFLICT);
  }

  /** True if the server does not know the secret, or does not grant the call. */
  static boolean isDenied(AwsServiceException answer) {
    return answer.statusCode() == FORBIDDEN || answer.statusCode() == UNAUTHORIZED;
  }

  /** True if not a byte has been sent, so that trying again cannot do a thing twice. */
  static boolean neverConnected(SdkException e) {
    return causes(e)
        .anyMatch(
            cause -> cause instanceof ConnectException || cause instanceof UnknownHostException);
  }

  private static PipeException.Kind kindOf(AwsServiceException answer) {
    if (isDenied(answer)) {
      return PipeException.Kind.DENIED;
    }
    if (answer.statusCode() == PRECONDITION_FAILED) {
      return PipeException.Kind.TAKEN;
    }
    return answer instanceof NoSuchBucketException
        ? PipeException.Kind.NO_BUCKET
        : PipeException.Kind.FAILED;
  }

  private static boolean isSilence(SdkException e) {
    return e instanceof ApiCallTimeoutException
        || e instanceof ApiCallAttemptTimeoutException
        || causes(e).anyMatch(IOException.class::isInstance);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
  }

  private static String errorCode(AwsServiceException answer) {
    var details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }
}
