// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One group of a node's plain answer. It never leaves the node.
 *
 * @param key values of the group's columns: {@link BigDecimal} for every kind of number, {@link
 *     String}, {@link Boolean}, {@link java.time.LocalDate}, {@link java.time.LocalTime}, {@link
 *     java.time.LocalDateTime}, {@link dev.parley.protocol.catalog.Octets} or null; unmodifiable
 * @param measures one for each aggregate; unmodifiable
 * @param rows how many rows are in the group
 */
public record Group(List<@Nullable Object> key, List<Measure> measures, long rows) {

  public Group {
    key = Collections.unmodifiableList(new ArrayList<>(key));
    measures = List.copyOf(measures);
  }

  /**
   * What an aggregate gives.
   *
   * @param value empty if it is NULL
   * @param rowsUsed how many rows it has really used, so none that is NULL
   */
  public record Measure(Optional<BigDecimal> value, long rowsUsed) {}

  /** Says nothing of the rows. */
  @Override
  public String toString() {
    return "Group[withheld]";
  }
}
