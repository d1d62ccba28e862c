// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.plan.ResultColumn;
import dev.parley.protocol.catalog.ColumnType;
import java.util.List;

/**
 * What is known of a statement before its parameters have values.
 *
 * @param columns of its result; unmodifiable
 * @param parameters the types of its question marks, in order; unmodifiable
 */
public record Description(List<ResultColumn> columns, List<ColumnType> parameters) {

  public Description {
    columns = List.copyOf(columns);
    parameters = List.copyOf(parameters);
  }
}
