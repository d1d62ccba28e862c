// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Refuses aliases within expressions of ORDER BY: in PostgreSQL such a name is a column of the
 * table, in Calcite the alias. Alone, an alias means the same to both.
 */
public final class OrderByCheck extends SqlBasicVisitor<Void> {

  private OrderByCheck() {}

  /**
   * Returns normally if every name in ORDER BY means what it means in PostgreSQL.
   *
   * @throws ParleyException AMBIGUOUS_COLUMN
   */
  public static void check(SqlNode query) {
    query.accept(new OrderByCheck());
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlOrderBy order && order.query instanceof SqlSelect select) {
      Set<String> renaming = renaming(select);
      order.orderList.forEach(item -> checkItem(item, renaming));
    }
    return super.visit(call);
  }

  private static void checkItem(SqlNode item, Set<String> renaming) {
    SqlNode key = item;
    while (Set.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST)
        .contains(key.getKind())) {
      key = ((SqlCall) key).operand(0);
    }
    if (key instanceof SqlIdentifier) {
      return;
    }
    key.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier name) {
            if (name.isSimple() && renaming.contains(name.getSimple())) {
              throw ambiguous(name.getSimple());
            }
            return super.visit(name);
          }
        });
  }

  /** The aliases that are not just the name of the column that they stand for. */
  private static Set<String> renaming(SqlSelect select) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS
          && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
          && !isNamed(((SqlCall) item).operand(0), alias.getSimple())) {
        names.add(alias.getSimple());
      }
    }
    return names;
  }

  private static boolean isNamed(SqlNode item, String name) {
    return item instanceof SqlIdentifier id
        && !id.isStar()
        && id.names
            .get(id.names.size() - 1)
            .toLowerCase(Locale.ROOT)
            .equals(name.toLowerCase(Locale.ROOT));
  }

  private static ParleyException ambiguous(String name) {
    return new ParleyException(
        ErrorCode.AMBIGUOUS_COLUMN,
        "'%s' within an expression of ORDER BY could mean the alias or a column".formatted(name),
        "Sort by the alias alone, or write the name of the table before the column.");
  }
}
