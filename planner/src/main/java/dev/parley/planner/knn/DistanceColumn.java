// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.knn;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes DISTANCE, in a query with the condition KNN, as the distance that is meant; a column of
 * this name comes first.
 */
public final class DistanceColumn extends SqlShuttle {
  private static final String NAME = "DISTANCE";
  private static final String KNN = "KNN";

  private final FederationCatalog catalog;

  private DistanceColumn(FederationCatalog catalog) {
    this.catalog = catalog;
  }

  /** Returns {@code query}, which was just parsed, without DISTANCE. */
  public static SqlNode of(SqlNode query, FederationCatalog catalog) {
    SqlNode written = query.accept(new DistanceColumn(catalog));
    if (written == null) {
      throw new IllegalStateException("A rewrite removed the query");
    }
    return written;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
      return distance(select).<SqlNode>map(d -> ordered(ordered, d)).orElse(ordered);
    }
    if (visited instanceof SqlSelect select) {
      distance(select).ifPresent(distance -> selected(select, distance));
    }
    return visited;
  }

  private static SqlNode ordered(SqlOrderBy ordered, SqlNode distance) {
    return new SqlOrderBy(
        ordered.getParserPosition(),
        ordered.query,
        replaced(ordered.orderList, distance, false),
        ordered.offset,
        ordered.fetch);
  }

  private static void selected(SqlSelect select, SqlNode distance) {
    select.setSelectList(replaced(select.getSelectList(), distance, true));
  }

  private static SqlNodeList replaced(SqlNodeList items, SqlNode distance, boolean named) {
    SqlNodeList replaced = new SqlNodeList(items.getParserPosition());
    for (SqlNode item : items) {
      SqlNode written = item.accept(new Replacing(distance));
      if (written == null) {
        throw new IllegalStateException("A rewrite removed an item");
      }
      replaced.add(
          named && isDistance(item)
              ? SqlStdOperatorTable.AS.createCall(
                  item.getParserPosition(),
                  written,
                  new SqlIdentifier(last((SqlIdentifier) item), item.getParserPosition()))
              : written);
    }
    return replaced;
  }

  private static final class Replacing extends SqlShuttle {
    private final SqlNode distance;

    private Replacing(SqlNode distance) {
      this.distance = distance;
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      return isDistance(name) ? SqlNode.clone(distance) : name;
    }

    /** A query within has a DISTANCE of its own, or none. */
    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      return call.isA(SqlKind.QUERY) ? call : super.visit(call);
    }
  }

  private static boolean isDistance(SqlNode node) {
    return node instanceof SqlIdentifier name
        && name.names.size() <= 2
        && last(name).equalsIgnoreCase(NAME);
  }

  private static String last(SqlIdentifier name) {
    return name.names.get(name.names.size() - 1);
  }

  /** The distance by which rows are near; empty if that is not asked, or is a column's name. */
  private Optional<SqlNode> distance(SqlSelect select) {
    SqlNode from = select.getFrom();
    if (from == null || hasColumn(from)) {
      return Optional.empty();
    }
    Optional<SqlCall> where = Optional.ofNullable(select.getWhere()).flatMap(DistanceColumn::knn);
    return where
        .or(() -> ofJoin(from))
        .map(
            knn ->
                new SqlBasicCall(
                    new SqlUnresolvedFunction(
                        new SqlIdentifier("ST_DISTANCE", SqlParserPos.ZERO),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION),
                    List.of(knn.operand(0), knn.operand(1)),
                    knn.getParserPosition()));
  }

  private static Optional<SqlCall> ofJoin(SqlNode from) {
    if (!(from instanceof SqlJoin join)) {
      return Optional.empty();
    }
    return Optional.ofNullable(join.getCondition())
        .flatMap(DistanceColumn::knn)
        .or(() -> ofJoin(join.getLeft()))
        .or(() -> ofJoin(join.getRight()));
  }

  private static Optional<SqlCall> knn(SqlNode condition) {
    if (!(condition instanceof SqlCall call)) {
      return Optional.empty();
    }
    if (call.getKind() == SqlKind.AND) {
      return call.getOperandList().stream().flatMap(c -> knn(c).stream()).findFirst();
    }
    return call.getOperator().getName().equalsIgnoreCase(KNN) && call.operandCount() == 3
        ? Optional.of(call)
        : Optional.empty();
  }

  private boolean hasColumn(SqlNode from) {
    if (from instanceof SqlJoin join) {
      return hasColumn(join.getLeft()) || hasColumn(join.getRight());
    }
    boolean renamed = from.getKind() == SqlKind.AS;
    List<SqlNode> parts = renamed ? ((SqlCall) from).getOperandList() : List.of(from);
    SqlNode source = parts.get(0);
    if (source.isA(SqlKind.QUERY)) {
      return isNamed(source, parts);
    }
    if (!(source instanceof SqlIdentifier name)) {
      return true; // whatever it has, it is not the table of KNN
    }
    String schema = name.names.size() == 2 ? name.names.get(0) : FederationCatalog.DEFAULT_SCHEMA;
    return catalog.schemas().stream()
        .filter(schema::equalsIgnoreCase)
        .flatMap(known -> catalog.tables(known).stream())
        .filter(table -> table.name().equalsIgnoreCase(last(name)))
        .anyMatch(DistanceColumn::hasColumn);
  }

  /** Whether a list has such a column, by the names that it gives or is given. */
  private static boolean isNamed(SqlNode list, List<SqlNode> parts) {
    if (parts.size() > 2) {
      return parts.subList(2, parts.size()).stream().anyMatch(DistanceColumn::isDistance);
    }
    if (list.isA(SqlKind.SET_QUERY)) {
      return isNamed(((SqlCall) list).operand(0), parts);
    }
    return list instanceof SqlSelect select
        && select.getSelectList().stream()
            .map(item -> item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item)
            .anyMatch(item -> isDistance(item) || isStar(item));
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar();
  }

  private static boolean hasColumn(FederatedTable table) {
    return table.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(NAME));
  }
}
