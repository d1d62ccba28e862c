// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.memory;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pipe that forgets with its process, and can be cut to see who notices. Buckets are there when
 * they are used, and everybody may do everything.
 */
public final class InMemoryPipe implements Pipe {
  private final ConcurrentMap<String, ConcurrentSkipListMap<String, byte[]>> buckets =
      new ConcurrentHashMap<>();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Object changes = new Object();
  private final boolean rings;
  private volatile @Nullable String cutReason;

  public InMemoryPipe() {
    this(true);
  }

  private InMemoryPipe(boolean rings) {
    this.rings = rings;
  }

  /** A pipe that cannot wait for changes. */
  public static InMemoryPipe withoutBell() {
    return new InMemoryPipe(false);
  }

  /** From now on every call fails as if nobody answered. */
  public void cut(String reason) {
    cutReason = reason;
  }

  /** Ends what {@link #cut} began; nothing was lost. */
  public void mend() {
    cutReason = null;
  }

  @Override
  public void put(String bucket, String key, byte[] object) throws PipeException {
    if (bucket(bucket).putIfAbsent(key, object.clone()) != null) {
      throw new PipeException(
          PipeException.Kind.TAKEN, "Taken in the pipe: put of " + bucket + "/" + key);
    }
    changed();
  }

  @Override
  public void putFile(String bucket, String key, Path file) throws PipeException {
    try {
      put(bucket, key, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new PipeException(PipeException.Kind.FAILED, "A file for the pipe is unreadable", e);
    }
  }

  @Override
  public void replace(String bucket, String key, byte[] object) throws PipeException {
    bucket(bucket).put(key, object.clone());
    changed();
  }

  @Override
  public Optional<byte[]> get(String bucket, String key, int maxBytes) throws PipeException {
    byte[] object = bucket(bucket).get(key);
    if (object != null && object.length > maxBytes) {
      throw new PipeException(
          PipeException.Kind.FAILED,
          "An object is longer than %d bytes: %s/%s".formatted(maxBytes, bucket, key));
    }
    return Optional.ofNullable(object).map(byte[]::clone);
  }

  @Override
  public Optional<InputStream> open(String bucket, String key) throws PipeException {
    return Optional.ofNullable(bucket(bucket).get(key)).map(ByteArrayInputStream::new);
  }

  @Override
  public List<String> list(String bucket, String prefix) throws PipeException {
    return bucket(bucket).tailMap(prefix, true).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .limit(MAX_LISTED)
        .toList();
  }

  @Override
  public Optional<List<String>> awaitChange(String bucket, String prefix, List<String> known)
      throws PipeException {
    if (!rings) {
      return Optional.empty();
    }
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    synchronized (changes) {
      long left = LONGEST_WAIT.toMillis();
      try {
        while (list(bucket, prefix).equals(known) && left > 0) {
          changes.wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PipeException(PipeException.Kind.FAILED, "Interrupted during a wait", e);
      }
    }
    return Optional.of(list(bucket, prefix));
  }

  private void changed() {
    synchronized (changes) {
      changes.notifyAll();
    }
  }

  @Override
  public void delete(String bucket, String key) throws PipeException {
    bucket(bucket).remove(key);
    changed();
  }

  @Override
  public void close() {}

  private NavigableMap<String, byte[]> bucket(String name) throws PipeException {
    String reason = cutReason;
    if (reason != null) {
      throw new PipeException(
          PipeException.Kind.UNREACHABLE, "The pipe could not be reached: " + reason);
    }
    return buckets.computeIfAbsent(name, unused -> new ConcurrentSkipListMap<>());
  }
}
