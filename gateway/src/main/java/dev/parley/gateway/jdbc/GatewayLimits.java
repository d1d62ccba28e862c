// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.time.Duration;
import java.util.function.Supplier;

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
 * @param perUser what one user may take of all that
 */
public record GatewayLimits(
    int connections,
    int statements,
    int queries,
    int requestBytes,
    int frameRows,
    Duration connectionIdle,
    Duration statementIdle,
    Duration queryTimeout,
    PerUser perUser) {
  private static final int MOST = 10_000;
  private static final int MOST_STATEMENTS = 1_000_000;

  /**
   * What one user may have at once, over all connections.
   *
   * @param connections open
   * @param statements open
   * @param queries running
   */
  public record PerUser(int connections, int statements, int queries) {
    static final PerUser DEFAULT = new PerUser(50, 1_000, 20);

    public PerUser {
      if (connections < 1 || statements < 1 || queries < 1) {
        throw new IllegalArgumentException("Invalid limits: want at least 1 of each");
      }
    }
  }

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
        Duration.ofMinutes(10),
        PerUser.DEFAULT);
  }

  /** Reads what an operator may change; everything else is as in {@link #defaults}. */
  public static Supplier<GatewayLimits> read(Settings section) {
    GatewayLimits usual = defaults();
    Setting<Integer> connections =
        section.optional("connections", Settings.integer(1, MOST), usual.connections);
    Setting<Integer> queries =
        section.optional("queries", Settings.integer(1, MOST), usual.queries);
    Setting<Integer> ofUser =
        section.optional(
            "connectionsPerUser", Settings.integer(1, MOST), PerUser.DEFAULT.connections);
    Setting<Integer> statementsOfUser =
        section.optional(
            "statementsPerUser", Settings.integer(1, MOST_STATEMENTS), PerUser.DEFAULT.statements);
    Setting<Integer> queriesOfUser =
        section.optional("queriesPerUser", Settings.integer(1, MOST), PerUser.DEFAULT.queries);
    return () ->
        usual
            .withConnections(connections.get())
            .withQueries(queries.get())
            .withPerUser(new PerUser(ofUser.get(), statementsOfUser.get(), queriesOfUser.get()));
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
        queryTimeout,
        perUser);
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
        queryTimeout,
        perUser);
  }

  private GatewayLimits withQueries(int most) {
    return new GatewayLimits(
        connections,
        statements,
        most,
        requestBytes,
        frameRows,
        connectionIdle,
        statementIdle,
        queryTimeout,
        perUser);
  }

  GatewayLimits withPerUser(PerUser wanted) {
    return new GatewayLimits(
        connections,
        statements,
        queries,
        requestBytes,
        frameRows,
        connectionIdle,
        statementIdle,
        queryTimeout,
        wanted);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
