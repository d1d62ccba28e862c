// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.Types;
import java.util.Arrays;
import java.util.List;

/** Which <code>{fn CONVERT(value, type)}</code> a gateway takes; JDBC 4.3, appendix C.5. */
final class Conversions {
  private static final List<Integer> NUMBERS =
      Arrays.asList(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DOUBLE);
  private static final List<Integer> TIMES = Arrays.asList(Types.DATE, Types.TIME, Types.TIMESTAMP);

  private Conversions() {}

  static boolean isKnown(int from, int to) {
    if (to == Types.VARCHAR) {
      return isText(from) || isNumber(from) || TIMES.contains(from) || from == Types.BOOLEAN;
    }
    if (NUMBERS.contains(to)) {
      return isText(from) || isNumber(from) || (from == Types.BOOLEAN && to == Types.INTEGER);
    }
    if (TIMES.contains(to)) {
      return isText(from) || from == to || isMoment(from, to);
    }
    return to == Types.BOOLEAN && (isText(from) || from == to || from == Types.INTEGER);
  }

  /** A day has no time; a timestamp has both, and a day is the beginning of one. */
  private static boolean isMoment(int from, int to) {
    return from == Types.TIMESTAMP || (from == Types.DATE && to == Types.TIMESTAMP);
  }

  private static boolean isText(int type) {
    return type == Types.VARCHAR || type == Types.CHAR;
  }

  private static boolean isNumber(int type) {
    return type == Types.DECIMAL || NUMBERS.contains(type);
  }
}
