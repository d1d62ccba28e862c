// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.catalog.SystemTable;
import java.util.List;

/** What the gateway knows of itself. */
@FunctionalInterface
public interface SystemRows {
  /** A gateway that knows nothing. */
  SystemRows NONE = table -> List.of();

  /**
   * Returns the rows of {@code table}, each with a value, or null, per column; they may be many,
   * and are made as they are read.
   */
  Iterable<Object[]> rows(SystemTable table);
}
