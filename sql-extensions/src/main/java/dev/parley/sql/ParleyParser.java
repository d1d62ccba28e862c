// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.parser.generated.ParleySqlParserImpl;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/** Reads one SQL statement; names keep the case in which they are written. */
public final class ParleyParser {
  private static final int MAX_IDENTIFIER = 128;
  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withParserFactory(ParleySqlParserImpl.FACTORY)
          .withConformance(ParleyConformance.INSTANCE)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withQuotedCasing(Casing.UNCHANGED)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(MAX_IDENTIFIER);

  private ParleyParser() {}

  /**
   * Parses {@code sql}: one statement, which a semicolon may end.
   *
   * @throws ParleyException SYNTAX_ERROR with the position; READ_ONLY for anything that would write
   */
  public static SqlNode parse(String sql) {
    StatementText.check(sql);
    String read = PostgresSpellings.withUnits(JdbcEscapes.unwrapped(sql));
    SqlNodeList statements;
    try {
      statements = SqlParser.create(read, CONFIG).parseStmtList();
    } catch (SqlParseException e) {
      throw SyntaxErrors.of(e);
    } catch (StackOverflowError e) {
      throw SyntaxErrors.nestedTooDeeply();
    }
    if (statements.size() != 1) {
      throw SyntaxErrors.notOneStatement(statements.size());
    }
    SqlNode statement = statements.get(0);
    requireReading(statement);
    StatementSize.check(statement);
    return PostgresSpellings.withNames(statement, read);
  }

  private static void requireReading(SqlNode statement) {
    SqlNode inner = statement instanceof SqlExplain e ? e.getExplicandum() : statement;
    if (inner.isA(SqlKind.DML)
        || (inner.isA(SqlKind.DDL) && inner.getKind() != SqlKind.SET_OPTION)
        || inner.getKind() == SqlKind.PROCEDURE_CALL) {
      throw StatementText.readOnly(inner.getKind().sql);
    }
    if (inner.getKind() == SqlKind.DESCRIBE_TABLE || inner.getKind() == SqlKind.DESCRIBE_SCHEMA) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "DESCRIBE is not supported",
          "Ask JDBC's DatabaseMetaData for tables and columns.");
    }
  }
}
