// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.RowQuery;

/** In what form the answer of a node leaves it. */
public enum Release {
  /** Numbers as ciphertext, group keys as tokens with encrypted labels. */
  ENCRYPTED,
  /** Rows that their owners reveal, each sealed to the gateway by itself. */
  SEALED,

  /**
   * In rounds: counts of the node's best rows as ciphertext, then those of them that are among the
   * best of all owners, each sealed to the gateway by itself.
   */
  NARROWED,

  /** In the clear; no plan may hold it. */
  PLAINTEXT;

  /** Returns the one form in which the answer to {@code query} may leave. */
  public static Release due(CanonicalQuery query) {
    if (query instanceof BestQuery) {
      return NARROWED;
    }
    return query instanceof RowQuery ? SEALED : ENCRYPTED;
  }
}
