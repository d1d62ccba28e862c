// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.local.RowBudget;
import dev.parley.planner.local.RowStreams;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A finished plan, which all guards have passed. One that has plans to be run {@link #first()}
 * shows values in place of their answers; {@link #completedBy} gives the one that can be run.
 *
 * @param columns of the result; unmodifiable
 * @param first the plans of subqueries, whose answers become constants of this one; unmodifiable
 * @param completion makes the plan to be run from the answers
 */
public record Plan(
    PlanStep root,
    List<ResultColumn> columns,
    List<Plan> first,
    Function<List<List<Object[]>>, Plan> completion) {

  public Plan {
    columns = List.copyOf(columns);
    first = List.copyOf(first);
    if (StepColumns.of(root).size() != columns.size()) {
      throw new IllegalArgumentException("Invalid plan: its columns are not those of its root");
    }
  }

  /** A plan without subqueries to be run before it. */
  public Plan(PlanStep root, List<ResultColumn> columns) {
    this(root, columns, List.of(), answers -> new Plan(root, columns));
  }

  /**
   * Returns the plan to be run, which has nothing to be run before it.
   *
   * @param answers the rows of each of {@link #first()}, as its own {@code finish} gives them
   * @throws dev.parley.protocol.error.ParleyException DATA_ERROR for a scalar subquery of more than
   *     one row, TOO_MANY for one of more values than a condition can hold, or what planning throws
   */
  public Plan completedBy(List<List<Object[]>> answers) {
    if (answers.size() != first.size()) {
      throw new IllegalArgumentException(
          "Invalid answers: %d for %d subqueries".formatted(answers.size(), first.size()));
    }
    return first.isEmpty() ? this : completion.apply(answers);
  }

  /**
   * What has to be opened, each once: a question to owners each, or none if the gateway answers by
   * itself.
   */
  public List<PlanStep.Open> opens() {
    Set<PlanStep.Open> opens = new LinkedHashSet<>();
    collect(root, opens);
    return List.copyOf(opens);
  }

  private static void collect(PlanStep step, Set<PlanStep.Open> opens) {
    if (step instanceof PlanStep.Open open) {
      opens.add(open);
    }
    step.inputs().forEach(input -> collect(input, opens));
  }

  /** What is opened of the merged answer: keys, then aggregates; for plans with one question. */
  public Optional<PlanStep.Open> open() {
    return opens().stream().findFirst();
  }

  /** What owners are asked, and the cloud merges; for plans with one question. */
  public Optional<PlanStep.Merge> merge() {
    return open().map(open -> (PlanStep.Merge) open.input());
  }

  /** The questions to the nodes, sorted by node; for plans with one question. */
  public List<PlanStep.NodeQuery> questions() {
    return open().map(PlanStep.Open::questions).orElse(List.of());
  }

  /**
   * Computes the result. Rows are made as they are read; errors may come with any of them.
   *
   * @param opened for each of {@link #opens()} its rows, which may be read more than once: per
   *     group its keys, then one value per aggregation of the question: a Long for a count, a
   *     BigDecimal of the slot's scale or null for a sum
   * @param budget how many rows may be held
   * @return rows whose values are Integer for SMALLINT and INTEGER, Long, BigDecimal, Double,
   *     String, Boolean, LocalDate, LocalTime, LocalDateTime, Octets, or null
   * @throws dev.parley.protocol.error.ParleyException DIVISION_BY_ZERO, OUT_OF_RANGE, TOO_MANY
   */
  public Iterator<Object[]> finish(
      List<? extends Iterable<Object[]>> opened, SystemRows system, RowBudget budget) {
    List<PlanStep.Open> opens = opens();
    if (opened.size() != opens.size() || !first.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid run: %d opened of %d, %d subqueries open"
              .formatted(opened.size(), opens.size(), first.size()));
    }
    Map<PlanStep.Open, Iterable<Object[]>> byOpen = new HashMap<>();
    for (int i = 0; i < opens.size(); i++) {
      byOpen.put(opens.get(i), opened.get(i));
    }
    return RowStreams.mapped(root.accept(new Finish(byOpen, system, budget)), this::presented);
  }

  private Object[] presented(Object[] row) {
    Object[] presented = row.clone();
    for (int i = 0; i < presented.length; i++) {
      Kind kind = columns.get(i).type().kind();
      if ((kind == Kind.SMALLINT || kind == Kind.INTEGER) && presented[i] instanceof Long whole) {
        presented[i] = Math.toIntExact(whole);
      }
    }
    return presented;
  }

  /** Computes the whole result of a plan with at most one question. */
  public List<Object[]> finish(List<Object[]> opened) {
    return finish(opened, SystemRows.NONE);
  }

  /** Computes the whole result of a plan with at most one question. */
  public List<Object[]> finish(List<Object[]> opened, SystemRows system) {
    List<Object[]> rows = new ArrayList<>();
    List<List<Object[]>> each = opens().isEmpty() ? List.of() : List.of(opened);
    finish(each, system, RowBudget.standard()).forEachRemaining(rows::add);
    return rows;
  }
}
