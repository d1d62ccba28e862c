// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.Principal;
import java.util.List;

/**
 * On what terms a question is asked.
 *
 * @param principal who asks
 * @param quorum how many nodes must answer
 * @param absences nodes that are not asked, for an earlier question of the same statement did
 *     without them; unmodifiable
 * @param cancellation when the run must end
 * @param trace where is noted what happens
 */
public record Terms(
    Principal principal,
    Quorum quorum,
    List<Absence> absences,
    Cancellation cancellation,
    QueryTrace trace) {

  public Terms {
    absences = List.copyOf(absences);
  }
}
