// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.calcite.FederatedRelation;
import dev.parley.planner.calcite.ListedScan;
import dev.parley.planner.calcite.SelectedRows;
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
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.ListedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Some rows of one federated table, and what is computed of each; or each of them with each of some
 * places of the analyst's.
 */
public final class OwnerSource {
  private final FederatedTable table;
  private final Optional<PlaceList> places;
  private final OwnerExpressions expressions;
  private final Optional<Project> project;
  private final Optional<Scalar> condition;

  private OwnerSource(
      FederatedTable table,
      Optional<PlaceList> places,
      Optional<Project> project,
      Optional<Scalar> condition) {
    this.table = table;
    this.places = places;
    this.expressions = new OwnerExpressions(table, places.isPresent());
    this.project = project;
    this.condition = condition;
  }

  /**
   * Recognises a table, with or without places, a condition over it, a projection over that; empty
   * for anything else.
   */
  public static Optional<OwnerSource> of(RelNode algebra) {
    SelectedRows rows = SelectedRows.of(algebra);
    Optional<PlaceList> places = Optional.empty();
    Optional<FederatedTable> table = Optional.empty();
    if (rows.relation() instanceof ListedScan scan) {
      table = Optional.of(scan.table());
      places = scan.places();
    } else if (rows.relation() instanceof TableScan scan) {
      table =
          Optional.ofNullable(scan.getTable().unwrap(FederatedRelation.class))
              .map(FederatedRelation::table);
    }
    if (table.isEmpty()) {
      return Optional.empty();
    }
    OwnerExpressions expressions = new OwnerExpressions(table.get(), places.isPresent());
    ScalarTranslation translation = new ScalarTranslation(expressions.inputs());
    return Optional.of(
        new OwnerSource(
            table.get(), places, rows.project(), rows.condition().map(translation::of)));
  }

  /** The condition over the columns of the table; empty if there is none. */
  public Optional<Scalar> condition() {
    return condition;
  }

  /** Returns the same of the rows for which {@code other} is true. */
  public OwnerSource under(Scalar other) {
    return new OwnerSource(table, places, project, Optional.of(other));
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
    Optional<PlaceList> listed = ListedQuery.isListed(query) ? places : Optional.empty();
    table.participants().forEach(at -> asked.add(new NodeQuery(at, query, listed, slots, release)));
    return new Open(new Merge(asked), columns);
  }
}
