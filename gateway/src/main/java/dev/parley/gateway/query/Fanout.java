// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Does the same for many nodes, some of them at a time: most of it is waiting for the pipe. */
record Fanout(Executor threads) {

  /** What is done for one node. */
  interface Task {
    void run(NodeId node) throws PipeException;
  }

  /**
   * Returns when it is done for all.
   *
   * @throws PipeException what it threw for the first of those for whom it failed
   */
  void each(List<NodeId> nodes, Task task) throws PipeException {
    List<FutureTask<Void>> running = new ArrayList<>();
    for (NodeId node : nodes) {
      FutureTask<Void> one =
          new FutureTask<>(
              () -> {
                task.run(node);
                return null;
              });
      running.add(one);
      threads.execute(one);
    }
    ExecutionException failure = null;
    for (FutureTask<Void> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        failure = failure == null ? e : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        running.forEach(other -> other.cancel(true));
        throw new PipeException(PipeException.Kind.FAILED, "Interrupted while it was sent", e);
      }
    }
    if (failure != null) {
      rethrow(failure.getCause());
    }
  }

  private static void rethrow(@Nullable Throwable cause) throws PipeException {
    if (cause instanceof PipeException e) {
      throw e;
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    throw new IllegalStateException(cause);
  }
}
