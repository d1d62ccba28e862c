// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;

/**
 * Turns what a database says into what an analyst may know: never its message, which may hold
 * values of rows, and one uniform error, which does not say whose value it was, for all that
 * depends on a value.
 */
final class DatabaseFault {
  private static final Set<String> DUCKDB_DATA_FAULTS =
      Set.of("Out of Range Error", "Conversion Error", "Invalid Input Error");

  /** MariaDB's and MySQL's own time-outs: 70100 and, without a state, 3024. */
  private static final String MARIADB_INTERRUPTED = "70100";

  private static final int MYSQL_TIMEOUT = 3024;

  /** MariaDB's "Incorrect value", which has no state of its own either. */
  private static final int MARIADB_WRONG_VALUE = 1366;

  /** What H2 says of years of ten digits. */
  private static final String H2_DATE_FAULT = "dateValue out of range";

  private DatabaseFault() {}

  static ParleyException of(SQLException fault, NodeId node, boolean timedOut) {
    String state = String.valueOf(fault.getSQLState());
    String message = String.valueOf(fault.getMessage());
    if (timedOut
        || fault instanceof SQLTimeoutException
        || state.startsWith("57014")
        || state.equals(MARIADB_INTERRUPTED)
        || fault.getErrorCode() == MYSQL_TIMEOUT) {
      return new ParleyException(
          ErrorCode.NODE_FAILED,
          "The database of node '%s' did not answer within its statement timeout".formatted(node),
          "Ask for less, or ask the data owner to raise limits.statementTimeout.");
    }
    if (fault instanceof SQLDataException
        || state.startsWith("22")
        || fault.getErrorCode() == MARIADB_WRONG_VALUE
        || DUCKDB_DATA_FAULTS.stream().anyMatch(message::startsWith)
        || (state.equals("HY000") && message.contains(H2_DATE_FAULT))) {
      return new ParleyException(
          ErrorCode.DATA_ERROR,
          "The database of an owner met a value that the query cannot be computed with",
          "Exclude such values by a condition, or ask the data owner to mend them.");
    }
    return new ParleyException(
        ErrorCode.NODE_FAILED,
        "The database of node '%s' failed, SQLSTATE %s".formatted(node, fault.getSQLState()),
        "Ask the data owner to look into the log of the node.");
  }
}
