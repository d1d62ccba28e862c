// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finished plan, which all guards have passed.
 *
 * @param columns of the result; unmodifiable
 */
public record Plan(PlanStep root, List<ResultColumn> columns) {

  public Plan {
    columns = List.copyOf(columns);
    if (StepColumns.of(root).size() != columns.size()) {
      throw new IllegalArgumentException("Invalid plan: its columns are not those of its root");
    }
  }

  /** What owners are asked, and the cloud merges; empty if the gateway answers by itself. */
  public Optional<PlanStep.Merge> merge() {
    return find(root, PlanStep.Merge.class);
  }

  /** What is opened of the merged answer: keys, then aggregates. */
  public Optional<PlanStep.Open> open() {
    return find(root, PlanStep.Open.class);
  }

  /** The questions to the nodes, sorted by node; empty if the gateway answers by itself. */
  public List<PlanStep.NodeQuery> questions() {
    return merge().stream()
        .flatMap(merge -> merge.inputs().stream())
        .map(PlanStep.NodeQuery.class::cast)
        .toList();
  }

  /**
   * Computes the result.
   *
   * @param opened per group its keys, then one value per aggregation of the question: a Long for a
   *     count, a BigDecimal of the slot's scale or null for a sum
   * @return rows whose values are Integer for SMALLINT and INTEGER, Long, BigDecimal, Double,
   *     String, Boolean, LocalDate, LocalDateTime, or null
   * @throws dev.parley.protocol.error.ParleyException DIVISION_BY_ZERO, OUT_OF_RANGE
   */
  public List<Object[]> finish(List<Object[]> opened) {
    return finish(opened, SystemRows.NONE);
  }

  /** Computes the result, where {@code system} gives the rows of Parley's own tables. */
  public List<Object[]> finish(List<Object[]> opened, SystemRows system) {
    List<Object[]> rows = new ArrayList<>();
    for (Object[] row : root.accept(new Finish(opened, system))) {
      Object[] presented = row.clone();
      for (int i = 0; i < presented.length; i++) {
        Kind kind = columns.get(i).type().kind();
        if ((kind == Kind.SMALLINT || kind == Kind.INTEGER) && presented[i] instanceof Long whole) {
          presented[i] = Math.toIntExact(whole);
        }
      }
      rows.add(presented);
    }
    return rows;
  }

  private static <T extends PlanStep> Optional<T> find(PlanStep step, Class<T> kind) {
    if (kind.isInstance(step)) {
      return Optional.of(kind.cast(step));
    }
    return step.inputs().stream().flatMap(input -> find(input, kind).stream()).findFirst();
  }
}
