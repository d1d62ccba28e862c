// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import java.math.BigDecimal;
import java.util.List;

/**
 * A statement for the owner's database. The columns of one for groups are: the group's keys; for
 * each aggregate the columns of its measure; the number of rows of the group. The columns of one
 * for rows are the items and the extremes.
 *
 * @param sql with a question mark for each literal, so that no text from outside is part of it
 * @param parameters {@link BigDecimal}, {@link Double}, {@link Long}, {@link String}, {@link
 *     java.time.LocalDate}, {@link java.time.LocalDateTime} or {@link
 *     dev.parley.protocol.catalog.Octets}; unmodifiable
 * @param measures one for each aggregate; unmodifiable
 */
public record RenderedQuery(String sql, List<Object> parameters, List<Measure> measures) {

  public RenderedQuery {
    parameters = List.copyOf(parameters);
    measures = List.copyOf(measures);
  }

  /** In which columns an aggregate is told; each ends with the number of rows that it uses. */
  public sealed interface Measure {

    /** That number alone. */
    record Count() implements Measure {}

    /**
     * Exact numbers, whose sum is the aggregate once each is multiplied by its weight.
     *
     * @param weights one for each column; unmodifiable
     */
    record Parts(List<BigDecimal> weights) implements Measure {
      public Parts {
        weights = List.copyOf(weights);
      }
    }

    /**
     * A DOUBLE near the mean, the sum of the differences to it, and the sum of their squares.
     *
     * @param squares whether the aggregate is the sum of the squares, or else of the numbers
     */
    record Shifted(boolean squares) implements Measure {}
  }
}
