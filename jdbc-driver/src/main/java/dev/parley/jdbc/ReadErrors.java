// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;

/** The errors of reading results, with the SQLSTATEs that PostgreSQL's driver has for them. */
final class ReadErrors {
  private static final String NO_SUCH_COLUMN = "42703";
  private static final String INVALID_ARGUMENT = "22023";
  private static final String WRONG_STATE = "24000";
  private static final String CLOSED = "55000";
  private static final String BAD_TIME = "22007";
  private static final String WRONG_OBJECT = "42809";
  private static final String UNKNOWN_CLASS = "07006";
  private static final String CANNOT_CONVERT = "42846";

  private ReadErrors() {}

  static SQLException closed() {
    return SqlErrors.of("The result set is closed | Run the query again.", CLOSED, 605);
  }

  static SQLException noRow() {
    return SqlErrors.of("The result set stands at no row | Call next before.", WRONG_STATE, 5);
  }

  static SQLException forwardOnly() {
    return SqlErrors.of(
        "The result set goes forward only | Keep the rows that you need again.", WRONG_STATE, 5);
  }

  static SQLException invalidArgument(String fact) {
    return SqlErrors.of(fact + " | Give another one.", INVALID_ARGUMENT, 5);
  }

  static SQLException noParameter(int index, int parameters) {
    return SqlErrors.of(
        "The statement has "
            + parameters
            + (parameters == 1 ? " parameter" : " parameters")
            + ", and none of number "
            + index
            + " | Count the question marks.",
        INVALID_ARGUMENT,
        11);
  }

  static SQLException notSet(int index) {
    return SqlErrors.of(
        "Parameter " + index + " is not set | Set each parameter before you run the statement.",
        INVALID_ARGUMENT,
        11);
  }

  static SQLException noColumn(int index, int columns) {
    return SqlErrors.of(
        "The result has "
            + columns
            + (columns == 1 ? " column" : " columns")
            + ", and none of number "
            + index
            + " | Count from 1.",
        INVALID_ARGUMENT,
        3);
  }

  static SQLException noLabel(String label) {
    return SqlErrors.of(
        "The result has no column '" + label + "' | Look at its ResultSetMetaData.",
        NO_SUCH_COLUMN,
        3);
  }

  static SQLException noNumber(String what) {
    return SqlErrors.of(
        what + " is no number | Read it with getString.", SqlErrors.OUT_OF_RANGE, 101);
  }

  static SQLException noTime(String what) {
    return SqlErrors.of(what + " is no date and no time | Read it with getString.", BAD_TIME, 103);
  }

  static SQLException noTruth(String what) {
    return SqlErrors.of(
        what + " is neither true nor false | Read it with getString.", CANNOT_CONVERT, 6);
  }

  static SQLException otherSql() {
    return SqlErrors.of(
        "A prepared statement runs no other SQL | Leave out the text, or use a Statement.",
        WRONG_OBJECT,
        5);
  }

  static SQLException unknownClass(Class<?> type) {
    return SqlErrors.of(
        "A value of " + type.getName() + " is none of SQL's | Set another value.",
        UNKNOWN_CLASS,
        6);
  }

  static SQLException noConversion(Class<?> type) {
    return SqlErrors.of(
        "A value cannot be read as " + type.getName() + " | Read it with getObject.",
        INVALID_ARGUMENT,
        6);
  }
}
