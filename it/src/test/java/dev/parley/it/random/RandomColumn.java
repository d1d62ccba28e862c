// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of a federated table.
 *
 * @param partTypes the type at each node, in their order
 * @param type that holds the values of all of them
 * @param values that it may have, NULL apart; unmodifiable
 * @param nullPercent how often it is NULL
 * @param extreme whether values at the ends of the type are among them
 */
record RandomColumn(
    String name,
    List<ColumnType> partTypes,
    ColumnType type,
    List<Object> values,
    int nullPercent,
    boolean extreme) {

  RandomColumn {
    partTypes = List.copyOf(partTypes);
    values = List.copyOf(values);
  }

  /** The largest of the values without their signs; 0 if they are no numbers. */
  BigDecimal bound() {
    return values.stream()
        .filter(Number.class::isInstance)
        .map(value -> new BigDecimal(value.toString()).abs())
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  /** Whether it has few values, so that few groups come of it. */
  boolean isFew() {
    return values.size() <= LayoutGenerator.FEW;
  }

  @Override
  public String toString() {
    String types =
        partTypes.stream().map(ColumnType::toString).distinct().collect(Collectors.joining(" | "));
    return "%s %s, %d values, %d%% NULL".formatted(name, types, values.size(), nullPercent);
  }
}
