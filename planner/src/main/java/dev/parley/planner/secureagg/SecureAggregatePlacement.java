// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.rows.RevealedAggregates;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.sql.secureagg.SecureAggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Places an aggregate over one federated table: its columns, conditions and groups in the owners'
 * databases, the addition in the cloud, the opening in the gateway. MIN, MAX and aggregates of
 * DISTINCT values are not additive: they are taken of rows that the owners reveal.
 */
public final class SecureAggregatePlacement {
  private final OwnerSource source;

  private SecureAggregatePlacement(OwnerSource source) {
    this.source = source;
  }

  /** Recognises what is below an aggregate; empty if it is not one federated table. */
  public static Optional<SecureAggregatePlacement> below(RelNode input) {
    return OwnerSource.of(input).map(SecureAggregatePlacement::new);
  }

  /**
   * Places {@code aggregate}.
   *
   * @throws ParleyException NOT_SUPPORTED, USE_FORBIDDEN, NODE_MISSING, TOO_FEW_OWNERS
   */
  public Placed place(Aggregate aggregate, OwnerSource.Asking asking) {
    if (aggregate.getGroupSets().size() != 1) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "GROUPING SETS, CUBE and ROLLUP over federated tables are not supported",
          "Group a subquery that groups by all of the columns.");
    }
    List<AggregateCall> calls = aggregate.getAggCallList();
    boolean allSecure = calls.stream().allMatch(SecureAggregatePlacement::isSecure);
    if (allSecure) {
      return secured(aggregate, calls, asking);
    }
    List<AggregateCall> secure = calls.stream().filter(SecureAggregatePlacement::isSecure).toList();
    // whether there is a group of constants at all, only a count can tell
    Optional<PlanStep> additive =
        secure.isEmpty() && !groupsByConstants(aggregate)
            ? Optional.empty()
            : Optional.of(secured(aggregate, secure, asking).settled());
    return new RevealedAggregates(source, aggregate).place(additive, asking);
  }

  /** Whether the call can be, and is to be, secured. */
  public static boolean isSecure(AggregateCall call) {
    if (SecureAggregates.isSecure(call.getAggregation())) {
      return true;
    }
    boolean never =
        call.isDistinct()
            || switch (call.getAggregation().getKind()) {
              case MIN, MAX -> true;
              default -> false;
            };
    if (never) {
      return false;
    }
    throw new ParleyException(
        ErrorCode.USE_FORBIDDEN,
        "%s is not secured, and this session asks for explicit protection"
            .formatted(call.getAggregation().getName().toUpperCase(Locale.ROOT)),
        "Write SECURE before it, or set the session property secure to auto.");
  }

  /** Returns the keys, then {@code calls}. */
  private Placed secured(
      Aggregate aggregate, List<AggregateCall> calls, OwnerSource.Asking asking) {
    SecureQuestion question = new SecureQuestion(source);
    List<PlanStep.Project.Item> items = new ArrayList<>();
    for (int field : aggregate.getGroupSet()) {
      Scalar scalar = source.field(field);
      RelDataTypeField named = aggregate.getInput().getRowType().getFieldList().get(field);
      boolean constant = scalar instanceof Scalar.Constant;
      items.add(item(constant ? scalar : question.key(scalar, named.getName()), named));
    }
    boolean byConstants = !items.isEmpty() && !question.hasKeys();
    Optional<Scalar> rows =
        byConstants ? Optional.of(question.aggregate(Aggregation.countRows())) : Optional.empty();
    for (AggregateCall call : calls) {
      int field = aggregate.getGroupCount() + aggregate.getAggCallList().indexOf(call);
      RelDataTypeField named = aggregate.getRowType().getFieldList().get(field);
      items.add(item(secured(call).ask(question, source.expressions()), named));
    }
    if (question.isEmpty()) {
      // of constants alone, but how many groups there are must be asked
      question.aggregate(Aggregation.countRows());
    }
    PlanStep opened = question.steps(asking);
    return projected(rows.<PlanStep>map(n -> nonEmpty(opened, n)).orElse(opened), items);
  }

  private boolean groupsByConstants(Aggregate aggregate) {
    return aggregate.getGroupCount() > 0
        && aggregate.getGroupSet().asList().stream()
            .allMatch(field -> source.field(field) instanceof Scalar.Constant);
  }

  private static PlanStep nonEmpty(PlanStep opened, Scalar rows) {
    return new PlanStep.Filter(opened, isPositive(rows));
  }

  /** No step for items that are handed on as they are. */
  private static Placed projected(PlanStep opened, List<PlanStep.Project.Item> items) {
    List<Scalar.Input> fields = new ArrayList<>();
    for (PlanStep.Project.Item item : items) {
      if (!(item.value() instanceof Scalar.Input input)) {
        return Placed.of(new PlanStep.Project(opened, items));
      }
      fields.add(input);
    }
    return new Placed(opened, fields);
  }

  private static Scalar isPositive(Scalar count) {
    return new Scalar.Call(
        ScalarOperator.GREATER,
        List.of(count, new Scalar.Constant(0L, ColumnType.BIGINT)),
        ColumnType.BOOLEAN);
  }

  private static PlanStep.Project.Item item(Scalar value, RelDataTypeField field) {
    return new PlanStep.Project.Item(
        value, new ResultColumn(field.getName(), value.type(), field.getType().isNullable()));
  }

  private SecuredCall secured(AggregateCall call) {
    Optional<Scalar> argument =
        call.getArgList().isEmpty()
            ? Optional.empty()
            : Optional.of(source.field(call.getArgList().get(0)));
    Optional<Scalar> filter =
        call.hasFilter() ? Optional.of(source.field(call.filterArg)) : Optional.empty();
    return new SecuredCall(
        SecureAggregates.written(call.getAggregation()),
        argument,
        filter,
        ColumnTypes.of(call.getType()));
  }
}
