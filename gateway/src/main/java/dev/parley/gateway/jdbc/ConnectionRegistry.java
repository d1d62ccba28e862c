// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections by id.
 *
 * <p>Whoever knows an id may use the connection, and clients choose ids: hence short ones are
 * refused, and taken ones.
 */
final class ConnectionRegistry implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConnectionRegistry.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{32,64}");

  private final GatewayLimits limits;
  private final InstantSource clock;
  private final Semaphore places;
  private final UserPlaces ofUsers;
  private final UserPlaces statements;
  private final Map<String, OpenConnection> connections = new ConcurrentHashMap<>();
  private volatile boolean closed;

  ConnectionRegistry(GatewayLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.places = new Semaphore(limits.connections());
    this.ofUsers = UserPlaces.forConnections(limits.perUser());
    this.statements = UserPlaces.forStatements(limits.perUser());
  }

  /**
   * Opens a connection.
   *
   * @param login asked for the session when the id is good and there is a place
   */
  void open(String id, String user, Supplier<UserSession> login) {
    requireFresh(id);
    if (closed || !places.tryAcquire()) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "The gateway has " + limits.connections() + " connections open",
          "Close connections that you do not need, or try again later.");
    }
    boolean kept = false;
    try {
      kept = keep(id, user, login.get());
    } finally {
      if (!kept) {
        places.release();
      }
    }
  }

  /** A place of the user's is taken by who has logged in, and not by who has only tried. */
  private boolean keep(String id, String user, UserSession session) {
    OpenConnection connection =
        new OpenConnection(
            session, new StatementPlaces(user, limits.statements(), statements), clock::instant);
    try {
      ofUsers.take(user);
    } catch (ParleyException e) {
      connection.close();
      throw e;
    }
    if (connections.putIfAbsent(id, connection) != null) {
      ofUsers.giveBack(user, 1);
      connection.close();
      throw refusedId();
    }
    log.info("connected user={} open={}", user, connections.size());
    if (closed) {
      close(id);
    }
    return true;
  }

  private void requireFresh(String id) {
    if (id == null || !ID.matcher(id).matches() || connections.containsKey(id)) {
      throw refusedId();
    }
  }

  /** Does something with an open connection, which stays open meanwhile. */
  <T> T with(String id, Function<OpenConnection, T> action) {
    OpenConnection connection = id == null ? null : connections.get(id);
    if (connection == null || expired(id, connection) || !connection.enter()) {
      throw new ParleyException(
          ErrorCode.CONNECTION_LOST,
          "The connection is closed, or was idle for too long",
          "Connect again.");
    }
    try {
      requireAdmitted(id, connection);
      connection.closeIdleStatements(clock.instant().minus(limits.statementIdle()));
      return action.apply(connection);
    } finally {
      connection.leave();
    }
  }

  private void requireAdmitted(String id, OpenConnection connection) {
    try {
      connection.session().requireAdmitted();
    } catch (ParleyException e) {
      close(id);
      throw e;
    }
  }

  /** Closes a connection, if it is open. */
  void close(String id) {
    OpenConnection connection = id == null ? null : connections.remove(id);
    if (connection != null) {
      places.release();
      ofUsers.giveBack(connection.user(), 1);
      connection.close();
      log.info("disconnected user={} open={}", connection.user(), connections.size());
    }
  }

  /** Closes what was idle for too long. */
  void closeIdle() {
    connections.forEach(this::expired);
    Instant idleSince = clock.instant().minus(limits.statementIdle());
    connections.values().forEach(c -> c.closeIdleStatements(idleSince));
  }

  private boolean expired(String id, OpenConnection connection) {
    if (!connection.isIdle(clock.instant().minus(limits.connectionIdle()))) {
      return false;
    }
    log.info("connection-expired open={}", connections.size());
    close(id);
    return true;
  }

  @Override
  public void close() {
    closed = true;
    connections.keySet().forEach(this::close);
  }

  private static ParleyException refusedId() {
    return new ParleyException(
        ErrorCode.CANNOT_CONNECT,
        "The connection's id is in use or can be guessed",
        "Choose a random UUID for every connection.");
  }
}
