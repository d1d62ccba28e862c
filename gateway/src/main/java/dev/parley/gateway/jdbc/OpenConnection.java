// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's connection: its session and its statements. */
final class OpenConnection {
  private static final Logger log = LoggerFactory.getLogger(OpenConnection.class);

  private final UserSession session;
  private final StatementPlaces places;
  private final Supplier<Instant> clock;
  private final Map<Integer, OpenStatement> statements = new ConcurrentHashMap<>();
  private final AtomicInteger nextId = new AtomicInteger(1);
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Instant lastUse;
  private volatile boolean autoCommit = true;
  private volatile WireTimes times = WireTimes.MILLISECONDS;
  private boolean closing;

  OpenConnection(UserSession session, StatementPlaces places, Supplier<Instant> clock) {
    this.session = session;
    this.places = places;
    this.clock = clock;
    this.lastUse = clock.get();
  }

  UserSession session() {
    return session;
  }

  /** Whose it is. */
  String user() {
    return places.user();
  }

  Supplier<Instant> clock() {
    return clock;
  }

  boolean autoCommit() {
    return autoCommit;
  }

  void autoCommit(boolean wanted) {
    autoCommit = wanted;
  }

  /** How timestamps travel to this client. */
  WireTimes times() {
    return times;
  }

  void times(WireTimes known) {
    times = known;
  }

  /** Returns an id that no statement of this connection has had. */
  int newId() {
    return nextId.getAndIncrement();
  }

  /**
   * Opens a statement.
   *
   * @throws dev.parley.protocol.error.ParleyException LIMIT_REACHED if there are too many
   */
  OpenStatement newStatement() {
    places.take(statements.size());
    OpenStatement statement = new OpenStatement(newId(), clock.get(), times);
    statements.put(statement.id(), statement);
    return statement;
  }

  OpenStatement statement(int id) {
    OpenStatement statement = statements.get(id);
    if (statement == null) {
      throw OpenStatement.gone(id);
    }
    return statement;
  }

  /** Cancels the request that is at the statement; returns whether there is one. */
  boolean cancelStatement(int id) {
    OpenStatement statement = statements.get(id);
    return statement != null && statement.cancelIfBusy();
  }

  /** Closes the statement, if it is open, and cancels the request that is at it. */
  void closeStatement(int id) {
    OpenStatement statement = statements.remove(id);
    if (statement != null) {
      places.giveBack(1);
      statement.cancelIfBusy();
    }
  }

  void closeIdleStatements(Instant notUsedSince) {
    statements.forEach(
        (id, statement) -> {
          boolean over = !statement.isBusy() && statement.lastUse().isBefore(notUsedSince);
          if (over && statements.remove(id, statement)) {
            places.giveBack(1);
          }
        });
  }

  boolean isIdle(Instant notUsedSince) {
    return requests.get() == 0 && lastUse.isBefore(notUsedSince);
  }

  /** Notes that a request begins; false if the connection is closing, and takes none. */
  synchronized boolean enter() {
    if (closing) {
      return false;
    }
    requests.incrementAndGet();
    lastUse = clock.get();
    return true;
  }

  /** Notes that a request ends; the last one of a closing connection ends the session. */
  synchronized void leave() {
    lastUse = clock.get();
    if (requests.decrementAndGet() == 0 && closing) {
      endSession();
    }
  }

  /** Cancels what runs, and ends the session as soon as nothing does. */
  synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    statements.values().forEach(statement -> statement.cancelIfBusy());
    if (requests.get() == 0) {
      endSession();
    }
  }

  private void endSession() {
    statements.keySet().forEach(this::closeStatement);
    try {
      session.close();
    } catch (RuntimeException e) {
      log.warn("session-end failed", e);
    }
  }
}
