// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.node.database.GrantedTable;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.ListedQuery;
import dev.parley.protocol.sql.Operator;
import dev.parley.protocol.sql.RowQuery.SortKey;
import dev.parley.protocol.sql.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sub-query that the owner's policy allows; made by {@link PolicyCheck} alone.
 *
 * @param slots in what form its numbers are to be returned; none for rows; unmodifiable
 * @param places what the table is joined with, if the query reads any
 */
public record CheckedQuery(
    CanonicalQuery query, GrantedTable table, List<Slot> slots, Optional<PlaceList> places) {

  /** A query of one table alone. */
  public CheckedQuery(CanonicalQuery query, GrantedTable table, List<Slot> slots) {
    this(query, table, slots, Optional.empty());
  }

  public CheckedQuery {
    slots = List.copyOf(slots);
  }

  /** Returns what gives the types of the query's expressions, by the types that are published. */
  public Typing typing() {
    return new Typing(column -> table.column(column.name()).orElseThrow().published().type());
  }

  /** Returns the query for the best rows that are joined with one entry of the list. */
  public CheckedQuery of(PlaceList.Entry entry, BestQuery best) {
    BestQuery one =
        new BestQuery(
            best.table(),
            best.items().stream().map(item -> ListedQuery.of(entry, item)).toList(),
            best.where().map(where -> ListedQuery.of(entry, where)),
            new SortKey(
                ListedQuery.of(entry, best.score()),
                best.order().descending(),
                best.order().nullsFirst()),
            best.limit());
    return new CheckedQuery(one, table, slots);
  }

  /** Returns a query for the best rows with one more condition, which is the node's own. */
  public CheckedQuery under(BestQuery best, Expression condition) {
    List<Expression> all = new ArrayList<>();
    best.where()
        .ifPresent(
            where -> {
              if (where instanceof Expression.Call call && call.operator() == Operator.AND) {
                all.addAll(call.operands());
              } else {
                all.add(where);
              }
            });
    all.add(condition);
    Expression where = all.size() == 1 ? condition : new Expression.Call(Operator.AND, all);
    BestQuery narrowed =
        new BestQuery(best.table(), best.items(), Optional.of(where), best.order(), best.limit());
    return new CheckedQuery(narrowed, table, slots, places);
  }
}
