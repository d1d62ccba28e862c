// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where our driver gives something else than pgjdbc, and why. Any other difference fails;
 * docs/jdbc.md tells users of these.
 */
public enum Deviation {
  NAMES_OF_TYPES("getColumnTypeName of .*", ".*", ".*", "types have the SQL standard's names"),
  DECIMAL(
      "getColumnType of .*", ".* 2", ".* 3", "DECIMAL is what the standard calls NUMERIC as well"),
  BOOLEAN("getColumnType of .*", ".* -7", ".* 16", "JDBC 4.3, Table B-1: boolean is BOOLEAN"),
  VARBINARY("getColumnType of .*", ".* -2", ".* -3", "byte strings have no fixed length"),
  LENGTH_OF_DATES(
      "get(Precision|ColumnDisplaySize) of .*", ".* 13", ".* 10", "years have four digits"),
  DIGITS_OF_DOUBLES(
      "getScale of .*", ".* 17", ".* 0", "no digits of a DOUBLE are those after the point"),
  DIGITS_OF_EXPRESSIONS(
      "get(Precision|Scale|ColumnDisplaySize) of expressions",
      ".*",
      ".*",
      "expressions have a precision and a scale here"),
  NULLABILITY(
      "isNullable of expressions", ".* 2", ".* [01]", "it is known here of expressions as well"),
  READ_ONLY("is(ReadOnly|Writable) of .*", ".*", ".*", "nothing can be written"),
  TABLES("getTableName of samples", ".*", ".*", "results do not tell their tables"),
  NATIONAL("getN.*", "not supported .*", ".*", "they are as the getters without N"),
  CLOBS("getClob of .*", "error .*", "clob .*", "a text is no number of a large object"),
  BLOBS("getBlob of raw", "error .*", "blob .*", "bytes are a BLOB, and no number of one"),
  BLOB_PARAMETERS(
      "set(Blob|Null as BLOB).*",
      "error .*",
      "bytes .*|null",
      "bytes are a BLOB, and no number of one"),
  HANDLES(
      "get(Blob|Array) of .*",
      ".*",
      "not supported 0A000",
      "a value is no number of a large object, and no array"),
  NUMBERS_OF_BOOLEANS(
      "get(Byte|Short|Int|Long|Float|Double|BigDecimal).* of flag",
      "error 22003",
      ".* [01](.0*)?",
      "JDBC 4.3, Table B-6 has them"),
  EMPTY_NUMBERS("getByte of note", ".* 0", "error 22003", "an empty text is no number"),
  CLASSES(
      "getObject\\(.*\\) of .*",
      "error (22023|42821)",
      ".*",
      "a class is what the getter for it gives"),
  CRASHES(".*", "crash", ".*", "pgjdbc throws an unchecked exception"),
  BAD_DAYS(
      "setString of no day as .*", "error 22008", "error 22P02", "every text that fits not is one"),
  BAD_BYTES(
      "setString of no bytes as .*",
      "error 22023",
      "error 22P02",
      "every text that fits not is one"),
  BAD_OBJECTS(
      "setObject of .*",
      "error (07006|42846)",
      "error (22P02|22003)",
      "the state says what is wrong with the value"),
  UNKNOWN_TYPES(
      "setObject of .* as 4711 .*", "error 07006", "not supported 0A000", "as its Javadoc says"),
  JDBC_TYPES("setObject with a JDBCType as .*", "not supported .*", ".*", "JDBC 4.3, 13.2.2.3");

  private final Pattern checks;
  private final Pattern pgjdbc;
  private final Pattern ours;
  private final String reason;

  Deviation(String checks, String pgjdbc, String ours, String reason) {
    this.checks = Pattern.compile(checks);
    this.pgjdbc = Pattern.compile(pgjdbc, Pattern.DOTALL);
    this.ours = Pattern.compile(ours, Pattern.DOTALL);
    this.reason = reason;
  }

  /** Returns the deviation that covers a difference, if one does. */
  static Optional<Deviation> of(String check, Outcome pgjdbc, Outcome ours) {
    return Arrays.stream(values()).filter(d -> d.covers(check, pgjdbc, ours)).findFirst();
  }

  private boolean covers(String check, Outcome theirs, Outcome parley) {
    return checks.matcher(check).matches()
        && pgjdbc.matcher(theirs.text()).matches()
        && ours.matcher(parley.text()).matches();
  }

  /** Why it is so. */
  public String reason() {
    return reason;
  }
}
