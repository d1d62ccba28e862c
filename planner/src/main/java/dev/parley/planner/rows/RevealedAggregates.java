// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.rows;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.local.GroupedRows;
import dev.parley.planner.local.LocalAggregate;
import dev.parley.planner.local.SetOperation;
import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.plan.StepColumns;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.secureagg.SecureAggregates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Places the aggregates of one table of which at least one is not additive: MIN, MAX, and those of
 * DISTINCT values. Each kind is a question of its own; their answers are united, each row with NULL
 * for what it says nothing of, and grouped once more in the gateway.
 */
public final class RevealedAggregates {
  private static final String FLAG = "secured";

  private final OwnerSource source;
  private final Aggregate aggregate;
  private final RevealedQuestions questions;

  public RevealedAggregates(OwnerSource source, Aggregate aggregate) {
    this.source = source;
    this.aggregate = aggregate;
    this.questions = new RevealedQuestions(source, keys());
  }

  /**
   * Returns the keys, then the aggregates.
   *
   * @param additive the keys, then the aggregates that are secured; empty if there are none
   */
  public Placed place(Optional<PlanStep> additive, OwnerSource.Asking asking) {
    List<PlanStep> parts = new ArrayList<>();
    additive.ifPresent(step -> parts.add(additivePart(step)));
    Map<Integer, AggregateCall> extremes = new LinkedHashMap<>();
    List<AggregateCall> calls = aggregate.getAggCallList();
    for (int i = 0; i < calls.size(); i++) {
      if (isExtreme(calls.get(i))) {
        extremes.put(i, calls.get(i));
      } else if (!isAdditive(calls.get(i))) {
        parts.add(part(questions.distinct(calls.get(i), asking), List.of(i)));
      }
    }
    if (!extremes.isEmpty()) {
      PlanStep opened = questions.extremes(List.copyOf(extremes.values()), asking);
      parts.add(part(opened, List.copyOf(extremes.keySet())));
    }
    return grouped(united(parts), additive.isPresent());
  }

  private List<Scalar> keys() {
    List<Scalar> keys = new ArrayList<>();
    aggregate.getGroupSet().forEach(field -> keys.add(source.field(field)));
    return keys;
  }

  private static boolean isAdditive(AggregateCall call) {
    return SecureAggregates.isSecure(call.getAggregation());
  }

  private static boolean isExtreme(AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case MIN, MAX -> true;
      default -> false;
    };
  }

  private PlanStep additivePart(PlanStep step) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      if (isAdditive(aggregate.getAggCallList().get(i))) {
        positions.add(i);
      }
    }
    return layout(step, positions, true);
  }

  private PlanStep part(PlanStep opened, List<Integer> positions) {
    return layout(opened, positions, false);
  }

  /**
   * Brings a part into the layout of all: keys, aggregates, and whether it is the secured one,
   * which has the constant keys already.
   *
   * @param positions which aggregates the part has, behind its keys
   */
  private PlanStep layout(PlanStep step, List<Integer> positions, boolean secured) {
    List<ResultColumn> given = StepColumns.of(step);
    List<Scalar> keys = keys();
    List<PlanStep.Project.Item> items = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < keys.size(); i++) {
      boolean constant = !secured && keys.get(i) instanceof Scalar.Constant;
      Scalar value = constant ? keys.get(i) : input(given, next++);
      items.add(new PlanStep.Project.Item(value, column(i, value.type())));
    }
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      int position = positions.indexOf(i);
      ColumnType type = argumentType(i);
      Scalar value = position < 0 ? new Scalar.Constant(null, type) : input(given, next + position);
      items.add(new PlanStep.Project.Item(value, column(keys.size() + i, type)));
    }
    Scalar marked = new Scalar.Constant(secured ? 1L : null, ColumnType.BIGINT);
    items.add(new PlanStep.Project.Item(marked, new ResultColumn(FLAG, ColumnType.BIGINT, true)));
    return new PlanStep.Project(step, items);
  }

  private static Scalar.Input input(List<ResultColumn> columns, int index) {
    return new Scalar.Input(index, columns.get(index).label(), columns.get(index).type());
  }

  private ResultColumn column(int field, ColumnType type) {
    RelDataTypeField named = aggregate.getRowType().getFieldList().get(field);
    return new ResultColumn(named.getName(), type, true);
  }

  /** What is united: a secured aggregate is finished, the others are still to be taken. */
  private ColumnType argumentType(int call) {
    AggregateCall asked = aggregate.getAggCallList().get(call);
    return isAdditive(asked)
        ? ColumnTypes.of(asked.getType())
        : source.field(asked.getArgList().get(0)).type();
  }

  private static PlanStep united(List<PlanStep> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : new PlanStep.Combine(SetOperation.UNION, true, parts, StepColumns.of(parts.get(0)));
  }

  private Placed grouped(PlanStep united, boolean onlySecured) {
    int keys = aggregate.getGroupCount();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      positions.add(i);
    }
    List<LocalAggregate> locals = new ArrayList<>();
    List<ResultColumn> columns = new ArrayList<>(StepColumns.of(united).subList(0, keys));
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      LocalAggregate local = local(aggregate.getAggCallList().get(i), keys + i);
      locals.add(local);
      columns.add(column(keys + i, local.type()));
    }
    int flag = keys + locals.size();
    locals.add(
        new LocalAggregate(
            LocalAggregate.Function.COUNT,
            OptionalInt.of(flag),
            OptionalInt.empty(),
            false,
            ColumnType.BIGINT));
    columns.add(new ResultColumn(FLAG, ColumnType.BIGINT, false));
    PlanStep step =
        new PlanStep.Aggregate(
            united,
            new GroupedRows.Grouping(positions, List.of(new HashSet<>(positions))),
            locals,
            columns);
    if (onlySecured) {
      step = new PlanStep.Filter(step, isPositive(flag));
    }
    return new Placed(step, Placed.of(step).fields().subList(0, flag));
  }

  private static Scalar isPositive(int flag) {
    return new Scalar.Call(
        ScalarOperator.GREATER,
        List.of(
            new Scalar.Input(flag, FLAG, ColumnType.BIGINT),
            new Scalar.Constant(0L, ColumnType.BIGINT)),
        ColumnType.BOOLEAN);
  }

  private static LocalAggregate local(AggregateCall call, int field) {
    LocalAggregate.Function function =
        isAdditive(call)
            ? LocalAggregate.Function.MAX
            : LocalAggregate.Function.named(
                    call.getAggregation().getName().toUpperCase(Locale.ROOT))
                .orElseThrow(() -> unsupported(call));
    return new LocalAggregate(
        function,
        OptionalInt.of(field),
        OptionalInt.empty(),
        !isAdditive(call) && call.isDistinct(),
        ColumnTypes.of(call.getType()));
  }

  private static ParleyException unsupported(AggregateCall call) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "%s of DISTINCT values is not supported".formatted(call.getAggregation().getName()),
        "Use COUNT, SUM or AVG of DISTINCT values.");
  }
}
