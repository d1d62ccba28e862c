// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import java.time.Instant;

/**
 * What a signature on a sub-query binds it to, besides its content.
 *
 * @param recipient the one node that this copy is for
 * @param round 1 for the first question of a query
 * @param attempt 1 unless the same round is asked again
 * @param issuedAt when it was signed, to the second
 * @param expiry from when on nobody may answer it, to the second
 */
public record QueryContext(
    FederationId federation,
    NodeId recipient,
    Principal principal,
    QueryId queryId,
    int round,
    int attempt,
    Instant issuedAt,
    Instant expiry) {

  public QueryContext {
    if (round < 1 || attempt < 1 || !issuedAt.isBefore(expiry)) {
      throw new IllegalArgumentException("Invalid query context");
    }
  }
}
