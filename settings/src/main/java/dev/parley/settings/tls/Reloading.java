// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What files say, read again when they change. As long as a changed file makes no sense, as while a
 * certificate is new and its key not yet, what was read before holds.
 *
 * @param <T> what the files say
 */
final class Reloading<T> {
  private static final Logger log = LoggerFactory.getLogger(Reloading.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final List<Path> files;
  private final Supplier<T> reader;
  private volatile List<Object> stamp;
  private volatile Instant triedAt;
  private volatile T value;
  private volatile Optional<T> former = Optional.empty();
  private volatile boolean faulty;

  /** Reads for the first time; what {@code reader} throws then is the caller's. */
  Reloading(List<Path> files, Supplier<T> reader) {
    this.files = List.copyOf(files);
    this.reader = reader;
    this.stamp = stampOf(this.files);
    this.triedAt = Instant.now();
    this.value = reader.get();
  }

  /** What the files say now. */
  T get() {
    List<Object> seen = stampOf(files);
    if (!seen.equals(stamp) || (faulty && Instant.now().isAfter(triedAt.plus(RETRY)))) {
      read(seen);
    }
    return value;
  }

  /** What they said before; empty if they have not changed. */
  Optional<T> former() {
    return former;
  }

  private synchronized void read(List<Object> seen) {
    if (seen.equals(stamp) && !faulty) {
      return; // Another thread was quicker.
    }
    stamp = seen;
    triedAt = Instant.now();
    try {
      T fresh = reader.get();
      former = Optional.of(value);
      value = fresh;
      faulty = false;
      log.info("reloaded files={}", files);
    } catch (IllegalArgumentException e) {
      faulty = true;
      log.warn("not reloaded files={} fact=\"{}\"", files, e.getMessage());
    }
  }

  private static List<Object> stampOf(List<Path> files) {
    List<Object> stamp = new ArrayList<>();
    for (Path file : files) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        stamp.add(found.lastModifiedTime());
        stamp.add(found.size());
        stamp.add(String.valueOf(found.fileKey()));
      } catch (IOException e) {
        stamp.add("absent");
      }
    }
    return stamp;
  }
}
