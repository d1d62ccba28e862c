// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.sql.RowQuery.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * The best rows of all owners by a score that need not be revealed. A node answers it in rounds,
 * each of which says what is wanted; see {@link dev.parley.protocol.topk.Narrowing}.
 *
 * @param items what is revealed of a row, at least one; unmodifiable
 * @param order the score, and which end of it is best
 * @param limit how many rows are the best, at least one
 */
public record BestQuery(
    String table, List<Expression> items, Optional<Expression> where, SortKey order, long limit)
    implements CanonicalQuery {
  /** The word around the score. */
  public static final String WORD = "BEST";

  /** No owner may allow more rows. */
  public static final long MAX_LIMIT = 10_000_000;

  public BestQuery {
    CanonicalText.requireIdentifier(table);
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("Invalid sub-query: asks for nothing");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("Invalid sub-query: limit");
    }
  }

  /** By what rows are put in order. */
  public Expression score() {
    return order.key();
  }

  @Override
  public String toSql() {
    String score = order.toSql(WORD + "(" + score().toSql() + ")");
    return CanonicalText.select("SELECT ", items.stream().map(Expression::toSql).toList(), this)
        + " ORDER BY "
        + score
        + " LIMIT "
        + limit;
  }
}
