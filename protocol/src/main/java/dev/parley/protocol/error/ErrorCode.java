// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.error;

import java.util.Locale;

/**
 * Every reason for which a query can fail, as it reaches a JDBC client.
 *
 * <p>SQLSTATEs are PostgreSQL's where it has one; those beginning with {@code P} are Parley's own.
 * A constant is never renumbered, and its number never used again.
 */
public enum ErrorCode {
  /** The statement breaks the grammar. */
  SYNTAX_ERROR(1, "42601", Blame.CALLER),
  /** No owner has published a table of that name. */
  UNKNOWN_TABLE(2, "42P01", Blame.CALLER),
  /** The table has no column of that name. */
  UNKNOWN_COLUMN(3, "42703", Blame.CALLER),
  /** An owner forbids that use of a column, or of a table. */
  USE_FORBIDDEN(4, "42501", Blame.CALLER),
  /** Parley does not do that, or not yet. */
  NOT_SUPPORTED(5, "0A000", Blame.CALLER),
  /** Types of an expression, or of the parts of one table, do not fit together. */
  TYPE_MISMATCH(6, "42804", Blame.CALLER),
  /** A column must be in GROUP BY or under an aggregate. */
  GROUPING_ERROR(7, "42803", Blame.CALLER),
  /** The statement would write. */
  READ_ONLY(8, "25006", Blame.CALLER),
  /** A function or aggregate of that name and these arguments does not exist. */
  UNKNOWN_FUNCTION(9, "42883", Blame.CALLER),
  /** A name could mean two things. */
  AMBIGUOUS_COLUMN(10, "42702", Blame.CALLER),
  /** A prepared statement was run with another number of values than it has parameters. */
  WRONG_PARAMETERS(11, "22023", Blame.CALLER),

  /** The type of a parameter cannot be told from the statement. */
  UNDETERMINED_TYPE(12, "42P18", Blame.CALLER),

  /** A session has no option of that name. */
  UNKNOWN_OPTION(13, "42704", Blame.CALLER),
  /** A value is out of the range of its type. */
  OUT_OF_RANGE(101, "22003", Blame.CALLER),
  /** A division by zero. */
  DIVISION_BY_ZERO(102, "22012", Blame.CALLER),
  /** A text is not a value of the type it is cast to. */
  INVALID_TEXT(103, "22P02", Blame.CALLER),
  /** An owner's database met a value that the query cannot be computed with. */
  DATA_ERROR(104, "22000", Blame.CALLER),

  /** A subquery that stands for one value gives several rows. */
  MORE_THAN_ONE_ROW(105, "21000", Blame.CALLER),
  /** A node did not answer in time, was stopped while it answered, or has never been seen. */
  NODE_MISSING(201, "P0201", Blame.PEER),
  /** A node refused for a reason that lies with the node. */
  NODE_FAILED(202, "P0202", Blame.PEER),
  /** A message of a peer is malformed, forged, expired or replayed. */
  PEER_REFUSED(203, "P0203", Blame.PEER),
  /** An answer would merge fewer owners than one of them demands. */
  TOO_FEW_OWNERS(204, "P0204", Blame.CALLER),
  /** A group has too few rows at one of the owners. */
  TOO_FEW_ROWS(205, "P0205", Blame.CALLER),
  /** An analyst has asked as many questions as an owner allows in a day. */
  QUESTIONS_USED_UP(206, "P0206", Blame.CALLER),
  /** The merged answer fails its checks: the cloud lost, repeated or altered something. */
  ANSWER_FORGED(301, "P0301", Blame.PEER),
  /** The action that merges failed, or could not be reached. */
  ACTION_FAILED(302, "P0302", Blame.PEER),
  /** The pipe failed, or could not be reached. */
  PIPE_FAILED(303, "P0303", Blame.PEER),
  /** A plan would send protected values out of their owner's node in the clear. */
  PLAINTEXT_WOULD_LEAVE(401, "P0401", Blame.PARLEY),
  /** Settings that cannot be used. */
  INVALID_SETTINGS(501, "F0000", Blame.CALLER),
  /** Data files that cannot be served. */
  INVALID_DATA(502, "22P04", Blame.CALLER),
  /** A port is in use, or a process could not be started. */
  CANNOT_START(503, "58000", Blame.CALLER),
  /** Somebody has cancelled it. */
  CANCELLED(601, "57014", Blame.CALLER),
  /** Wrong user or password. */
  WRONG_PASSWORD(602, "28P01", Blame.CALLER),
  /** The user, or the analyst, has not been granted. */
  NOT_GRANTED(603, "28000", Blame.CALLER),
  /** The gateway cannot be reached. */
  CANNOT_CONNECT(604, "08001", Blame.PEER),
  /** The connection is closed or was lost. */
  CONNECTION_LOST(605, "08006", Blame.PEER),
  /** Too many connections, or too much else that takes the place of others. */
  TOO_MANY(606, "53300", Blame.CALLER),
  /** It did not end in the time that it was given. */
  TIMED_OUT(607, "57014", Blame.CALLER),
  /** The gateway has closed a statement that was idle for too long, or that never was. */
  STATEMENT_LOST(608, "34000", Blame.CALLER),
  /** A user has as many statements open, or as many queries running, as one may. */
  LIMIT_REACHED(609, "53400", Blame.CALLER),
  /** Parley broke its own invariant. */
  INTERNAL(901, "XX000", Blame.PARLEY);

  /** Whom to call: decides log level, retry and who reads the hint. */
  public enum Blame {
    CALLER,
    PEER,
    PARLEY
  }

  private final int number;
  private final String sqlState;
  private final Blame blame;

  ErrorCode(int number, String sqlState, Blame blame) {
    this.number = number;
    this.sqlState = sqlState;
    this.blame = blame;
  }

  /** The number that JDBC calls the vendor code. */
  public int number() {
    return number;
  }

  /** The number as people read it: {@code P} and four digits. */
  public String vendorCode() {
    return String.format(Locale.ROOT, "P%04d", number);
  }

  /** Five characters, fit for {@link java.sql.SQLException#getSQLState()}. */
  public String sqlState() {
    return sqlState;
  }

  public Blame blame() {
    return blame;
  }

  /**
   * Returns the code of that number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ErrorCode ofNumber(int number) {
    for (ErrorCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    throw new IllegalArgumentException("Invalid error number: " + number);
  }
}
