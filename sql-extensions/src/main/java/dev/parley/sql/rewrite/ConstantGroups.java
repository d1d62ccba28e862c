// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Groups by a constant where GROUP BY names a number that is no position, as Tableau does: Calcite
 * would cut {@code 1.1000000000000001} to the position 1. One group, or none if there is no row.
 */
final class ConstantGroups extends SqlShuttle {

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlSelect select && select.getGroup() != null) {
      select.setGroupBy(constant(select.getGroup()));
    }
    return visited;
  }

  private static SqlNodeList constant(SqlNodeList group) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : group) {
      boolean number = item instanceof SqlNumericLiteral literal && !literal.isInteger();
      items.add(number ? SqlLiteral.createCharString("", item.getParserPosition()) : item);
    }
    return new SqlNodeList(items, group.getParserPosition());
  }
}
