// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/**
 * How much there is to plan in a statement: planning takes time in the square of that, but for the
 * rows of VALUES, of which there may be as many as a statement is long.
 */
final class StatementSize {
  private static final int MAX_PARTS = 10_000;

  /** As many as PostgreSQL allows. */
  private static final int MAX_ITEMS = 1_664;

  private StatementSize() {}

  /** A node of the syntax tree, and whether it counts. */
  private record Part(SqlNode node, boolean counts) {}

  static void check(SqlNode statement) {
    int parts = 0;
    Deque<Part> open = new ArrayDeque<>(List.of(new Part(statement, true)));
    while (!open.isEmpty()) {
      SqlNode node = open.peek().node();
      boolean counts = open.pop().counts() || node.isA(SqlKind.QUERY);
      if (counts && ++parts > MAX_PARTS) {
        throw tooMuch("names, values and operators outside the rows of VALUES", MAX_PARTS);
      }
      if (node.getKind() == SqlKind.ROW && ((SqlCall) node).operandCount() > MAX_ITEMS) {
        throw tooMuch("columns in a row of VALUES", MAX_ITEMS);
      }
      if (node instanceof SqlSelect select && select.getSelectList().size() > MAX_ITEMS) {
        throw tooMuch("columns in a SELECT", MAX_ITEMS);
      }
      boolean within = counts && node.getKind() != SqlKind.VALUES;
      inside(node).stream()
          .filter(Objects::nonNull)
          .forEach(part -> open.push(new Part(part, within)));
    }
  }

  private static Collection<SqlNode> inside(SqlNode node) {
    if (node instanceof SqlCall call) {
      return call.getOperandList();
    }
    return node instanceof SqlNodeList list ? list.getList() : List.of();
  }

  private static ParleyException tooMuch(String what, int most) {
    return new ParleyException(
        ErrorCode.SYNTAX_ERROR,
        "The statement has more than %,d %s".formatted(most, what),
        "Ask for less at once; a long list of values can be the rows of a VALUES to join with.");
  }
}
