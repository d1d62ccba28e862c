// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import java.util.Collections;
import java.util.List;

/**
 * How a function is called with given arguments.
 *
 * @param operands the type that each argument is converted to; unmodifiable
 * @param result the type of what is returned
 */
public record Resolution(List<ColumnType> operands, ColumnType result) {

  public Resolution {
    operands = List.copyOf(operands);
  }

  static Resolution allOf(ColumnType operand, int count, ColumnType result) {
    return new Resolution(Collections.nCopies(count, operand), result);
  }
}
