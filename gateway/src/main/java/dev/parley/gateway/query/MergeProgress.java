// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import java.time.Duration;

/**
 * How far a merge is, if the cloud's words are true.
 *
 * @param took how long the action says it took; zero unless this invocation merged
 */
record MergeProgress(State state, Duration took) {

  /** What has become of the merge. */
  enum State {
    /** This invocation has merged. */
    MERGED,
    /** Another invocation has merged, or is writing the answer at this moment. */
    MERGED_BEFORE,
    /** The action is still at it, or waits for its turn, or is lost. */
    GOING_ON
  }

  static MergeProgress of(State state) {
    return new MergeProgress(state, Duration.ZERO);
  }
}
