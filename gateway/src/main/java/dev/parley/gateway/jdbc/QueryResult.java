// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.NodeId;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one run.
 *
 * @param rows one value per column: Boolean, Short, Integer, Long, BigDecimal (of the column's
 *     scale), Double, String, LocalDate, LocalTime, LocalDateTime, Octets or null; read by one
 *     thread at a time, and perhaps not to the end
 * @param warnings lines for people; unmodifiable
 * @param nodes whose data is in the answer; unmodifiable
 */
public record QueryResult(
    Iterator<@Nullable Object[]> rows, List<String> warnings, List<NodeId> nodes) {

  public QueryResult {
    warnings = List.copyOf(warnings);
    nodes = List.copyOf(nodes);
  }
}
