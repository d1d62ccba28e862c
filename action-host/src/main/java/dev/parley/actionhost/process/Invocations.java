// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import com.google.gson.JsonObject;
import dev.parley.actionhost.activation.Activation;
import dev.parley.actionhost.activation.Activation.Outcome;
import dev.parley.actionhost.activation.ActivationStatus;
import dev.parley.actionhost.activation.ActivationStore;
import dev.parley.actionhost.config.HostLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs actions in the background, within the limits, and stores what came of each run. */
public final class Invocations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Invocations.class);

  private final ProcessPool pool;
  private final ActivationStore store;
  private final Throttle throttle;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "activation");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A run that has begun.
   *
   * @param id of the activation
   * @param end completes once the activation is stored
   */
  public record Started(String id, CompletableFuture<Activation> end) {}

  public Invocations(HostLimits limits, ProcessPool pool, ActivationStore store) {
    this.pool = pool;
    this.store = store;
    this.throttle = new Throttle(limits, System::nanoTime);
  }

  /**
   * Begins to run an action.
   *
   * @throws ThrottledException if a limit is met; then nothing was begun
   */
  public Started begin(ActionImage image, JsonObject parameters) throws ThrottledException {
    switch (throttle.begin()) {
      case TOO_MANY_AT_ONCE ->
          throw new ThrottledException("Too many concurrent requests in flight.");
      case TOO_MANY_PER_MINUTE ->
          throw new ThrottledException("Too many requests in the last minute.");
      default -> {
        String id = newId();
        JsonObject envelope = envelope(image, parameters, id);
        return new Started(
            id, CompletableFuture.supplyAsync(() -> run(image, envelope, id), threads));
      }
    }
  }

  private static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static JsonObject envelope(ActionImage image, JsonObject parameters, String id) {
    JsonObject envelope = new JsonObject();
    envelope.add("value", parameters);
    envelope.addProperty("namespace", image.action().substring(0, image.action().indexOf('/')));
    envelope.addProperty("action_name", "/" + image.action());
    envelope.addProperty("action_version", image.version());
    envelope.addProperty("activation_id", id);
    envelope.addProperty("transaction_id", newId());
    envelope.addProperty(
        "deadline", Long.toString(Instant.now().plus(image.timeout()).toEpochMilli()));
    return envelope;
  }

  private Activation run(ActionImage image, JsonObject envelope, String id) {
    Instant start = Instant.now();
    long startNanos = System.nanoTime();
    Outcome outcome;
    try {
      outcome = pool.run(image, envelope);
    } catch (InterruptedException e) {
      outcome = Outcome.failed(ActivationStatus.INTERNAL_ERROR, "The host is stopping.");
      Thread.currentThread().interrupt();
    } finally {
      throttle.end();
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
    Activation activation =
        new Activation(id, image.action(), image.version(), start, duration, outcome);
    LOG.info(
        "ran activation={} action={} status={} ms={}",
        id,
        image.action(),
        outcome.status(),
        duration.toMillis());
    try {
      store.put(activation);
    } catch (IOException e) {
      LOG.error("not stored activation={}", id, e);
    }
    return activation;
  }

  /** Interrupts what runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
