// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.protocol.catalog.ColumnType;
import java.util.Optional;

/**
 * A column of rows in the gateway.
 *
 * @param label as PostgreSQL names it; need not be unique
 * @param type what JDBC is told; a quotient brings more digits than its type says if it needs them
 * @param origin empty if it is computed
 */
public record ResultColumn(
    String label, ColumnType type, boolean nullable, Optional<ColumnOrigin> origin) {

  /** A column that is computed, or of which nobody asks where it comes from. */
  public ResultColumn(String label, ColumnType type, boolean nullable) {
    this(label, type, nullable, Optional.empty());
  }
}
