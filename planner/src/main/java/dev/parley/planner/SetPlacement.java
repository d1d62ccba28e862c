// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.local.SetOperation;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.type.RelDataTypeField;

/** Places UNION, INTERSECT and EXCEPT in the gateway. */
final class SetPlacement {

  private SetPlacement() {}

  /** Returns the step that combines the inputs, whose columns it brings to the same types. */
  static Placed of(SetOp set, List<Placed> inputs) {
    List<ResultColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : set.getRowType().getFieldList()) {
      ColumnType type = ColumnTypes.of(field.getType());
      columns.add(
          new ResultColumn(
              field.getName(),
              type.kind() == Kind.CHAR ? ColumnType.VARCHAR : type,
              field.getType().isNullable()));
    }
    SetOperation operation =
        switch (set.kind) {
          case UNION -> SetOperation.UNION;
          case INTERSECT -> SetOperation.INTERSECT;
          default -> SetOperation.EXCEPT;
        };
    List<PlanStep> steps = inputs.stream().map(input -> converted(input, columns)).toList();
    return Placed.of(new PlanStep.Combine(operation, set.all, steps, columns));
  }

  private static PlanStep converted(Placed input, List<ResultColumn> columns) {
    List<PlanStep.Project.Item> items = new ArrayList<>();
    boolean same = true;
    for (Scalar.Input field : input.fields()) {
      ResultColumn column = columns.get(items.size());
      Optional<Scalar> conversion = conversion(field, column.type());
      same &= conversion.isEmpty();
      items.add(new PlanStep.Project.Item(conversion.orElse(field), column));
    }
    return same ? input.settled() : new PlanStep.Project(input.step(), items);
  }

  /** A number keeps its digits where PostgreSQL's {@code numeric} does; 1 does not become 1.00. */
  private static Optional<Scalar> conversion(Scalar.Input field, ColumnType type) {
    ColumnType from = field.type();
    boolean same =
        from.kind() == type.kind() || (from.isInteger() && type.isInteger()) || from.isText();
    if (same) {
      return Optional.empty();
    }
    ColumnType to =
        from.isInteger() && type.kind() == Kind.DECIMAL
            ? ColumnType.decimal(from.decimalDigits(), 0)
            : type;
    return Optional.of(new Scalar.Call(ScalarOperator.CAST, List.of(field), to));
  }
}
