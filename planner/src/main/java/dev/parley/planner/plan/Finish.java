// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.scalar.Evaluation;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ValueOrder;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the steps of the gateway on opened rows. */
final class Finish implements PlanStep.Visitor<List<Object[]>> {
  private final List<Object[]> opened;
  private final SystemRows system;

  Finish(List<Object[]> opened, SystemRows system) {
    this.opened = opened;
    this.system = system;
  }

  @Override
  public List<Object[]> nodeQuery(PlanStep.NodeQuery step) {
    throw new IllegalStateException("A node's answer cannot be read in the gateway");
  }

  @Override
  public List<Object[]> merge(PlanStep.Merge step) {
    throw new IllegalStateException("What was merged must be opened first");
  }

  @Override
  public List<Object[]> open(PlanStep.Open step) {
    List<Object[]> rows = new ArrayList<>(opened.size());
    for (Object[] row : opened) {
      if (row.length != step.columns().size()) {
        throw new IllegalArgumentException(
            "Invalid opened row: %d values for %d columns"
                .formatted(row.length, step.columns().size()));
      }
      Object[] fitted = new Object[row.length];
      for (int i = 0; i < row.length; i++) {
        fitted[i] = fitted(step.columns().get(i).type(), row[i]);
      }
      rows.add(fitted);
    }
    return rows;
  }

  /** A sum of integers is opened as a decimal, and is a BIGINT if it fits. */
  private static @Nullable Object fitted(ColumnType type, @Nullable Object value) {
    if (!type.isInteger() || !(value instanceof BigDecimal sum)) {
      return value;
    }
    try {
      return sum.longValueExact();
    } catch (ArithmeticException e) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A sum is out of the range of type bigint",
          "Ask for the sums of smaller groups.",
          e);
    }
  }

  @Override
  public List<Object[]> project(PlanStep.Project step) {
    List<Object[]> rows = step.input().accept(this);
    List<Object[]> projected = new ArrayList<>(rows.size());
    for (Object[] row : rows) {
      projected.add(step.items().stream().map(item -> Evaluation.of(item.value(), row)).toArray());
    }
    return projected;
  }

  @Override
  public List<Object[]> filter(PlanStep.Filter step) {
    return step.input().accept(this).stream()
        .filter(row -> Boolean.TRUE.equals(Evaluation.of(step.condition(), row)))
        .toList();
  }

  @Override
  public List<Object[]> distinct(PlanStep.Distinct step) {
    Map<List<Object>, Object[]> first = new LinkedHashMap<>();
    for (Object[] row : step.input().accept(this)) {
      first.putIfAbsent(Arrays.stream(row).map(Finish::comparable).toList(), row);
    }
    return List.copyOf(first.values());
  }

  /** 1.0 and 1.00 are one value. */
  private static Object comparable(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    return value == null ? Void.class : value;
  }

  @Override
  public List<Object[]> sort(PlanStep.Sort step) {
    Comparator<Object[]> order =
        step.keys().stream()
            .map(Finish::rowOrder)
            .reduce(Comparator::thenComparing)
            .orElseThrow(() -> new IllegalStateException("Nothing to sort by"));
    return step.input().accept(this).stream().sorted(order).toList();
  }

  private static Comparator<Object[]> rowOrder(PlanStep.Sort.Key key) {
    return Comparator.comparing(row -> row[key.index()], order(key));
  }

  private static Comparator<@Nullable Object> order(PlanStep.Sort.Key key) {
    Comparator<Object> values =
        key.descending() ? ValueOrder.INSTANCE.reversed() : ValueOrder.INSTANCE;
    return key.nullsFirst() ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
  }

  @Override
  public List<Object[]> limit(PlanStep.Limit step) {
    Stream<Object[]> rows = step.input().accept(this).stream().skip(step.offset());
    return step.fetch().isPresent() ? rows.limit(step.fetch().getAsLong()).toList() : rows.toList();
  }

  @Override
  public List<Object[]> systemScan(PlanStep.SystemScan step) {
    return system.rows(step.table());
  }

  @Override
  public List<Object[]> values(PlanStep.Values step) {
    List<Object[]> rows = new ArrayList<>();
    for (List<Scalar> row : step.rows()) {
      rows.add(row.stream().map(value -> Evaluation.of(value, new Object[0])).toArray());
    }
    return rows;
  }
}
