// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;

/**
 * A node that an answer does without.
 *
 * @param why as it goes on after the node's name: "is offline", "did not answer"
 * @param remedy what is to be done; a sentence without its end
 */
public record Absence(NodeId node, String why, String remedy) {
  private static final String START = "Ask the owner to start the node";

  /** A node of which no more is known. */
  public Absence(NodeId node, String why) {
    this(node, why, START);
  }
}
