// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What statements of every kind keep beside Avatica's own, and the rules that they share. */
final class StatementState {
  private final Interruption interruption = new Interruption();
  private volatile Notices notices = Notices.NONE;
  private volatile int timeoutSeconds;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private boolean poolable;

  StatementState(boolean poolable) {
    this.poolable = poolable;
  }

  /** A statement that has one. */
  interface Owner {
    StatementState state();

    /** Gives it another place at the gateway, which knows the old one no more. */
    void renew() throws SQLException;
  }

  Interruption interruption() {
    return interruption;
  }

  Notices notices() {
    return notices;
  }

  void notices(Notices heard) {
    notices = heard;
  }

  /** How long a run may take; 0 for as long as it takes. */
  int timeoutSeconds() {
    return timeoutSeconds;
  }

  void timeoutSeconds(int seconds) throws SQLException {
    timeoutSeconds = (int) notNegative("query timeout", seconds);
  }

  int fetchDirection() {
    return fetchDirection;
  }

  void fetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw SqlErrors.invalidValue(
          "There is no such fetch direction", "Use a constant of ResultSet.");
    }
    fetchDirection = direction;
  }

  boolean poolable() {
    return poolable;
  }

  void poolable(boolean wanted) {
    poolable = wanted;
  }

  /** Returns a number that may not be negative. */
  static long notNegative(String what, long number) throws SQLException {
    if (number < 0) {
      throw SqlErrors.invalidValue("A " + what + " cannot be negative", "Use 0 for none.");
    }
    return number;
  }

  /** Requires one of the constants of {@link Statement#getMoreResults(int)}. */
  static void requireWayOn(int current) throws SQLException {
    if (current != Statement.CLOSE_CURRENT_RESULT
        && current != Statement.KEEP_CURRENT_RESULT
        && current != Statement.CLOSE_ALL_RESULTS) {
      throw SqlErrors.invalidValue(
          "There is no such way to go on to more results", "Use a constant of Statement.");
    }
  }

  static void requireNoFieldLimit(int bytes) throws SQLException {
    if (notNegative("limit of fields", bytes) > 0) {
      throw SqlErrors.notSupported("Parley gives whole values", "Leave out setMaxFieldSize.");
    }
  }
}
