// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;

/** Everything that one identity could try in a bucket, with a stock client of S3. */
final class Attempts implements AutoCloseable {
  private static final String SEED = "q0/seed";
  private static final ObjectCannedACL PUBLIC = ObjectCannedACL.PUBLIC_READ;

  private final Path data;
  private final S3Client s3;
  private final S3Presigner presigner;
  private final Map<Character, Attempt> attempts = new LinkedHashMap<>();
  private final Map<Character, Attempt> rarities = new LinkedHashMap<>();
  private int fresh;

  /** One try, which throws if it is refused. */
  private interface Attempt {
    void in(String bucket);
  }

  Attempts(URI endpoint, String identity, Path data) {
    this.data = data;
    this.s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials(identity))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .forcePathStyle(true)
            .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    this.presigner =
        S3Presigner.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials(identity))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    objects();
    others();
  }

  /**
   * Returns a letter for each try that did not meet 403, or a dot; other refusals, which no try
   * should meet, as their status. Overwriting may also meet 412.
   */
  String in(String bucket) {
    return tryAll(attempts, bucket);
  }

  /** Returns the letters of all that is not refused, whatever else S3 knows included. */
  String allowedIn(String bucket) {
    return (tryAll(attempts, bucket) + tryAll(rarities, bucket)).replace(".", "");
  }

  private String tryAll(Map<Character, Attempt> what, String bucket) {
    StringBuilder done = new StringBuilder();
    what.forEach(
        (letter, attempt) -> {
          seed(bucket);
          try {
            attempt.in(bucket);
            done.append(letter);
          } catch (IllegalStateException e) {
            // who is nobody can sign nothing
            done.append('.');
          } catch (AwsServiceException e) {
            boolean refused = e.statusCode() == 403 || (letter == 'o' && e.statusCode() == 412);
            done.append(refused ? "." : letter + "=" + e.statusCode());
          }
        });
    return done.toString();
  }

  @Override
  public void close() {
    presigner.close();
    s3.close();
  }

  private void objects() {
    attempts.put('g', b -> s3.getObjectAsBytes(r -> r.bucket(b).key(SEED)));
    attempts.put('h', b -> s3.headObject(r -> r.bucket(b).key(SEED)));
    attempts.put('l', b -> s3.listObjectsV2(r -> r.bucket(b)));
    attempts.put('p', b -> s3.putObject(r -> r.bucket(b).key("q" + ++fresh + "/put"), body()));
    attempts.put('o', b -> s3.putObject(r -> r.bucket(b).key(SEED), body()));
    attempts.put('d', b -> s3.deleteObject(r -> r.bucket(b).key(SEED)));
    attempts.put(
        'c',
        b ->
            s3.copyObject(
                r ->
                    r.sourceBucket(b)
                        .sourceKey(SEED)
                        .destinationBucket(b)
                        .destinationKey("q" + ++fresh + "/copy")));
  }

  private void others() {
    Delete seed = Delete.builder().objects(ObjectIdentifier.builder().key(SEED).build()).build();
    attempts.put('m', b -> s3.createMultipartUpload(r -> r.bucket(b).key("q9/parts")));
    rarities.put(
        'u',
        b -> s3.uploadPart(r -> r.bucket(b).key("q9/parts").uploadId("x").partNumber(1), body()));
    rarities.put('U', b -> s3.listMultipartUploads(r -> r.bucket(b)));
    rarities.put('D', b -> s3.deleteObjects(r -> r.bucket(b).delete(seed)));
    rarities.put('v', b -> s3.listObjectVersions(r -> r.bucket(b)));
    rarities.put('V', b -> s3.listObjects(r -> r.bucket(b)));
    rarities.put('A', b -> s3.getBucketAcl(r -> r.bucket(b)));
    rarities.put('a', b -> s3.putBucketAcl(r -> r.bucket(b).acl(BucketCannedACL.PUBLIC_READ)));
    rarities.put('t', b -> s3.getObjectAcl(r -> r.bucket(b).key(SEED)));
    rarities.put('H', b -> s3.headBucket(r -> r.bucket(b)));
    rarities.put('B', b -> s3.listBuckets());
    rarities.put('T', b -> s3.putObjectAcl(r -> r.bucket(b).key(SEED).acl(PUBLIC)));
    rarities.put(
        'z', b -> s3.putObject(r -> r.bucket(b).key("q" + ++fresh + "/acl").acl(PUBLIC), body()));
    rarities.put('X', b -> s3.abortMultipartUpload(r -> r.bucket(b).key("q9/p").uploadId("x")));
    rarities.put('C', b -> s3.completeMultipartUpload(r -> r.bucket(b).key("q9/p").uploadId("x")));
    rarities.put('G', b -> visit(presigner.presignGetObject(sign(b)).url()));
    attempts.put('b', b -> s3.createBucket(r -> r.bucket(b + "-new")));
    attempts.put('x', b -> s3.deleteBucket(r -> r.bucket(b)));
  }

  private static GetObjectPresignRequest sign(String bucket) {
    return GetObjectPresignRequest.builder()
        .signatureDuration(Duration.ofMinutes(5))
        .getObjectRequest(r -> r.bucket(bucket).key(SEED))
        .build();
  }

  /** What an address that somebody has signed is good for, without any key. */
  private static void visit(URL address) {
    try {
      int status = ((HttpURLConnection) address.openConnection()).getResponseCode();
      if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
        throw AwsServiceException.builder().statusCode(status).build();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RequestBody body() {
    return RequestBody.fromString("forged");
  }

  private void seed(String bucket) {
    try {
      Path folder = Files.createDirectories(data.resolve(bucket).resolve("q0"));
      Files.write(folder.resolve("seed"), "seed".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AwsCredentialsProvider credentials(String identity) {
    if (identity.equals("nobody")) {
      return AnonymousCredentialsProvider.create();
    }
    var known = Cities.credentials(identity.equals("impostor") ? "north" : identity);
    String secret = identity.equals("impostor") ? "not-the-secret-of-north" : known.secret();
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(known.accessKey(), secret));
  }
}
