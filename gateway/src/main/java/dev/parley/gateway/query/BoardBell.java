// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Rings as soon as a node has said on its board how a question ended, where the pipe can tell. Only
 * that: who looks from time to time misses nothing, whatever this does. For one question.
 */
final class BoardBell implements AutoCloseable {
  private static final long LEAST_PAUSE_MILLIS = 10;

  private final Pipe pipe;
  private final String ending;
  private Set<NodeId> rung = new TreeSet<>();
  private CompletableFuture<Void> next = new CompletableFuture<>();
  private volatile boolean closed;

  /**
   * @param ending what the keys about the question begin with
   */
  BoardBell(Pipe pipe, String ending) {
    this.pipe = pipe;
    this.ending = ending;
  }

  /** Listens to one node more; not if {@code listeners} are as many as there may be. */
  void listen(NodeId node, String board, Executor listeners) {
    try {
      listeners.execute(() -> listen(node, board));
    } catch (RejectedExecutionException e) {
      // whoever looks finds it a little later
    }
  }

  private void listen(NodeId node, String board) {
    try {
      Optional<List<String>> keys = pipe.awaitChange(board, ending, List.of());
      while (keys.isPresent() && keys.get().isEmpty() && !closed) {
        Thread.sleep(LEAST_PAUSE_MILLIS);
        keys = pipe.awaitChange(board, ending, List.of());
      }
      if (keys.isPresent() && !keys.get().isEmpty()) {
        ring(node);
      }
    } catch (PipeException e) {
      // whoever looks will find the same
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void ring(NodeId node) {
    rung.add(node);
    next.complete(null);
  }

  /** Is complete when it has rung since the last {@link #take}. */
  synchronized CompletableFuture<Void> next() {
    return next;
  }

  /** Returns for whom it has rung since the last call. */
  synchronized Set<NodeId> take() {
    Set<NodeId> taken = rung;
    rung = new TreeSet<>();
    next = new CompletableFuture<>();
    return taken;
  }

  /** Nobody waits for it any more. */
  @Override
  public void close() {
    closed = true;
  }
}
