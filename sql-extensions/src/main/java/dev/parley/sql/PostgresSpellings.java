// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL reads, and Calcite's grammar does not, or reads as something else. */
final class PostgresSpellings {
  private static final String CEILING = "CEILING";
  private static final String DATE_TRUNC = "DATE_TRUNC";
  private static final Pattern SOME_NAME =
      Pattern.compile("\\b(" + CEILING + "|" + DATE_TRUNC + ")\\b", Pattern.CASE_INSENSITIVE);

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

  /**
   * Gives CEILING its name back: the parser reads CEIL, and a column would be called so. And gives
   * columns named as units theirs: of {@code DATE_TRUNC('month', day)} it reads the day as a unit.
   */
  static SqlNode withNames(SqlNode statement, String sql) {
    if (!SOME_NAME.matcher(sql).find()) {
      return statement;
    }
    SqlNode named =
        statement.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                SqlNode visited = super.visit(call);
                return visited instanceof SqlCall c ? named(c, sql) : visited;
              }
            });
    return named == null ? statement : named;
  }

  private static SqlNode named(SqlCall call, String sql) {
    if (isCeiling(call, sql)) {
      return ceiling(call);
    }
    boolean truncates =
        call.getOperator().getName().equalsIgnoreCase(DATE_TRUNC) && call.operandCount() == 2;
    if (truncates
        && call.operand(0) instanceof SqlLiteral
        && call.operand(1) instanceof SqlIntervalQualifier column) {
      SqlParserPos position = column.getParserPosition();
      SqlNode name = new SqlIdentifier(written(position, sql), position);
      return call.getOperator().createCall(call.getParserPosition(), call.operand(0), name);
    }
    return call;
  }

  private static String written(SqlParserPos position, String sql) {
    int from = index(position, sql);
    return sql.substring(from, from + position.getEndColumnNum() - position.getColumnNum() + 1);
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
