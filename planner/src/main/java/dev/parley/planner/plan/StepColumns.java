// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import java.util.List;

/** The columns that a step in the gateway yields. */
public final class StepColumns implements PlanStep.Visitor<List<ResultColumn>> {
  private static final StepColumns INSTANCE = new StepColumns();

  private StepColumns() {}

  /**
   * Returns the columns of {@code step}.
   *
   * @throws IllegalArgumentException if it does not run in the gateway
   */
  public static List<ResultColumn> of(PlanStep step) {
    return step.accept(INSTANCE);
  }

  @Override
  public List<ResultColumn> nodeQuery(PlanStep.NodeQuery step) {
    throw new IllegalArgumentException("Invalid step: what a node answers is not yet open");
  }

  @Override
  public List<ResultColumn> merge(PlanStep.Merge step) {
    throw new IllegalArgumentException("Invalid step: what was merged is not yet open");
  }

  @Override
  public List<ResultColumn> open(PlanStep.Open step) {
    return step.columns();
  }

  @Override
  public List<ResultColumn> project(PlanStep.Project step) {
    return step.items().stream().map(PlanStep.Project.Item::column).toList();
  }

  @Override
  public List<ResultColumn> filter(PlanStep.Filter step) {
    return of(step.input());
  }

  @Override
  public List<ResultColumn> distinct(PlanStep.Distinct step) {
    return of(step.input());
  }

  @Override
  public List<ResultColumn> aggregate(PlanStep.Aggregate step) {
    return step.columns();
  }

  @Override
  public List<ResultColumn> join(PlanStep.Join step) {
    return step.columns();
  }

  @Override
  public List<ResultColumn> combine(PlanStep.Combine step) {
    return step.columns();
  }

  @Override
  public List<ResultColumn> sort(PlanStep.Sort step) {
    return of(step.input());
  }

  @Override
  public List<ResultColumn> limit(PlanStep.Limit step) {
    return of(step.input());
  }

  @Override
  public List<ResultColumn> systemScan(PlanStep.SystemScan step) {
    return step.table().columns().stream()
        .map(column -> new ResultColumn(column.name(), column.type(), true))
        .toList();
  }

  @Override
  public List<ResultColumn> values(PlanStep.Values step) {
    return step.columns();
  }
}
