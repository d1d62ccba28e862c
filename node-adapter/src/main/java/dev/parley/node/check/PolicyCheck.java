// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.node.database.GrantedTable;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Aggregation.Function;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import java.util.List;
import java.util.Optional;

/**
 * Holds a sub-query against what its owner allows: the table, each column in each of its uses, each
 * operator, each number that is to be returned. What is not allowed is an error that names it.
 */
public final class PolicyCheck {
  private static final int MAX_ITEMS = 256;

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
  public CheckedQuery check(CanonicalQuery query, List<Slot> slots) {
    GrantedTable table =
        tables.stream()
            .filter(t -> t.published().name().equalsIgnoreCase(query.table()))
            .findFirst()
            .orElseThrow(() -> unknownTable(query.table()));
    ColumnGrants grants = new ColumnGrants(node, table);
    if (query.groupBy().size() + query.aggregations().size() > MAX_ITEMS
        || slots.size() > 2 * MAX_ITEMS) {
      throw grants.notSupported("more than " + MAX_ITEMS + " items in a query");
    }
    query.groupBy().forEach(column -> grants.require(column, Use.GROUP));
    List<Optional<ColumnType>> arguments =
        query.aggregations().stream().map(a -> argumentType(a, grants)).toList();
    query.where().ifPresent(where -> new ConditionCheck(grants).requireCondition(where));
    new SlotCheck(node, query.aggregations()).require(slots, arguments);
    return new CheckedQuery(query, table, slots);
  }

  private static Optional<ColumnType> argumentType(Aggregation aggregation, ColumnGrants grants) {
    if (aggregation.argument().isEmpty()) {
      return Optional.empty();
    }
    if (!(aggregation.argument().get() instanceof Expression.Column column)) {
      throw grants.notSupported("aggregates of anything but a column");
    }
    ColumnType type = grants.require(column, Use.AGGREGATE).published().type();
    if (aggregation.function() == Function.SUM && !type.isExactNumeric()) {
      throw grants.notSupported(
          "sums of %s, as column '%s' is".formatted(type.kind(), column.name()));
    }
    return Optional.of(type);
  }

  private ParleyException unknownTable(String table) {
    return new ParleyException(
        ErrorCode.UNKNOWN_TABLE,
        "Node '%s' publishes no table '%s'".formatted(node, table),
        "Look at INFORMATION_SCHEMA.TABLES for those that there are.");
  }
}
