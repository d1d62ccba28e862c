// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.WatchedFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running guard: an S3 server that knows the parties of one federation, grants each what it
 * needs, and denies everything else. Objects, other than heartbeats and catalogs, are written once.
 */
public final class Guard implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Guard.class);
  private static final int MAX_BODY_BYTES = 128 << 20;
  private static final int PARALLEL_BODIES = 3;

  private static final Duration LOOK_PERIOD = Duration.ofMillis(500);

  private final GuardSettings settings;
  private final BlobStore store;
  private final Map<String, TrafficMeter> traffic = new ConcurrentHashMap<>();
  private final Doorbell doorbell = new Doorbell();
  private final Sweeper sweeper;
  private final HttpListener listener;
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pipe-settings");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Register register;

  /** Buckets of parties that are new, and that the store has not made yet. */
  private Map<String, Direction> unmade = Map.of();

  /** Why the files as they are cannot be used; empty if they can. */
  private String complaint = "";

  private Guard(GuardSettings settings, BlobStore store) {
    this.settings = settings;
    this.store = store;
    Grants grants = Grants.of(settings);
    Stores.makeBuckets(store, grants.buckets().keySet());
    register = Register.of(store, grants, traffic, doorbell);
    sweeper = new Sweeper(store, grants.buckets(), settings.retention());
    FrontDoor door =
        new FrontDoor(
            request -> register.caller(request),
            new DenyingBlobStore(store),
            new BodyBudget(MAX_BODY_BYTES, PARALLEL_BODIES),
            doorbell);
    listener = HttpListener.start(door, settings.listen());
    sweeper.start();
    log.info(
        "listening endpoint={} identities={} buckets={}",
        listener.endpoint(),
        register.size(),
        grants.buckets().size());
  }

  /**
   * Opens the store, makes the buckets, and listens. Who may do what stays as it is.
   *
   * @throws ParleyException with {@code CANNOT_START} if the port is in use, or the store fails
   */
  public static Guard start(GuardSettings settings) {
    BlobStore store = Stores.open(settings.store());
    try {
      return new Guard(settings, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * The same by {@code pipe.yaml}. Identities, their secrets and their grants are read again
   * whenever they change; federation, listener, store and retention are not. Files that cannot be
   * used let nobody in until they are mended: an operator who takes an identity away, or deletes
   * its secret, must not find it let in because of a slip elsewhere.
   *
   * @throws ParleyException also with {@code INVALID_SETTINGS} that names every fault
   */
  public static Guard start(Path file) {
    return start(file, LOOK_PERIOD);
  }

  /** The same with another time from one look at the files to the next. */
  static Guard start(Path file, Duration period) {
    GuardSettings settings = GuardSettings.read(file);
    Guard guard = start(settings);
    WatchedFiles<GuardSettings> files =
        new WatchedFiles<>(settings, () -> GuardSettings.read(file), read -> read.files(file));
    var unused =
        guard.watcher.scheduleWithFixedDelay(
            () -> guard.look(files), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return guard;
  }

  /** Never throws: an exception would end the looks. */
  private void look(WatchedFiles<GuardSettings> files) {
    try {
      read(files).ifPresent(this::adopt);
      makeBuckets();
    } catch (RuntimeException | Error e) {
      log.error("settings-failed", e);
    }
  }

  private Optional<GuardSettings> read(WatchedFiles<GuardSettings> files) {
    try {
      return files.look();
    } catch (ParleyException e) {
      register = Register.EMPTY;
      doorbell.dismiss();
      if (!e.fact().equals(complaint)) {
        log.error("nobody is let in, for the settings cannot be used: {}", e.fact());
      }
      complaint = e.fact();
      return Optional.empty();
    }
  }

  private void adopt(GuardSettings fresh) {
    Grants grants =
        Grants.of(
            new GuardSettings(
                settings.federation(),
                settings.listen(),
                settings.store(),
                settings.retention(),
                fresh.parties()));
    // First of all, so that who is gone is refused even if the store fails.
    register = Register.of(store, grants, traffic, doorbell);
    doorbell.dismiss();
    unmade = grants.buckets();
    complaint = "";
    log.info("read settings identities={} buckets={}", register.size(), grants.buckets().size());
  }

  private void makeBuckets() {
    if (!unmade.isEmpty()) {
      Stores.makeBuckets(store, unmade.keySet());
      sweeper.sweepAlso(unmade);
      unmade = Map.of();
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return listener.endpoint();
  }

  /** What every identity has done since the start, by access key. */
  public Map<String, Traffic> traffic() {
    Map<String, Traffic> seen = new TreeMap<>();
    traffic.forEach((identity, meter) -> seen.put(identity, meter.read()));
    return seen;
  }

  @Override
  public void close() {
    watcher.shutdownNow();
    sweeper.close();
    doorbell.close();
    listener.close();
    store.close();
  }
}
