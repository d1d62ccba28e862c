// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/**
 * How the policy stands: what was granted last, and whether it is still in force. It is not while
 * the policy's file is missing or cannot be used, for nobody knows what its owner has taken back.
 */
public record Standing(Granted last, boolean inForce) {

  /**
   * Returns what is granted.
   *
   * @throws ParleyException with {@link ErrorCode#NODE_FAILED} if nothing is
   */
  public Granted granted(NodeId node) {
    if (!inForce) {
      throw new ParleyException(
          ErrorCode.NODE_FAILED,
          "Node '%s' answers nothing, for its policy cannot be used".formatted(node),
          "Ask the data owner to mend the policy; the log of the node says what is wrong.");
    }
    return last;
  }
}
