// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL reads, and Calcite's grammar does not, or reads as something else. */
final class PostgresSpellings {
  private static final String CEILING = "CEILING";
  private static final Pattern SOME_CEILING =
      Pattern.compile("\\b" + CEILING + "\\b", Pattern.CASE_INSENSITIVE);

  /** Quotes and comments are passed over; the group is an interval whose unit is not named. */
  private static final Pattern INTERVAL =
      Pattern.compile(
          "\"[^\"]*+\"?+|(?:--|//)[^\\n\\r]*+|/\\*(?!\\+)[\\s\\S]*?\\*/"
              + "|(\\bINTERVAL\\s*+[+-]?+\\s*+'[^']*+'(?!\\s*+(?:YEAR|QUARTER|MONTH|WEEK|DAY|HOUR"
              + "|MINUTE|SECOND)S?+\\b))"
              + "|'[^']*+'?+",
          Pattern.CASE_INSENSITIVE);

  private PostgresSpellings() {}

  /**
   * Writes a unit behind {@code INTERVAL '3 days'}, since the grammar wants one. The text goes on
   * saying which ones are meant; PostgreSQL, too, takes seconds where it does not.
   */
  static String withUnits(String sql) {
    return INTERVAL.matcher(sql).replaceAll(part -> part.group(1) == null ? "$0" : "$0 SECOND");
  }

  /** Gives CEILING its name back: the parser reads CEIL, and a column would be called so. */
  static SqlNode withNames(SqlNode statement, String sql) {
    if (!SOME_CEILING.matcher(sql).find()) {
      return statement;
    }
    SqlNode named =
        statement.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                SqlNode visited = super.visit(call);
                return visited instanceof SqlCall c && isCeiling(c, sql) ? ceiling(c) : visited;
              }
            });
    return named == null ? statement : named;
  }

  private static boolean isCeiling(SqlCall call, String sql) {
    return call.getKind() == SqlKind.CEIL
        && call.operandCount() == 1
        && sql.regionMatches(
            true, index(call.getParserPosition(), sql), CEILING, 0, CEILING.length());
  }

  private static int index(SqlParserPos position, String sql) {
    int line = 0;
    for (int i = 1; i < position.getLineNum(); i++) {
      line = sql.indexOf('\n', line) + 1;
    }
    return line + position.getColumnNum() - 1;
  }

  private static SqlNode ceiling(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return new SqlUnresolvedFunction(
            new SqlIdentifier(CEILING, position),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(position, call.getOperandList());
  }
}
