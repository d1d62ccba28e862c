// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.RowQuery;

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
    return checked.query() instanceof AggregateQuery aggregates
        ? new AggregateStatement(dialect, checked, aggregates).render()
        : new RowStatement(dialect, checked, (RowQuery) checked.query()).render();
  }
}
