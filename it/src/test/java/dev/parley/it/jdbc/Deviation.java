// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.util.regex.Pattern;

/**
 * Where our driver gives something else than pgjdbc, and why. Any other difference fails;
 * docs/jdbc.md tells users of these.
 */
public enum Deviation {
  NAMES_OF_TYPES(
      "getColumnTypeName of .*",
      ".* (?:int2()|int4()|int8()|numeric()|float8()|bool()|varchar()|text()|bpchar()|date()"
          + "|timestamp()|bytea()|time())",
      ".* (?:SMALLINT\\1|INTEGER\\2|BIGINT\\3|DECIMAL\\4|DOUBLE\\5|BOOLEAN\\6|VARCHAR\\7"
          + "|VARCHAR\\8|CHAR\\9|DATE\\10|TIMESTAMP\\11|VARBINARY\\12|TIME\\13)",
      "types have the SQL standard's names"),
  DECIMAL(
      "getColumnType of .*", ".* 2", ".* 3", "DECIMAL is what the standard calls NUMERIC as well"),
  BOOLEAN("getColumnType of .*", ".* -7", ".* 16", "JDBC 4.3, Table B-1: boolean is BOOLEAN"),
  VARBINARY("getColumnType of .*", ".* -2", ".* -3", "byte strings have no fixed length"),
  LENGTH_OF_DATES(
      "get(Precision|ColumnDisplaySize) of .*, column .*",
      ".* 13",
      ".* 10",
      "years have four digits"),
  DIGITS_OF_DOUBLES(
      "getScale of .*", ".* 17", ".* 0", "no digits of a DOUBLE are those after the point"),
  DIGITS_OF_EXPRESSIONS(
      "get(?:Precision() of expressions|Scale() of expressions, column avg"
          + "|ColumnDisplaySize() of expressions)",
      ".* (?:0\\1|0\\2|131089\\3)",
      ".* (?:2\\1|38\\1|16\\2|3\\3|39\\3|40\\3)",
      "expressions have a precision and a scale here"),
  NULLABILITY(
      "isNullable of expressions", ".* 2", ".* [01]", "it is known here of expressions as well"),
  READ_ONLY(
      "is(?:ReadOnly()|Writable()) of .*",
      ".* (?:false\\1|true\\2)",
      ".* (?:true\\1|false\\2)",
      "nothing can be written"),
  SCHEMAS(
      "getSchemaName of samples, column .*", ".* ", ".* FEDERATION", "results tell their schemas"),
  NATIONAL(
      "getN(?:String()|Clob()|CharacterStream()) of .*",
      "not supported 0A000",
      "null, was NULL|java.lang.String \\1.*|clob \\2.*|reader \\3.*",
      "they are as the getters without N"),
  CLOBS("getClob of .*", "error (22003|25P01)", "clob .*", "a text is no number of a large object"),
  BLOBS("getBlob of raw", "error .*", "blob .*", "bytes are a BLOB, and no number of one"),
  BLOB_PARAMETERS(
      "set(Blob|Null as BLOB).*",
      "error .*",
      "bytes .*|null",
      "bytes are a BLOB, and no number of one"),
  HANDLES(
      "get(?:Blob of (?!raw)|Array() of ).*",
      "handle|error 22003|null, was NULL\\1",
      "not supported 0A000",
      "a value is no number of a large object, and no array"),
  NUMBERS_OF_BOOLEANS(
      "get(Byte|Short|Int|Long|Float|Double|BigDecimal).* of flag",
      "error 22003",
      ".* [01](\\.0*)?",
      "JDBC 4.3, Table B-6 has them"),
  EMPTY_NUMBERS("getByte of note, row 4", ".* 0", "error 22003", "an empty text is no number"),
  CLASSES(
      "getObject\\((?:Object()|byte\\[]()|Calendar()|((?!Thread|Instant|ZonedDateTime).*))\\) of .*",
      "error (22023|42821)",
      "null, was NULL|(?:java\\..*|bytes) \\1.*|bytes \\2.*|calendar \\3.*|java\\.[a-z]+\\.\\4 .*"
          + "|error (22003|22007|42846)",
      "a class is what the getter for it gives"),
  CRASHES(
      "get(?:Date(?:\\(Calendar\\))?()|Object\\(UUID\\)()) of .*",
      "crash",
      "error 22007\\1|java.sql.Date .*\\1|error 22023\\2",
      "pgjdbc throws an unchecked exception"),
  BAD_DAYS(
      "setString of no (day|time) as .*",
      "error 22008",
      "error 22P02",
      "every text that fits not is one"),
  BAD_BYTES(
      "setString of no bytes as .*",
      "error 22023",
      "error 22P02",
      "every text that fits not is one"),
  BAD_OBJECTS(
      "setObject of String .*",
      "error (07006|42846|22007)",
      "error (22P02|22003)",
      "the state says what is wrong with the value"),
  WALL_CLOCKS(
      "setObject of (String 10:00|LocalDateTime .*) as 92 as .*",
      "error 22007",
      "java.sql.Time .*",
      "JDBC 4.3, Table B-5 has them, and seconds may be left out"),
  NO_CLOCKS(
      "setObject of ((Date|LocalDate|Integer) .* as 92|LocalTime .* as 93) as .*",
      "java.sql.Time .*|error 22007",
      "not supported 0A000|error 07006",
      "JDBC 4.3, Table B-5 has no such conversion"),
  ZONED_CLOCKS(
      "setObject of OffsetTime as .*",
      "java.sql.Time .*",
      "not supported 0A000",
      "there is no TIME WITH TIME ZONE, and no zone is dropped"),
  UNKNOWN_TYPES(
      "setObject of .* as 4711 .*", "error 07006", "not supported 0A000", "as its Javadoc says"),
  JDBC_TYPES(
      "setObject with a JDBCType as INTEGER",
      "not supported 0A000",
      "java.lang.Integer 42",
      "JDBC 4.3, 13.2.2.3"),
  BATCHES(
      "a batch of (prepared )?queries",
      ".* ran [12], then 0",
      ".* refused 0100E \\[(-3|-3, -3)], then 0",
      "JDBC 4.3, 14.1.3: a command that gives rows is an error"),
  COMPLETION(
      "a second run of a (prepared )?statement that closes on completion",
      "error 55000",
      ".* true false true, 3 rows",
      "its Javadoc: a run that closes the result before does not close the statement"),
  CLOSED_STATEMENTS(
      "(get(Connection|FetchSize|FetchDirection|MaxFieldSize|ResultSet(Type|Concurrency|Holdability)"
          + "|ParameterMetaData)|setFetchDirection(\\(int\\))?|cancel|clear(Batch|Parameters|Warnings)"
          + "|(isC|c)loseOnCompletion) of a closed statement",
      "java\\.lang\\..*",
      "error 55000",
      "JDBC: an SQLException if this method is called on a closed Statement"),
  OTHER_SQL(
      "executeLargeUpdate of a prepared statement",
      "error 0100E",
      "error 42809",
      "as of executeUpdate: a prepared statement takes no other SQL"),
  FETCH_SIZES(
      "getFetchSize of a (new|prepared) statement",
      ".* 0",
      ".* 2000",
      "nobody has to hold a whole result"),
  HOLDABILITY(
      "getResultSetHoldability of a (new|prepared) statement",
      ".* 2",
      ".* 1",
      "no result ends with a commit");

  /** What no name and no outcome has in it. */
  private static final String NEXT = "\u0000";

  private final Pattern expected;
  private final Pattern pattern;
  private final String reason;

  /**
   * @param checks matches the names of the checks, or those with ", " and the place behind them;
   *     what it groups, the others may refer to
   * @param pgjdbc matches what pgjdbc gives in them
   * @param ours matches what our drivers give then
   */
  Deviation(String checks, String pgjdbc, String ours, String reason) {
    String theirs = "(?:%s)(?:, .*)?%s(?:%s)".formatted(checks, NEXT, pgjdbc);
    this.expected = Pattern.compile(theirs, Pattern.DOTALL);
    this.pattern = Pattern.compile(theirs + "%s(?:%s)".formatted(NEXT, ours), Pattern.DOTALL);
    this.reason = reason;
  }

  /** Whether our driver has to give something else than pgjdbc. */
  boolean expects(String check, Outcome theirs) {
    return expected.matcher(check + NEXT + theirs.text()).matches();
  }

  /** Whether it is why our driver gives something else than pgjdbc. */
  boolean covers(String check, Outcome theirs, Outcome parley) {
    return pattern.matcher(check + NEXT + theirs.text() + NEXT + parley.text()).matches();
  }

  /** Why it is so. */
  public String reason() {
    return reason;
  }
}
