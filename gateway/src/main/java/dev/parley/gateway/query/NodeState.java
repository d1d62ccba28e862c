// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

/** How far a node has come with a question. */
public enum NodeState {
  /** It has been asked, and has not said anything. */
  ASKED("asked"),
  /** It has answered. */
  ANSWERED("answered"),
  /** It will not answer. */
  REFUSED("refused"),
  /** It was asked, and has vanished, or stayed silent for too long. */
  MISSING("missing"),
  /** It was not asked, for it was offline already. */
  LEFT_OUT("left out");

  private final String word;

  NodeState(String word) {
    this.word = word;
  }

  /** The state as people read it. */
  public String word() {
    return word;
  }
}
