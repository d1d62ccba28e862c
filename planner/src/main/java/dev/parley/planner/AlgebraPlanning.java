// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.guard.Guards;
import dev.parley.planner.join.PlaceJoins;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.plan.StepColumns;
import dev.parley.planner.rule.ShapeRules;
import dev.parley.planner.subquery.StandIns;
import dev.parley.planner.subquery.Subqueries;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Makes plans of relational algebra: of its subqueries and lists first, then of what they are part
 * of.
 */
final class AlgebraPlanning {
  private static final HepProgram PROGRAM =
      new HepProgramBuilder().addRuleCollection(ShapeRules.ALL).build();

  private final FederationCatalog catalog;
  private final OptionalInt minNodes;

  AlgebraPlanning(FederationCatalog catalog, OptionalInt minNodes) {
    this.catalog = catalog;
    this.minNodes = minNodes;
  }

  /**
   * Returns the plan of {@code algebra}, which every guard has passed.
   *
   * @param labels of the result's columns
   * @throws ParleyException for whatever has no place
   */
  Plan plan(RelNode algebra, List<String> labels) {
    PlaceJoins joins = PlaceJoins.of(algebra);
    List<RexSubQuery> subqueries = Subqueries.of(joins.algebra());
    if (subqueries.isEmpty() && joins.lists().isEmpty()) {
      return placed(algebra, labels);
    }
    List<Plan> first = new ArrayList<>();
    for (RexSubQuery subquery : subqueries) {
      RelNode query = Subqueries.query(subquery);
      first.add(plan(query, query.getRowType().getFieldNames()));
    }
    for (RelNode list : joins.lists()) {
      first.add(plan(list, list.getRowType().getFieldNames()));
    }
    Plan shown = withStandIns(joins, labels, subqueries);
    List<ResultColumn> columns = declared(shown.columns(), algebra.getRowType());
    // What Calcite keeps beside an algebra is not made for two threads.
    Object lock = new Object();
    return new Plan(
        shown.root(),
        columns,
        first,
        answers -> {
          synchronized (lock) {
            int count = subqueries.size();
            RelNode joined = joins.answered(answers.subList(count, answers.size()));
            Plan complete = placed(replaced(joined, subqueries, answers), labels);
            return new Plan(complete.root(), columns);
          }
        });
  }

  /** An answer has digits of its own, but the type is known before it. */
  private static List<ResultColumn> declared(List<ResultColumn> shown, RelDataType rowType) {
    List<ResultColumn> columns = new ArrayList<>();
    for (ResultColumn column : shown) {
      ColumnType type = column.type();
      if (type.kind() == ColumnType.Kind.DECIMAL) {
        type = ColumnTypes.of(rowType.getFieldList().get(columns.size()).getType());
      }
      columns.add(new ResultColumn(column.label(), type, column.nullable()));
    }
    return columns;
  }

  /** Values stand in for the answers, or NULLs if nothing can be computed with the values. */
  private Plan withStandIns(PlaceJoins joins, List<String> labels, List<RexSubQuery> subqueries) {
    RelNode algebra = joins.withStandIns();
    try {
      return placed(replaced(algebra, subqueries, StandIns.values(subqueries)), labels);
    } catch (ParleyException e) {
      return placed(replaced(algebra, subqueries, StandIns.nulls(subqueries)), labels);
    }
  }

  private static RelNode replaced(
      RelNode algebra, List<RexSubQuery> subqueries, List<List<Object[]>> answers) {
    Map<RexSubQuery, List<Object[]>> bySubquery = new LinkedHashMap<>();
    for (int i = 0; i < subqueries.size(); i++) {
      bySubquery.put(subqueries.get(i), answers.get(i));
    }
    return Subqueries.replaced(algebra, bySubquery);
  }

  private Plan placed(RelNode algebra, List<String> labels) {
    HepPlanner hep = new HepPlanner(PROGRAM);
    hep.setRoot(algebra);
    Placement placement = new Placement(catalog, minNodes);
    PlanStep root = placement.place(hep.findBestExp()).settled();
    Guards.check(root, catalog);
    return new Plan(root, labelled(StepColumns.of(root), labels));
  }

  private static List<ResultColumn> labelled(List<ResultColumn> columns, List<String> labels) {
    List<ResultColumn> labelled = new ArrayList<>();
    for (ResultColumn column : columns) {
      String label = labels.get(labelled.size());
      labelled.add(new ResultColumn(label, column.type(), column.nullable()));
    }
    return labelled;
  }
}
