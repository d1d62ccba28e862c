// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Addresses that one identity signs beforehand; empty for whoever has no secret. */
final class SignedAddresses implements AutoCloseable {
  private final Optional<S3Presigner> own;
  private final Optional<S3Presigner> forger;

  SignedAddresses(URI endpoint, AwsCredentialsProvider credentials) {
    Optional<AwsCredentials> known =
        Optional.of(credentials.resolveCredentials()).filter(c -> c.accessKeyId() != null);
    own = known.map(secret -> presigner(endpoint, secret));
    forger =
        known.map(
            secret ->
                presigner(
                    endpoint, AwsBasicCredentials.create(secret.accessKeyId(), "another-secret")));
  }

  private static S3Presigner presigner(URI endpoint, AwsCredentials credentials) {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** To read an object. */
  Optional<URI> get(String bucket, String key, Duration valid) {
    return own.map(presigner -> get(presigner, bucket, key, valid));
  }

  /** The same, signed with another secret. */
  Optional<URI> forged(String bucket, String key, Duration valid) {
    return forger.map(presigner -> get(presigner, bucket, key, valid));
  }

  private static URI get(S3Presigner presigner, String bucket, String key, Duration valid) {
    return URI.create(
        presigner
            .presignGetObject(
                request ->
                    request
                        .signatureDuration(valid)
                        .getObjectRequest(get -> get.bucket(bucket).key(key)))
            .url()
            .toString());
  }

  /** To write one. */
  Optional<URI> put(String bucket, String key, Duration valid) {
    return own.map(
        presigner ->
            URI.create(
                presigner
                    .presignPutObject(
                        request ->
                            request
                                .signatureDuration(valid)
                                .putObjectRequest(put -> put.bucket(bucket).key(key)))
                    .url()
                    .toString()));
  }

  @Override
  public void close() {
    own.ifPresent(S3Presigner::close);
    forger.ifPresent(S3Presigner::close);
  }
}
