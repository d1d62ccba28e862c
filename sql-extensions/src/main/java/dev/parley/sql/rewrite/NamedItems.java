// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Gives every nameless item of a select list the alias by which PostgreSQL would know it. */
final class NamedItems extends SqlShuttle {

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlSelect select) {
      SqlSelect named = (SqlSelect) select.clone(select.getParserPosition());
      named.setSelectList(named(select.getSelectList()));
      return named;
    }
    return visited;
  }

  private static SqlNodeList named(SqlNodeList items) {
    List<SqlNode> named = new ArrayList<>();
    for (SqlNode item : items) {
      named.add(isNamed(item) ? item : alias(item));
    }
    return new SqlNodeList(named, items.getParserPosition());
  }

  private static boolean isNamed(SqlNode item) {
    boolean column = item instanceof SqlIdentifier name && !StatementTime.isMeant(name);
    return column || item.getKind() == SqlKind.AS;
  }

  private static SqlNode alias(SqlNode item) {
    SqlParserPos position = item.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        position, item, new SqlIdentifier(Labels.of(item), position.withQuoting(true)));
  }
}
