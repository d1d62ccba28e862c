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
  static final String NOT_SUPPORTED = "0A000";
  static final String CANNOT_CONNECT = "08001";
  static final String CLOSED = "08003";
  static final String CONNECTION_LOST = "08006";
  static final String OUT_OF_RANGE = "22003";
  static final String INVALID_SETTINGS = "F0000";
  static final String CANCELLED = "57014";
  static final String INTERNAL = "XX000";

  private SqlErrors() {}

  static SQLException notSupported(String fact, String hint) {
    return of(fact + " | " + hint, NOT_SUPPORTED, 5);
  }

  static SQLException outOfRange(String fact) {
    return of(fact + " | Read it with getBigDecimal or a wider type.", OUT_OF_RANGE, 101);
  }

  static SQLException invalidSettings(String fact, String hint) {
    return of(fact + " | " + hint, INVALID_SETTINGS, 501);
  }

  static SQLException cannotConnect(String fact, String hint) {
    return of(fact + " | " + hint, CANNOT_CONNECT, 604);
  }

  static SQLException connectionLost(String fact, String hint) {
    return of(fact + " | " + hint, CONNECTION_LOST, 605);
  }

  /** The error of {@code executeQuery} for a statement such as SET. */
  static SQLException noRows() {
    return notSupported("The statement gives no rows", "Use execute or executeUpdate.");
  }

  /** The error of {@code executeUpdate} for a query. */
  static SQLException onlyRows() {
    return notSupported("The statement gives rows", "Use execute or executeQuery.");
  }

  static SQLException closed(String what) {
    return of("The " + what + " is closed | Open another one.", CLOSED, 605);
  }

  /** Returns the exception of the class that JDBC has for that state. */
  static SQLException of(String message, String state, int code) {
    if (NOT_SUPPORTED.equals(state)) {
      return new SQLFeatureNotSupportedException(message, state, code);
    }
    if (CANCELLED.equals(state)) {
      return new SQLTimeoutException(message, state, code);
    }
    switch (state.substring(0, Math.min(2, state.length()))) {
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
