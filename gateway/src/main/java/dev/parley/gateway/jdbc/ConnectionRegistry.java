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
  private final Map<String, OpenConnection> connections = new ConcurrentHashMap<>();
  private volatile boolean closed;

  ConnectionRegistry(GatewayLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.places = new Semaphore(limits.connections());
  }

  /**
   * Opens a connection.
   *
   * @param login asked for the session when the id is good and there is a place
   */
  void open(String id, Supplier<UserSession> login) {
    requireFresh(id);
    if (closed || !places.tryAcquire()) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "The gateway has " + limits.connections() + " connections open",
          "Close connections that you do not need, or try again later.");
    }
    boolean kept = false;
    try {
      kept = keep(id, login.get());
    } finally {
      if (!kept) {
        places.release();
      }
    }
  }

  private boolean keep(String id, UserSession session) {
    OpenConnection connection = new OpenConnection(session, limits.statements(), clock::instant);
    if (connections.putIfAbsent(id, connection) != null) {
      connection.close();
      throw refusedId();
    }
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
      connection.close();
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
