// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.local.RowBudget;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.SystemRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs plans to their end, with made-up answers of the owners. */
public final class Runs {
  private final Function<PlanStep.Open, List<Object[]>> owners;
  private final List<PlanStep.Open> asked = new ArrayList<>();

  private Runs(Function<PlanStep.Open, List<Object[]>> owners) {
    this.owners = owners;
  }

  /** With owners that answer each question by {@code owners}. */
  public static Runs asking(Function<PlanStep.Open, List<Object[]>> owners) {
    return new Runs(owners);
  }

  /** Without any owner. */
  public static Runs alone() {
    return new Runs(
        question -> {
          throw new AssertionError("Asked an owner: " + question);
        });
  }

  /** The questions that were asked, in their order. */
  public List<PlanStep.Open> asked() {
    return List.copyOf(asked);
  }

  /** Runs the subqueries of {@code plan}, then what they complete. */
  public List<Object[]> rows(Plan plan) {
    Plan complete = plan.completedBy(plan.first().stream().map(this::rows).toList());
    List<List<Object[]>> opened = new ArrayList<>();
    for (PlanStep.Open open : complete.opens()) {
      asked.add(open);
      opened.add(owners.apply(open));
    }
    List<Object[]> rows = new ArrayList<>();
    complete.finish(opened, SystemRows.NONE, RowBudget.standard()).forEachRemaining(rows::add);
    return rows;
  }

  /** Returns columns parted by a space, rows by a semicolon. */
  public static String shown(List<Object[]> rows) {
    return rows.stream()
        .map(row -> Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }
}
