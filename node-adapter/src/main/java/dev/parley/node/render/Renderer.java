// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.RowQuery;
import java.util.List;

/** Writes a checked query as a statement of one database. */
public final class Renderer {

  private Renderer() {}

  /**
   * Returns the statement for {@code checked}.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED if the database cannot be made
   *     to compute it as PostgreSQL does
   */
  public static RenderedQuery render(CheckedQuery checked, Dialect dialect) {
    if (checked.query() instanceof AggregateQuery aggregates) {
      return new AggregateStatement(dialect, checked, aggregates).render();
    }
    return checked.query() instanceof BestQuery best
        ? new BestStatement(dialect, checked, best).render()
        : new RowStatement(dialect, checked, (RowQuery) checked.query()).render();
  }

  /**
   * Returns the statement that counts the rows which meet the condition of {@code checked}, but no
   * further than {@code most}.
   *
   * @throws dev.parley.protocol.error.ParleyException as {@link #render}
   */
  public static RenderedQuery renderCount(CheckedQuery checked, Dialect dialect, long most) {
    Fragment sql =
        new Source(dialect, checked, new ExpressionRenderer(dialect, checked))
            .rows()
            .within("SELECT COUNT(*) FROM (", " LIMIT " + most + ") q");
    return new RenderedQuery(sql.sql(), sql.parameters(), List.of());
  }
}
