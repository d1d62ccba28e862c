// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.node.database.GrantedTable;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.ColumnUses;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.ListedQuery;
import dev.parley.protocol.sql.RowQuery;
import dev.parley.protocol.sql.RowQuery.Extreme;
import dev.parley.protocol.sql.RowQuery.SortKey;
import dev.parley.protocol.sql.StableDoubles;
import dev.parley.protocol.sql.Typing;
import java.util.List;

/**
 * Holds a sub-query against what its owner allows: the table, each column in each of its uses, each
 * expression, each number that is to be returned. What is not allowed is an error that names it.
 */
public final class PolicyCheck {
  private static final int MAX_ITEMS = 256;
  private static final int MAX_SLOTS = 1024;

  private final NodeId node;
  private final List<GrantedTable> tables;

  public PolicyCheck(NodeId node, List<GrantedTable> tables) {
    this.node = node;
    this.tables = List.copyOf(tables);
  }

  /**
   * Returns the query together with the table that it asks.
   *
   * @throws ParleyException if it, or one of {@code slots}, is not allowed
   */
  public CheckedQuery check(CanonicalQuery query, SubQuery asked) {
    CheckedQuery checked = check(query, asked.slots());
    new SlotCheck(node, checked.typing()).requireRound(query, asked);
    if (asked.places().isPresent() != ListedQuery.isListed(query)) {
      throw new ParleyException(
          ErrorCode.PEER_REFUSED,
          "Node '%s' refuses a sub-query: it reads a list that is not there, or has one too many"
              .formatted(node),
          "Run a gateway of the same version as the nodes.");
    }
    return new CheckedQuery(query, checked.table(), checked.slots(), asked.places());
  }

  /**
   * Returns the query together with the table that it asks, whatever round it is of.
   *
   * @throws ParleyException if it, or one of {@code slots}, is not allowed
   */
  public CheckedQuery check(CanonicalQuery query, List<Slot> slots) {
    GrantedTable table =
        tables.stream()
            .filter(t -> t.published().name().equalsIgnoreCase(query.table()))
            .findFirst()
            .orElseThrow(() -> unknownTable(query.table()));
    ColumnGrants grants = new ColumnGrants(node, table);
    ColumnUses.of(query, new Typing(grants::type))
        .forEach((column, uses) -> uses.forEach(use -> grants.require(column, use)));
    ExpressionCheck expressions = new ExpressionCheck(grants);
    if (query instanceof AggregateQuery aggregates) {
      requireAggregates(aggregates, slots, expressions);
    } else if (query instanceof RowQuery rows) {
      requireRows(rows, slots, expressions);
    } else if (query instanceof BestQuery best) {
      requireBest(best, expressions);
    }
    query.where().ifPresent(expressions::requireCondition);
    return new CheckedQuery(query, table, slots);
  }

  private void requireAggregates(
      AggregateQuery query, List<Slot> slots, ExpressionCheck expressions) {
    requireSize(query.groupBy().size() + query.aggregations().size(), slots, expressions);
    for (Expression key : query.groupBy()) {
      ColumnType type = expressions.requireValue(key, "groups");
      if (!StableDoubles.isStable(key, type)) {
        throw expressions.notSupported("groups by a DOUBLE that is computed");
      }
    }
    for (Aggregation aggregation : query.aggregations()) {
      aggregation.argument().ifPresent(x -> requireArgument(aggregation, x, expressions));
    }
    new SlotCheck(node, expressions.typing()).require(slots, query.aggregations());
  }

  private static void requireArgument(
      Aggregation aggregation, Expression argument, ExpressionCheck expressions) {
    ColumnType type = expressions.requireValue(argument, "aggregates");
    if (aggregation.isSum() && !type.isNumeric()) {
      throw expressions.notSupported("sums of %s".formatted(type.kind()));
    }
  }

  private static void requireRows(RowQuery query, List<Slot> slots, ExpressionCheck expressions) {
    int items = query.items().size() + query.extremes().size() + query.order().size();
    requireSize(items, slots, expressions);
    query.items().forEach(item -> expressions.requireValue(item, "rows"));
    for (Extreme extreme : query.extremes()) {
      ColumnType type = expressions.requireValue(extreme.argument(), extreme.function().name());
      if (type.kind() == Kind.BOOLEAN || type.kind() == Kind.VARBINARY) {
        throw expressions.notSupported("%s of %s".formatted(extreme.function(), type.kind()));
      }
    }
    for (SortKey key : query.order()) {
      expressions.requireValue(key.key(), "an order");
      if (query.distinct() && !query.items().contains(key.key())) {
        throw expressions.notSupported("an order of distinct rows by what they do not show");
      }
    }
    if (!slots.isEmpty()) {
      throw expressions.notSupported("slots for rows, which have no sums");
    }
  }

  private static void requireBest(BestQuery query, ExpressionCheck expressions) {
    requireSize(query.items().size(), List.of(), expressions);
    query.items().forEach(item -> expressions.requireValue(item, "rows"));
    expressions.requireValue(query.score(), "an order");
  }

  private static void requireSize(int items, List<Slot> slots, ExpressionCheck expressions) {
    if (items > MAX_ITEMS || slots.size() > MAX_SLOTS) {
      throw expressions.notSupported(
          "more than %d items or %d slots in a query".formatted(MAX_ITEMS, MAX_SLOTS));
    }
  }

  private ParleyException unknownTable(String table) {
    return new ParleyException(
        ErrorCode.UNKNOWN_TABLE,
        "Node '%s' publishes no table '%s'".formatted(node, table),
        "Look at INFORMATION_SCHEMA.TABLES for those that there are.");
  }
}
