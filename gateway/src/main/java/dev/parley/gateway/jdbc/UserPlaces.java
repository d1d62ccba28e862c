// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.HashMap;
import java.util.Map;

/** How many of one thing each user has at once, so that nobody takes the places of all others. */
final class UserPlaces {
  private final int most;
  private final ErrorCode code;
  private final String have;
  private final String hint;
  private final Map<String, Integer> taken = new HashMap<>();

  private UserPlaces(int most, ErrorCode code, String have, String hint) {
    this.most = most;
    this.code = code;
    this.have = have;
    this.hint = hint;
  }

  static UserPlaces forConnections(GatewayLimits.PerUser limits) {
    return new UserPlaces(
        limits.connections(),
        ErrorCode.TOO_MANY,
        "has %d connections open, as many as a user may",
        "Close connections that you do not need.");
  }

  static UserPlaces forStatements(GatewayLimits.PerUser limits) {
    return new UserPlaces(
        limits.statements(),
        ErrorCode.LIMIT_REACHED,
        "has %d statements open, as many as a user may",
        "Close statements when their results are read.");
  }

  static UserPlaces forQueries(GatewayLimits.PerUser limits) {
    return new UserPlaces(
        limits.queries(),
        ErrorCode.LIMIT_REACHED,
        "runs %d queries already, as many as a user may",
        "Try again when one of them has ended.");
  }

  /**
   * Takes a place.
   *
   * @throws ParleyException if the user has as many as one may
   */
  synchronized void take(String user) {
    if (taken.getOrDefault(user, 0) >= most) {
      throw new ParleyException(code, "User '%s' %s".formatted(user, have.formatted(most)), hint);
    }
    taken.merge(user, 1, Integer::sum);
  }

  /** Gives back places that were taken. */
  synchronized void giveBack(String user, int places) {
    taken.computeIfPresent(user, (name, many) -> many > places ? many - places : null);
  }

  /** How many users have any. */
  synchronized int users() {
    return taken.size();
  }
}
