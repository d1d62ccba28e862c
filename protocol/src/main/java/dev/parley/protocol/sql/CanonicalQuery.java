// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import java.util.Optional;

/**
 * A sub-query over one table. {@link #toSql()} is its only spelling, so a text which parses to a
 * tree of another spelling is not canonical, and is refused.
 */
public sealed interface CanonicalQuery permits AggregateQuery, RowQuery, BestQuery {
  /** The table's name, without a schema. */
  String table();

  /** Which rows are asked; empty for all. */
  Optional<Expression> where();

  /** Returns the canonical text: one line. */
  String toSql();
}
