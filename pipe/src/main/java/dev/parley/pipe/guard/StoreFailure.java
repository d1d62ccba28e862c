// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What it means to the operator that the S3 server behind the guard did not do as it was asked. */
enum StoreFailure {
  /** Not the party's fault, who must not be told that it is denied something. */
  DENIED(
      "The store behind the pipe denies the guard the bucket %s",
      "Check accessKey and secretFile of the store; if they are right, the bucket is somebody"
          + " else's, and the federation needs another name."),
  NOT_OURS(
      "The bucket %s in the store behind the pipe belongs to somebody else",
      "Give the federation another name, or use another store."),
  UNREACHABLE(
      "The store behind the pipe cannot be reached for the bucket %s",
      "Check that the store runs, and that its endpoint can be reached from here."),
  FULL(
      "The store behind the pipe has no room for the bucket %s",
      "Make room in the store, or raise the quota of the bucket."),
  FAILED(
      "The store behind the pipe fails at the bucket %s",
      "Look into the log of the store; it may be full, or lack one of its parts.");

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;
  private static final int INSUFFICIENT_STORAGE = 507;

  private final String fact;
  private final String hint;

  StoreFailure(String fact, String hint) {
    this.fact = fact;
    this.hint = hint;
  }

  /** Tells what kind of failure it is. */
  static StoreFailure of(SdkException e) {
    if (!(e instanceof AwsServiceException answer)) {
      return UNREACHABLE;
    }
    return switch (answer.statusCode()) {
      case UNAUTHORIZED, FORBIDDEN -> isQuota(answer) ? FULL : DENIED;
      case CONFLICT -> NOT_OURS;
      case INSUFFICIENT_STORAGE -> FULL;
      default -> FAILED;
    };
  }

  /** True if the store did what it should, and says no: that there is no such object, say. */
  static boolean isAnswer(SdkException e) {
    if (!(e instanceof AwsServiceException answer) || answer.statusCode() >= SERVER_ERROR) {
      return false;
    }
    StoreFailure failure = of(e);
    return failure != DENIED && failure != FULL;
  }

  String fact(String bucket) {
    return fact.formatted(bucket);
  }

  String hint() {
    return hint;
  }

  /** Returns what parties see instead: that the pipe does not serve, and that it is not them. */
  static S3Exception hidden(SdkException cause) {
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .errorCode("ServiceUnavailable")
            .errorMessage("The store behind the pipe does not serve.")
            .build();
    return (S3Exception)
        S3Exception.builder()
            .statusCode(UNAVAILABLE)
            .awsErrorDetails(details)
            .message(details.errorMessage())
            .cause(cause)
            .build();
  }

  private static boolean isQuota(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details != null && "QuotaExceeded".equals(details.errorCode());
  }
}
