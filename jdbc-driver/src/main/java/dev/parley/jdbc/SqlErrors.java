// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;

/**
 * The exceptions that callers see: the message is "fact | hint", the vendor code is the number of
 * Parley's error.
 */
final class SqlErrors {
  static final String NO_DATA = "02000";
  static final String TOO_MANY_RESULTS = "0100E";
  static final String NOT_SUPPORTED = "0A000";
  static final String CANNOT_CONNECT = "08001";
  static final String CLOSED = "08003";
  static final String CONNECTION_LOST = "08006";
  static final String OUT_OF_RANGE = "22003";
  static final String INVALID_VALUE = "22023";
  static final String NO_TRANSACTION = "25P01";
  static final String CURSOR_LOST = "34000";
  static final String OBJECT_CLOSED = "55000";
  static final String INVALID_SETTINGS = "F0000";
  static final String CANCELLED = "57014";
  static final String INTERNAL = "XX000";

  /** The number of Parley's error for a query that somebody has cancelled. */
  static final int CANCELLED_BY_CLIENT = 601;

  /** The number of Parley's error for a query whose time is up. */
  static final int TIMED_OUT = 607;

  /** The number of Parley's error for a connection that the gateway does not know. */
  static final int LOST = 605;

  /** The number of Parley's error for a statement that the gateway does not know. */
  static final int STATEMENT_LOST = 608;

  /** Errors of the driver's own that Parley has no number for. */
  private static final int NONE = 0;

  private SqlErrors() {}

  static SQLException notSupported(String fact, String hint) {
    return of(fact + " | " + hint, NOT_SUPPORTED, 5);
  }

  static SQLException outOfRange(String fact) {
    return of(fact + " | Read it with getBigDecimal or a wider type.", OUT_OF_RANGE, 101);
  }

  /** The error of an object that is asked for an interface that it has not. */
  static SQLException notWrapped(Class<?> type) {
    return notSupported("There is no " + type.getName() + " here", "Ask isWrapperFor before.");
  }

  static SQLException invalidValue(String fact, String hint) {
    return of(fact + " | " + hint, INVALID_VALUE, NONE);
  }

  static SQLException invalidSettings(String fact, String hint) {
    return of(fact + " | " + hint, INVALID_SETTINGS, 501);
  }

  static SQLException cannotConnect(String fact, String hint) {
    return of(fact + " | " + hint, CANNOT_CONNECT, 604);
  }

  static SQLException connectionLost(String fact, String hint) {
    return of(fact + " | " + hint, CONNECTION_LOST, LOST);
  }

  /** The same error of somebody who has not been connected yet. */
  static SQLException whileConnecting(SQLException e) {
    return CONNECTION_LOST.equals(e.getSQLState())
        ? of(String.valueOf(e.getMessage()), CANNOT_CONNECT, 604)
        : e;
  }

  static SQLException timedOut(int seconds) {
    return of(
        "The query did not end within " + seconds + " s | Set a longer timeout, or ask for less.",
        CANCELLED,
        TIMED_OUT);
  }

  /** The error of commit and the like while there is no transaction to end. */
  static SQLException autoCommitting(String what) {
    return of(
        what + " is of no use while autocommit is on | Call setAutoCommit(false) before.",
        NO_TRANSACTION,
        NONE);
  }

  /** The error of {@code executeQuery} for a statement such as SET. */
  static SQLException noRows() {
    return of("The statement gives no rows | Use execute or executeUpdate.", NO_DATA, NONE);
  }

  /** The error of {@code executeUpdate} for a query. */
  static SQLException onlyRows() {
    return of("The statement gives rows | Use execute or executeQuery.", TOO_MANY_RESULTS, NONE);
  }

  /** The error of whatever is asked of a closed statement or result set. */
  static SQLException closed(String what) {
    return of("The " + what + " is closed | Open another one.", OBJECT_CLOSED, 605);
  }

  static SQLException closedConnection() {
    return of("The connection is closed | Open another one.", CLOSED, LOST);
  }

  /** Returns the exception of the class that JDBC has for that state. */
  static SQLException of(String message, String state, int code) {
    if (code == TIMED_OUT) {
      return new SQLTimeoutException(message, state, code);
    }
    switch (state.substring(0, Math.min(2, state.length()))) {
      case "0A":
        return new SQLFeatureNotSupportedException(message, state, code);
      case "08":
        return new SQLNonTransientConnectionException(message, state, code);
      case "22":
        return new SQLDataException(message, state, code);
      case "28":
        return new SQLInvalidAuthorizationSpecException(message, state, code);
      case "42":
        return new SQLSyntaxErrorException(message, state, code);
      default:
        return new SQLException(message, state, code);
    }
  }

  /**
   * Undoes what Avatica wraps around an exception: returns the innermost one that has a state, or
   * else one that says no more than the message.
   */
  static SQLException unwrap(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof GatewayFault) {
        return ((GatewayFault) t).fault();
      }
      if (t instanceof SQLException && ((SQLException) t).getSQLState() != null) {
        return (SQLException) t;
      }
    }
    if (e instanceof UnsupportedOperationException) {
      return notSupported("Parley does not support that", "Do without it.");
    }
    if (e instanceof SQLException) {
      return (SQLException) e;
    }
    SQLException unexpected = of("The driver met an unexpected error | Report it.", INTERNAL, 901);
    unexpected.initCause(e);
    return unexpected;
  }
}
