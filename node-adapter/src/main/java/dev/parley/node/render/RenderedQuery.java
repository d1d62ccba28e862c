// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import java.util.List;

/**
 * A statement for the owner's database. Its columns are: the group's keys; for each aggregate the
 * number of rows that it uses, and before it, for a sum, the sum; the number of rows of the group.
 *
 * @param sql with a question mark for each literal, so that no text from outside is part of it
 * @param parameters {@link java.math.BigDecimal}, {@link Double}, {@link Long}, {@link String},
 *     {@link java.time.LocalDate} or {@link java.time.LocalDateTime}; unmodifiable
 */
public record RenderedQuery(String sql, List<Object> parameters) {

  public RenderedQuery {
    parameters = List.copyOf(parameters);
  }
}
