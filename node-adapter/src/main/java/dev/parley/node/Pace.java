// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import java.time.Duration;

/**
 * How often a node looks after itself.
 *
 * @param round from one look at manifest and policy to the next
 * @param heartbeat from one sign of life to the next; after three that are missing it is offline
 * @param repair until it looks at its database again if the policy does not fit that
 */
record Pace(Duration round, Duration heartbeat, Duration repair) {
  static final Pace USUAL =
      new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5));
}
