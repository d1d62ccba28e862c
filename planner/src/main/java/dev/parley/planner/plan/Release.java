// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.protocol.catalog.NearestMode;
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

  /**
   * In one round: as many of the node's best rows as are asked of all owners, each sealed to the
   * gateway by itself; only where every owner allows it.
   */
  OWN_BEST,

  /** In the clear; no plan may hold it. */
  PLAINTEXT;

  /** Returns the form in which the answer to {@code query} leaves unless owners allow another. */
  public static Release due(CanonicalQuery query) {
    return due(query, NearestMode.PRIVATE);
  }

  /**
   * Returns the one form in which the answer to {@code query} may leave.
   *
   * @param nearest what its table's owners allow
   */
  public static Release due(CanonicalQuery query, NearestMode nearest) {
    if (query instanceof BestQuery) {
      return nearest == NearestMode.LOCAL ? OWN_BEST : NARROWED;
    }
    return query instanceof RowQuery ? SEALED : ENCRYPTED;
  }
}
