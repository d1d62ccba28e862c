// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.local.GroupedRows.Grouping;
import dev.parley.planner.local.LocalAggregate;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.Release;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.plan.StepColumns;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.secureagg.SecureAggregates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Places aggregates over results in the gateway. There is nothing left to be secured there, so
 * {@code SECURE} before them says nothing.
 */
final class LocalAggregatePlacement {
  private final Placed input;

  private LocalAggregatePlacement(Placed input) {
    this.input = input;
  }

  /**
   * Returns the step that groups {@code input} and aggregates each group.
   *
   * @throws ParleyException NOT_SUPPORTED for a function that is not computed here
   */
  static Placed of(Aggregate aggregate, Placed input) {
    return new LocalAggregatePlacement(input).place(aggregate);
  }

  private Placed place(Aggregate aggregate) {
    List<Integer> keys = columns(aggregate.getGroupSet());
    List<Set<Integer>> sets =
        aggregate.getGroupSets().stream().map(set -> Set.copyOf(columns(set))).toList();
    if (aggregate.getAggCallList().isEmpty() && sets.size() == 1 && !keys.isEmpty()) {
      return distinct(aggregate);
    }
    List<LocalAggregate> calls = aggregate.getAggCallList().stream().map(this::call).toList();
    return Placed.of(
        new PlanStep.Aggregate(
            input.step(), new Grouping(keys, sets), calls, results(aggregate, keys)));
  }

  private Placed distinct(Aggregate aggregate) {
    List<Scalar.Input> keys = new ArrayList<>();
    aggregate.getGroupSet().forEach(field -> keys.add(input.fields().get(field)));
    return Placed.of(new PlanStep.Distinct(new Placed(input.step(), keys).settled()));
  }

  private List<Integer> columns(ImmutableBitSet fields) {
    return fields.asList().stream().map(this::column).toList();
  }

  private int column(int field) {
    return input.fields().get(field).index();
  }

  private LocalAggregate call(AggregateCall call) {
    String plain = SecureAggregates.plainName(call.getAggregation());
    if (SecureAggregates.isWritten(call.getAggregation()) && readsRows(input.step())) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "SECURE %s cannot be kept: it would be taken of rows that leave their owners"
              .formatted(plain),
          "Aggregate the table itself, or leave SECURE out if the rows may be revealed.");
    }
    LocalAggregate.Function function =
        LocalAggregate.Function.named(plain)
            .filter(f -> call.getArgList().size() <= 1)
            .orElseThrow(() -> unsupported(plain, call.getArgList().size()));
    if (!call.getArgList().isEmpty()) {
      function.requireOrder(input.fields().get(call.getArgList().get(0)).type());
    }
    return new LocalAggregate(
        function,
        call.getArgList().isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(column(call.getArgList().get(0))),
        call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(column(call.filterArg)),
        call.isDistinct(),
        ColumnTypes.of(call.getType()));
  }

  private static boolean readsRows(PlanStep step) {
    return step instanceof PlanStep.NodeQuery query
        ? query.release() == Release.SEALED
        : step.inputs().stream().anyMatch(LocalAggregatePlacement::readsRows);
  }

  private List<ResultColumn> results(Aggregate aggregate, List<Integer> keys) {
    List<ResultColumn> below = StepColumns.of(input.step());
    List<ResultColumn> results = new ArrayList<>();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      boolean isKey = results.size() < keys.size();
      ResultColumn key = isKey ? below.get(keys.get(results.size())) : null;
      results.add(
          new ResultColumn(
              key == null ? field.getName() : key.label(),
              key == null ? ColumnTypes.of(field.getType()) : key.type(),
              field.getType().isNullable()));
    }
    return results;
  }

  private static ParleyException unsupported(String name, int arguments) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "%s with %d arguments over a result is not supported".formatted(name, arguments),
        "Give one argument to one of "
            + Arrays.stream(LocalAggregate.Function.values())
                .filter(f -> f != LocalAggregate.Function.SUMSQ)
                .map(LocalAggregate.Function::name)
                .collect(Collectors.joining(", "))
            + ".");
  }
}
