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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs actions in the background, within the limits, and stores what came of each run. */
public final class Invocations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Invocations.class);
  private static final int END_SECONDS = 5;

  private final ProcessPool pool;
  private final ActivationStore store;
  private final Throttle throttle;
  private final Throttle firings;
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
    this.firings = new Throttle(limits, System::nanoTime);
  }

  /**
   * Begins to run an action or a sequence, whose parts count as one invocation.
   *
   * @throws ThrottledException if a limit is met; then nothing was begun
   */
  public Started begin(Work work, JsonObject parameters) throws ThrottledException {
    throttle.admit();
    String id = newId();
    return new Started(
        id, CompletableFuture.supplyAsync(() -> runAdmitted(work, parameters, id), threads));
  }

  /**
   * Admits the firing of a trigger; of these there may be as many in a minute as of invocations.
   *
   * @return the id of its activation, which the caller stores
   * @throws ThrottledException if there have been too many
   */
  public String admitFiring() throws ThrottledException {
    firings.admit();
    firings.end();
    return newId();
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

  private Activation runAdmitted(Work work, JsonObject parameters, String id) {
    try {
      return run(work, parameters, id);
    } finally {
      throttle.end();
    }
  }

  private Activation run(Work work, JsonObject parameters, String id) {
    Instant start = Instant.now();
    long startNanos = System.nanoTime();
    Outcome outcome =
        work instanceof Work.Sequence sequence
            ? runParts(sequence, parameters)
            : runAlone((Work.Single) work, parameters, id);
    Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
    Activation activation =
        new Activation(id, work.action(), work.version(), start, duration, outcome);
    LOG.info(
        "ran activation={} action={} status={} ms={}",
        id,
        work.action(),
        outcome.status(),
        duration.toMillis());
    store(activation);
    return activation;
  }

  private Outcome runAlone(Work.Single work, JsonObject parameters, String id) {
    JsonObject merged = new JsonObject();
    work.bound().entrySet().forEach(entry -> merged.add(entry.getKey(), entry.getValue()));
    parameters.entrySet().forEach(entry -> merged.add(entry.getKey(), entry.getValue()));
    try {
      return pool.run(work.image(), envelope(work.image(), merged, id));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(ActivationStatus.INTERNAL_ERROR, "The host is stopping.");
    }
  }

  /** The outcome is that of the last part that ran; the log has the ids of those that did. */
  private Outcome runParts(Work.Sequence sequence, JsonObject parameters) {
    List<String> ids = new ArrayList<>();
    JsonObject input = parameters;
    Outcome last = Outcome.failed(ActivationStatus.INTERNAL_ERROR, "The sequence is empty.");
    for (Work part : sequence.parts()) {
      String id = newId();
      last = run(part, input, id).outcome();
      ids.add(id);
      if (last.status() != ActivationStatus.SUCCESS) {
        break;
      }
      input = last.result();
    }
    return new Outcome(last.status(), last.result(), ids, last.timedOut());
  }

  /** Stores an activation; a failure is logged, and the activation is not found then. */
  public void store(Activation activation) {
    try {
      store.put(activation);
    } catch (IOException e) {
      LOG.error("not stored activation={}", activation.id(), e);
    }
  }

  /** Interrupts what runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Waits until nothing is stored any more; to be called when all processes have been ended. */
  public void awaitEnd() {
    try {
      if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("activations go on seconds={}", END_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
