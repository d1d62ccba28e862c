// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import java.util.List;
import java.util.Set;

/** Every column that a node is asked about is published there, with the use that is made of it. */
public final class ColumnsHaveTheirUses implements PlanGuard {

  @Override
  public void check(PlanStep root, FederationCatalog catalog) {
    Steps.of(root, NodeQuery.class).forEach(query -> checkQuery(query, catalog));
  }

  private static void checkQuery(NodeQuery step, FederationCatalog catalog) {
    NodeId node = step.at().node();
    CanonicalQuery query = step.query();
    FederatedTable table =
        catalog.tables(node.value()).stream()
            .filter(t -> t.name().equalsIgnoreCase(query.table()))
            .findFirst()
            .orElseThrow(() -> broken("node '%s' has not published its table".formatted(node)));
    query.groupBy().forEach(column -> require(table, node, column.name(), Use.GROUP));
    query
        .aggregations()
        .forEach(
            aggregation ->
                aggregation.argument().ifPresent(a -> requireAll(table, node, a, Use.AGGREGATE)));
    query.where().ifPresent(where -> requireAll(table, node, where, Use.FILTER));
  }

  private static void requireAll(
      FederatedTable table, NodeId node, Expression expression, Use use) {
    expression.accept(new ColumnNames()).forEach(column -> require(table, node, column, use));
  }

  private static void require(FederatedTable table, NodeId node, String column, Use use) {
    boolean allowed =
        table
            .column(column)
            .filter(c -> c.usesByNode().getOrDefault(node, Set.of()).contains(use))
            .isPresent();
    if (!allowed) {
      throw broken(
          "node '%s' does not allow column '%s' the use '%s'".formatted(node, column, use.word()));
    }
  }

  private static ParleyException broken(String fact) {
    return new ParleyException(
        ErrorCode.USE_FORBIDDEN,
        "The plan breaks a promise: " + fact,
        "Report this statement; nothing was asked of any node.");
  }

  /** The columns that an expression reads. */
  private static final class ColumnNames implements Expression.Visitor<List<String>> {

    @Override
    public List<String> column(Expression.Column column) {
      return List.of(column.name());
    }

    @Override
    public List<String> number(Expression.NumberLiteral literal) {
      return List.of();
    }

    @Override
    public List<String> text(Expression.TextLiteral literal) {
      return List.of();
    }

    @Override
    public List<String> truth(Expression.BooleanLiteral literal) {
      return List.of();
    }

    @Override
    public List<String> date(Expression.DateLiteral literal) {
      return List.of();
    }

    @Override
    public List<String> timestamp(Expression.TimestampLiteral literal) {
      return List.of();
    }

    @Override
    public List<String> call(Expression.Call call) {
      return call.operands().stream().flatMap(o -> o.accept(this).stream()).toList();
    }
  }
}
