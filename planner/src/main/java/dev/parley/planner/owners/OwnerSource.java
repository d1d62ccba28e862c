// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.calcite.FederatedRelation;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.Merge;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.planner.plan.Release;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarTranslation;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;

/** Some rows of one federated table, and what is computed of each. */
public final class OwnerSource {
  private final FederatedTable table;
  private final OwnerExpressions expressions;
  private final Optional<Project> project;
  private final Optional<Scalar> condition;

  private OwnerSource(FederatedTable table, Optional<Project> project, Optional<Scalar> condition) {
    this.table = table;
    this.expressions = new OwnerExpressions(table);
    this.project = project;
    this.condition = condition;
  }

  private static OwnerSource of(
      FederatedTable table, Optional<Project> project, Optional<RexNode> condition) {
    List<Scalar.Input> inputs = new OwnerExpressions(table).inputs();
    return new OwnerSource(table, project, condition.map(new ScalarTranslation(inputs)::of));
  }

  /** Recognises a table, a condition over it, a projection over that; empty for anything else. */
  public static Optional<OwnerSource> of(RelNode algebra) {
    RelNode rest = algebra;
    Optional<Project> project = Optional.empty();
    Optional<RexNode> condition = Optional.empty();
    if (rest instanceof Project found) {
      project = Optional.of(found);
      rest = found.getInput();
    }
    if (rest instanceof Filter found) {
      condition = Optional.of(found.getCondition());
      rest = found.getInput();
    }
    FederatedRelation relation =
        rest instanceof TableScan scan ? scan.getTable().unwrap(FederatedRelation.class) : null;
    return relation == null
        ? Optional.empty()
        : Optional.of(of(relation.table(), project, condition));
  }

  /** The condition over the columns of the table; empty if there is none. */
  public Optional<Scalar> condition() {
    return condition;
  }

  /** Returns the same of the rows for which {@code other} is true. */
  public OwnerSource under(Scalar other) {
    return new OwnerSource(table, project, Optional.of(other));
  }

  public FederatedTable table() {
    return table;
  }

  public OwnerExpressions expressions() {
    return expressions;
  }

  /** Returns what the field at {@code index} is computed by, over the columns of the table. */
  public Scalar field(int index) {
    return field(index, expressions.inputs());
  }

  /** Returns what the field at {@code index} is computed by, over what stands for the columns. */
  public Scalar field(int index, List<? extends Scalar> columns) {
    return project.isEmpty()
        ? columns.get(index)
        : new ScalarTranslation(columns).of(project.get().getProjects().get(index));
  }

  /** Returns the columns that {@code fields} become. */
  public List<ResultColumn> columns(List<RelDataTypeField> fields) {
    return fields.stream()
        .map(
            field ->
                new ResultColumn(
                    field.getName(), field(field.getIndex()).type(), field.getType().isNullable()))
        .toList();
  }

  /** Which rows are asked; empty for all. */
  public Optional<Expression> where() {
    return condition.flatMap(expressions::where);
  }

  /** Whether it is plain without asking that there are no rows. */
  public boolean isEmpty() {
    return condition
        .filter(Scalar.Constant.class::isInstance)
        .filter(never -> !Boolean.TRUE.equals(((Scalar.Constant) never).value()))
        .isPresent();
  }

  /** Who is asked, and how many of them are enough. */
  public record Asking(FederationCatalog catalog, OptionalInt minNodes) {}

  /**
   * Returns the steps that ask every owner {@code query}, and open what was merged.
   *
   * @param columns what is opened
   * @throws dev.parley.protocol.error.ParleyException USE_FORBIDDEN, NODE_MISSING, TOO_FEW_OWNERS
   */
  public Open ask(
      CanonicalQuery query, List<Slot> slots, List<ResultColumn> columns, Asking asking) {
    Uses.require(query, table);
    Participation.require(table, asking.catalog(), asking.minNodes());
    Release release = Release.due(query, table.nearest());
    List<PlanStep> asked = new ArrayList<>();
    table.participants().forEach(at -> asked.add(new NodeQuery(at, query, slots, release)));
    return new Open(new Merge(asked), columns);
  }
}
