// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.sql.rewrite.Rewriting.Secure;
import java.util.OptionalInt;

/**
 * What a session asks of its plans.
 *
 * @param secure whether aggregates must be written with the word SECURE
 * @param minNodes how many nodes are enough; empty for all
 */
public record SessionOptions(Secure secure, OptionalInt minNodes) {
  /** Everything is secured, and every node must answer. */
  public static final SessionOptions DEFAULT = new SessionOptions(Secure.AUTO, OptionalInt.empty());

  public SessionOptions {
    if (minNodes.isPresent() && minNodes.getAsInt() < 1) {
      throw new IllegalArgumentException("Invalid minNodes: " + minNodes.getAsInt());
    }
  }
}
