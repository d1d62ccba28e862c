// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

/** In what form the answer of a node leaves it. */
public enum Release {
  /** Numbers as ciphertext, group keys as tokens with encrypted labels. */
  ENCRYPTED,
  /** Rows that their owners reveal, each sealed to the gateway by itself. */
  SEALED,

  /** In the clear; no plan may hold it. */
  PLAINTEXT
}
