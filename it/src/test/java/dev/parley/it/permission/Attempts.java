// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Everything that one identity could try in a bucket, with a stock client of S3. */
final class Attempts implements AutoCloseable {
  /** The object in each bucket that others have written. */
  static final String SEED = "q0/seed";

  static final int DONE = 200;
  static final int DENIED = 403;

  /** What is written once cannot be written again. */
  static final int TAKEN = 412;

  /** How the client complains of a success that it does not understand. */
  private static final String UNREADABLE = "Could not parse XML response";

  private static final ObjectCannedACL PUBLIC = ObjectCannedACL.PUBLIC_READ;
  private static final Duration BRIEFLY = Duration.ofSeconds(1);

  private final S3Client s3;
  private final SignedAddresses addresses;
  private final Map<Character, Consumer<String>> attempts = new LinkedHashMap<>();
  private final Map<String, URI> expiring = new HashMap<>();
  private final Instant expired;
  private int fresh;

  /**
   * Prepares to try.
   *
   * @param buckets where
   */
  Attempts(URI endpoint, AwsCredentialsProvider credentials, Collection<String> buckets) {
    this.s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(true)
                    .chunkedEncodingEnabled(false)
                    .build())
            .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    this.addresses = new SignedAddresses(endpoint, credentials);
    for (String bucket : buckets) {
      addresses.get(bucket, SEED, BRIEFLY).ifPresent(address -> expiring.put(bucket, address));
    }
    this.expired = Instant.now().plus(BRIEFLY).plus(BRIEFLY);
    objects();
    many();
    parts();
    lists();
    buckets();
    signatures();
  }

  /** Whether a status says that a guard has refused. */
  static boolean isRefusal(int status) {
    return status == DENIED || status == TAKEN;
  }

  /**
   * Tries everything.
   *
   * @param seed puts the seed there, also over another one
   * @return the status of each attempt, by its letter
   */
  Map<Character, Integer> in(String bucket, Runnable seed) {
    Map<Character, Integer> tried = new LinkedHashMap<>();
    seed.run();
    attempts.forEach(
        (letter, attempt) -> {
          int status = status(() -> attempt.accept(bucket));
          tried.put(letter, status);
          if (status != DENIED) {
            seed.run();
          }
        });
    return tried;
  }

  private static int status(Runnable attempt) {
    try {
      attempt.run();
      return DONE;
    } catch (Unsigned e) {
      return DENIED;
    } catch (AwsServiceException e) {
      return e.statusCode();
    } catch (SdkClientException e) {
      if (String.valueOf(e.getMessage()).startsWith(UNREADABLE)) {
        return DONE;
      }
      throw e;
    }
  }

  private void objects() {
    attempts.put('g', b -> s3.getObjectAsBytes(r -> r.bucket(b).key(SEED)));
    attempts.put('h', b -> s3.headObject(r -> r.bucket(b).key(SEED)));
    attempts.put('l', b -> s3.listObjectsV2(r -> r.bucket(b)));
    attempts.put('p', b -> put(b, next("put")));
    attempts.put('o', b -> put(b, SEED));
    attempts.put('d', b -> s3.deleteObject(r -> r.bucket(b).key(SEED)));
    attempts.put(
        'O',
        b -> {
          String own = next("own");
          put(b, own);
          put(b, own);
        });
    attempts.put(
        'w',
        b -> {
          String own = next("own");
          put(b, own);
          var unused = s3.getObjectAsBytes(r -> r.bucket(b).key(own));
        });
    attempts.put('z', b -> s3.putObject(r -> r.bucket(b).key(next("acl")).acl(PUBLIC), body()));
    attempts.put('c', this::copy);
  }

  private void copy(String bucket) {
    String copy = next("copy");
    var unused =
        s3.copyObject(
            r ->
                r.sourceBucket(bucket)
                    .sourceKey(SEED)
                    .destinationBucket(bucket)
                    .destinationKey(copy));
  }

  private void many() {
    Delete seed = Delete.builder().objects(ObjectIdentifier.builder().key(SEED).build()).build();
    attempts.put('D', b -> refuseErrors(s3.deleteObjects(r -> r.bucket(b).delete(seed)).errors()));
    attempts.put('v', b -> s3.listObjectVersions(r -> r.bucket(b)));
    attempts.put('V', b -> s3.listObjects(r -> r.bucket(b)));
  }

  /** What is refused object by object is refused. */
  private static void refuseErrors(List<?> errors) {
    if (!errors.isEmpty()) {
      throw AwsServiceException.builder().statusCode(DENIED).build();
    }
  }

  private void parts() {
    attempts.put('m', b -> s3.createMultipartUpload(r -> r.bucket(b).key("q9/parts")));
    attempts.put('M', this::uploadParts);
    attempts.put(
        'u',
        b -> s3.uploadPart(r -> r.bucket(b).key("q9/parts").uploadId("x").partNumber(1), body()));
    attempts.put('U', b -> s3.listMultipartUploads(r -> r.bucket(b)));
    attempts.put('X', b -> s3.abortMultipartUpload(r -> r.bucket(b).key("q9/p").uploadId("x")));
    attempts.put('C', b -> s3.completeMultipartUpload(r -> r.bucket(b).key("q9/p").uploadId("x")));
  }

  private void uploadParts(String bucket) {
    String key = next("parts");
    String id = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
    String tag =
        s3.uploadPart(r -> r.bucket(bucket).key(key).uploadId(id).partNumber(1), body()).eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
    var unused =
        s3.completeMultipartUpload(
            r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(part)));
  }

  private void lists() {
    attempts.put('A', b -> s3.getBucketAcl(r -> r.bucket(b)));
    attempts.put('a', b -> s3.putBucketAcl(r -> r.bucket(b).acl(BucketCannedACL.PUBLIC_READ)));
    attempts.put('t', b -> s3.getObjectAcl(r -> r.bucket(b).key(SEED)));
    attempts.put('T', b -> s3.putObjectAcl(r -> r.bucket(b).key(SEED).acl(PUBLIC)));
  }

  private void buckets() {
    attempts.put('H', b -> s3.headBucket(r -> r.bucket(b)));
    attempts.put('B', b -> s3.listBuckets());
    attempts.put('b', b -> s3.createBucket(r -> r.bucket(b + "-new")));
    attempts.put('x', b -> s3.deleteBucket(r -> r.bucket(b)));
  }

  private void signatures() {
    Duration long_ = Duration.ofMinutes(5);
    attempts.put('G', b -> visit(addresses.get(b, SEED, long_).orElseThrow(Unsigned::new), "GET"));
    attempts.put(
        'P', b -> visit(addresses.put(b, next("signed"), long_).orElseThrow(Unsigned::new), "PUT"));
    attempts.put(
        'W', b -> visit(addresses.forged(b, SEED, long_).orElseThrow(Unsigned::new), "GET"));
    attempts.put(
        'Y',
        b -> {
          String other = addresses.get(b, "q1/other", long_).orElseThrow(Unsigned::new).toString();
          visit(URI.create(other.replaceFirst("q1/other", SEED)), "GET");
        });
    attempts.put('E', this::visitLate);
  }

  private void visitLate(String bucket) {
    URI address = expiring.get(bucket);
    if (address == null) {
      throw new Unsigned();
    }
    try {
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), expired).toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    visit(address, "GET");
  }

  /** Who is nobody can sign nothing. */
  private static final class Unsigned extends RuntimeException {}

  /** What an address that somebody has signed is good for, without any key. */
  private static void visit(URI address, String method) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setRequestMethod(method);
      if (method.equals("PUT")) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(1);
      }
      int status = connection.getResponseCode();
      if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
        throw AwsServiceException.builder().statusCode(status).build();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String bucket, String key) {
    var unused = s3.putObject(r -> r.bucket(bucket).key(key), body());
  }

  private String next(String name) {
    return "q" + ++fresh + "/" + name;
  }

  private static RequestBody body() {
    return RequestBody.fromString("forged");
  }

  @Override
  public void close() {
    addresses.close();
    s3.close();
  }
}
