// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Deletes what its writers left behind. */
final class Sweeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final int PER_RETENTION = 10;

  private final BlobStore store;
  private final Map<String, Direction> buckets = new ConcurrentHashMap<>();
  private final Duration retention;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread sweeper = new Thread(task, "pipe-sweeper");
            sweeper.setDaemon(true);
            return sweeper;
          });

  Sweeper(BlobStore store, Map<String, Direction> buckets, Duration retention) {
    this.store = store;
    this.buckets.putAll(buckets);
    this.retention = retention;
  }

  /** Sweeps now, and ten times in every retention from now on. */
  void start() {
    long pauseMillis = Math.max(1, retention.toMillis() / PER_RETENTION);
    var unused =
        thread.scheduleWithFixedDelay(this::sweepAll, 0, pauseMillis, TimeUnit.MILLISECONDS);
  }

  /** Has more buckets swept; those of parties that are gone are swept on. */
  void sweepAlso(Map<String, Direction> more) {
    buckets.putAll(more);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Deletes what is too old at {@code now}, and returns how many objects that were. */
  int sweep(Instant now) {
    int swept = 0;
    for (Map.Entry<String, Direction> bucket : buckets.entrySet()) {
      swept += sweep(bucket.getKey(), bucket.getValue(), now);
    }
    return swept;
  }

  private void sweepAll() {
    try {
      int swept = sweep(Instant.now());
      if (swept > 0) {
        log.info("swept objects={}", swept);
      }
    } catch (RuntimeException e) {
      // The store may be away for a while; the next round finds what this one left.
      if (!thread.isShutdown()) {
        log.warn("failed to sweep", e);
      }
    }
  }

  private int sweep(String bucket, Direction direction, Instant now) {
    Instant oldest = now.minus(retentionOf(direction));
    int swept = 0;
    String token = null;
    do {
      ListObjectsV2Response page =
          store.list(
              ListObjectsV2Request.builder().bucket(bucket).continuationToken(token).build());
      for (S3Object object : page.contents()) {
        if (object.lastModified().isBefore(oldest)
            && !ObjectKeys.isLasting(direction, object.key())) {
          store.removeBlob(DeleteObjectRequest.builder().bucket(bucket).key(object.key()).build());
          swept++;
        }
      }
      token = page.nextContinuationToken();
    } while (token != null);
    return swept;
  }

  /** A merged answer outlives its partials: once it is gone, they could be merged again. */
  private Duration retentionOf(Direction direction) {
    return direction == Direction.MERGED ? retention.multipliedBy(2) : retention;
  }
}
