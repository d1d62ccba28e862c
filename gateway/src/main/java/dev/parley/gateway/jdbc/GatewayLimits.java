// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.Duration;

/**
 * What clients may take of a gateway.
 *
 * @param connections open at once
 * @param statements open at once on one connection
 * @param queries running at once
 * @param requestBytes of one request
 * @param frameRows of one answer, whatever the client asks for
 * @param connectionIdle how long a connection may be idle before it is closed
 * @param statementIdle how long a statement may be idle before it is closed
 * @param queryTimeout how long a query may run
 */
public record GatewayLimits(
    int connections,
    int statements,
    int queries,
    int requestBytes,
    int frameRows,
    Duration connectionIdle,
    Duration statementIdle,
    Duration queryTimeout) {

  public GatewayLimits {
    if (connections < 1 || statements < 1 || queries < 1 || requestBytes < 1024 || frameRows < 1) {
      throw new IllegalArgumentException("Invalid limits: want at least 1 of each, and 1024 bytes");
    }
    if (!isPositive(connectionIdle) || !isPositive(statementIdle) || !isPositive(queryTimeout)) {
      throw new IllegalArgumentException("Invalid limits: want times above zero");
    }
  }

  /** Limits that suit a gateway for a group of people. */
  public static GatewayLimits defaults() {
    return new GatewayLimits(
        200,
        200,
        50,
        1 << 20,
        5_000,
        Duration.ofMinutes(30),
        Duration.ofMinutes(10),
        Duration.ofMinutes(10));
  }

  GatewayLimits withIdle(Duration connection, Duration statement) {
    return new GatewayLimits(
        connections,
        statements,
        queries,
        requestBytes,
        frameRows,
        connection,
        statement,
        queryTimeout);
  }

  GatewayLimits withConnections(int most) {
    return new GatewayLimits(
        most,
        statements,
        queries,
        requestBytes,
        frameRows,
        connectionIdle,
        statementIdle,
        queryTimeout);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
