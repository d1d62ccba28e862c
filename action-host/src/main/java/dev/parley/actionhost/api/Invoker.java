// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonObject;
import dev.parley.actionhost.activation.Activation;
import dev.parley.actionhost.process.Invocations;
import dev.parley.actionhost.process.ThrottledException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Begins a run, if its parameters are allowed, and waits for its end for a while. */
final class Invoker {
  private final Invocations invocations;
  private final Duration blockingWait;

  /** An activation id, and the activation unless it takes longer than a caller waits. */
  record Invoked(String id, Optional<Activation> activation) {}

  Invoker(Invocations invocations, Duration blockingWait) {
    this.invocations = invocations;
    this.blockingWait = blockingWait;
  }

  /** The longest that a caller may wait. */
  Duration blockingWait() {
    return blockingWait;
  }

  Invocations invocations() {
    return invocations;
  }

  /**
   * Invokes an action.
   *
   * @param wait how long to wait for the end, if at all
   * @throws ApiException with 400 if a final parameter would be overridden, 429 if a limit is met
   */
  Invoked invoke(Namespace.Resolved target, JsonObject parameters, Optional<Duration> wait)
      throws ApiException {
    for (String name : target.finalNames()) {
      if (parameters.has(name)) {
        throw new ApiException(
            400, "Request defines parameters that are not allowed (e.g., reserved properties).");
      }
    }
    try {
      Invocations.Started started = invocations.begin(target.work(), parameters);
      return new Invoked(
          started.id(), wait.isPresent() ? await(started, wait.get()) : Optional.empty());
    } catch (ThrottledException e) {
      throw new ApiException(429, e.fact());
    }
  }

  private Optional<Activation> await(Invocations.Started started, Duration most)
      throws ApiException {
    try {
      return Optional.of(started.end().get(most.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(503, "The host is stopping.");
    } catch (ExecutionException e) {
      throw new ApiException(500, "The activation ended in an internal error.");
    }
  }
}
