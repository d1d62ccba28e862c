// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.local.DistinctRows;
import dev.parley.planner.local.GroupedRows;
import dev.parley.planner.local.JoinedRows;
import dev.parley.planner.local.RowBudget;
import dev.parley.planner.local.RowStreams;
import dev.parley.planner.local.SortedRows;
import dev.parley.planner.scalar.Evaluation;
import dev.parley.planner.scalar.Scalar;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Runs the steps of the gateway on opened rows. Rows pass one by one, except where a step needs all
 * of them; those are counted.
 */
final class Finish implements PlanStep.Visitor<Iterator<Object[]>> {
  private final Map<PlanStep.Open, Iterable<Object[]>> opened;
  private final SystemRows system;
  private final RowBudget budget;

  Finish(Map<PlanStep.Open, Iterable<Object[]>> opened, SystemRows system, RowBudget budget) {
    this.opened = opened;
    this.system = system;
    this.budget = budget;
  }

  private Iterator<Object[]> rows(PlanStep step) {
    return step.accept(this);
  }

  private Iterator<Object[]> source(Iterator<Object[]> rows) {
    return RowStreams.counted(rows, budget);
  }

  @Override
  public Iterator<Object[]> nodeQuery(PlanStep.NodeQuery step) {
    throw new IllegalStateException("A node's answer cannot be read in the gateway");
  }

  @Override
  public Iterator<Object[]> merge(PlanStep.Merge step) {
    throw new IllegalStateException("What was merged must be opened first");
  }

  @Override
  public Iterator<Object[]> open(PlanStep.Open step) {
    Iterable<Object[]> rows = opened.get(step);
    if (rows == null) {
      throw new IllegalArgumentException("Invalid opened rows: none for a question of the plan");
    }
    OpenedValues values = new OpenedValues(step.columns());
    return RowStreams.mapped(source(rows.iterator()), values::fitted);
  }

  @Override
  public Iterator<Object[]> project(PlanStep.Project step) {
    List<Scalar> values = step.items().stream().map(PlanStep.Project.Item::value).toList();
    return RowStreams.mapped(
        rows(step.input()),
        row -> {
          Object[] projected = new Object[values.size()];
          for (int i = 0; i < projected.length; i++) {
            projected[i] = Evaluation.of(values.get(i), row);
          }
          return projected;
        });
  }

  @Override
  public Iterator<Object[]> filter(PlanStep.Filter step) {
    return RowStreams.kept(
        rows(step.input()), row -> Boolean.TRUE.equals(Evaluation.of(step.condition(), row)));
  }

  @Override
  public Iterator<Object[]> distinct(PlanStep.Distinct step) {
    return DistinctRows.of(rows(step.input()), budget);
  }

  @Override
  public Iterator<Object[]> aggregate(PlanStep.Aggregate step) {
    return GroupedRows.of(rows(step.input()), step.grouping(), step.aggregates(), budget);
  }

  @Override
  public Iterator<Object[]> join(PlanStep.Join step) {
    return JoinedRows.of(side(step.left()), side(step.right()), step.pairing(), budget);
  }

  private JoinedRows.Side side(PlanStep step) {
    return new JoinedRows.Side(rows(step), StepColumns.of(step).size());
  }

  @Override
  public Iterator<Object[]> combine(PlanStep.Combine step) {
    Iterator<Object[]> combined = rows(step.inputs().get(0));
    for (PlanStep input : step.inputs().subList(1, step.inputs().size())) {
      combined = step.operation().of(combined, rows(input), step.all(), budget);
    }
    return combined;
  }

  @Override
  public Iterator<Object[]> sort(PlanStep.Sort step) {
    Comparator<Object[]> order =
        step.keys().stream()
            .map(key -> SortedRows.by(key.index(), key.descending(), key.nullsFirst()))
            .reduce(Comparator::thenComparing)
            .orElseThrow(() -> new IllegalStateException("Nothing to sort by"));
    return SortedRows.of(rows(step.input()), order, budget);
  }

  @Override
  public Iterator<Object[]> limit(PlanStep.Limit step) {
    return RowStreams.limited(rows(step.input()), step.offset(), step.fetch());
  }

  @Override
  public Iterator<Object[]> systemScan(PlanStep.SystemScan step) {
    return source(system.rows(step.table()).iterator());
  }

  @Override
  public Iterator<Object[]> values(PlanStep.Values step) {
    return RowStreams.mapped(
        source(step.rows().stream().map(row -> row.toArray()).iterator()), Finish::constants);
  }

  private static Object[] constants(Object[] scalars) {
    Object[] row = new Object[scalars.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Evaluation.of((Scalar) scalars[i], new Object[0]);
    }
    return row;
  }
}
