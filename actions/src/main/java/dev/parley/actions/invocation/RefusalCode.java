// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.invocation;

/** Every reason for which an invocation is refused, as it stands in the answer. */
public enum RefusalCode {
  /** The cloud operator has bound something that cannot be used. */
  INVALID_DEPLOYMENT,
  /** The invocation has a parameter that is unknown, missing or malformed. */
  INVALID_PARAMETERS,
  /** A partial is not there. */
  PARTIAL_MISSING,
  /** A partial breaks the wire format. */
  PARTIAL_MALFORMED,
  /** A partial answers another query than the one that was asked for. */
  WRONG_QUERY,
  /** A partial says it is of another node than the one whose bucket it lay in. */
  WRONG_CONTRIBUTOR,
  /** Partials are not of one and the same sub-query, key and layout. */
  PARTIALS_DISAGREE,
  /** The key of the partials is shorter than 2048 bits. */
  WEAK_KEY,
  /** There are fewer partials than one of their owners demands. */
  TOO_FEW_OWNERS,
  /** The query has ended. */
  EXPIRED,
  /** The query has been merged before. */
  ALREADY_MERGED,
  /** Storage does not let this action read a partial, or write the answer. */
  STORAGE_DENIED,
  /** Storage refuses because its clock and that of the action differ by too much. */
  STORAGE_SKEWED,
  /** Storage failed, or could not be reached. */
  STORAGE_FAILED,
  /** The action broke its own invariant. */
  INTERNAL
}
