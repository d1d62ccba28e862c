// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a signature on a sub-query binds it to, besides its content.
 *
 * @param recipient the one node that this copy is for
 * @param round 1 for the first question of a query
 * @param attempt 1 unless the same round is asked again
 * @param issuedAt when it was signed, to the second
 * @param expiry from when on nobody may answer it, to the second; at most the year 9999
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
  /** How far the clocks of two parties may be apart. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  /** Far enough from the end of time for whoever adds a few minutes or years. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public QueryContext {
    issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
    expiry = expiry.truncatedTo(ChronoUnit.SECONDS);
    if (issuedAt.isBefore(Instant.EPOCH) || expiry.isAfter(LATEST)) {
      throw new IllegalArgumentException("Invalid query context: a time out of bounds");
    }
    if (round < 1 || attempt < 1 || !issuedAt.isBefore(expiry)) {
      throw new IllegalArgumentException("Invalid query context");
    }
  }
}
