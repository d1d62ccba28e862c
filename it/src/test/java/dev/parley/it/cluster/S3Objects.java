// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.cluster;

import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.PipeTimeouts;
import dev.parley.pipe.S3Clients;
import dev.parley.pipe.S3Credentials;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An S3 server as somebody sees it who may do everything there. */
public final class S3Objects implements AutoCloseable {
  private static final int MOST_AT_ONCE = 1000;

  /** For an Ozone that has just started, on a machine with other things to do. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final S3Clients clients;

  S3Objects(URI endpoint, S3Credentials credentials) {
    this.clients =
        S3Clients.of(
            new PipeSettings(
                new Endpoint(endpoint, Trust.OF_JVM),
                credentials,
                PipeSettings.DEFAULT_REGION,
                new PipeTimeouts(A_MINUTE, A_MINUTE, A_MINUTE, 3)));
  }

  private S3Client s3() {
    return clients.patient();
  }

  public void make(String bucket) {
    var unused = s3().createBucket(r -> r.bucket(bucket));
  }

  /** Removes an empty bucket. */
  public void remove(String bucket) {
    var unused = s3().deleteBucket(r -> r.bucket(bucket));
  }

  /** The names of all buckets that begin so. */
  public List<String> buckets(String prefix) {
    return s3().listBuckets().buckets().stream()
        .map(Bucket::name)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  /** All keys of a bucket. */
  public List<String> keys(String bucket) {
    return s3()
        .listObjectsV2Paginator(ListObjectsV2Request.builder().bucket(bucket).build())
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  public void write(String bucket, String key, byte[] object) {
    var unused = s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(object));
  }

  /** All objects of a bucket, by key. */
  public Map<String, String> content(String bucket) {
    Map<String, String> content = new TreeMap<>();
    for (String key : keys(bucket)) {
      content.put(key, s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String());
    }
    return content;
  }

  public void delete(String bucket, String key) {
    var unused = s3().deleteObject(r -> r.bucket(bucket).key(key));
  }

  /** Empties a bucket. */
  public void clear(String bucket) {
    while (true) {
      List<ObjectIdentifier> some =
          keys(bucket).stream()
              .limit(MOST_AT_ONCE)
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      if (some.isEmpty()) {
        return;
      }
      var unused = s3().deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(some)));
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}
