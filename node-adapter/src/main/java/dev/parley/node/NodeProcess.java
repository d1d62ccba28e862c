// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import dev.parley.node.config.NodeSettings;
import dev.parley.node.review.Review;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A node as a process of its own: what {@code parley node} does. */
public final class NodeProcess {
  private NodeProcess() {}

  /**
   * Finds out whether a node with this {@code node.yaml} would start, and what it would publish;
   * sends nothing.
   *
   * @throws ParleyException if it would not
   */
  public static Review check(Path config) {
    return Node.check(NodeSettings.read(config));
  }

  /**
   * Runs a node until the process is told to end, or this thread is interrupted.
   *
   * @throws ParleyException if it does not start
   */
  public static void run(Path config) {
    Node node = Node.start(NodeSettings.read(config));
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(node::close, "parley-node-end"));
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      node.close();
    }
  }
}
