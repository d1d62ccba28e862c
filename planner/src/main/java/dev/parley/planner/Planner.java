// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.calcite.CatalogView;
import dev.parley.planner.calcite.NameCheck;
import dev.parley.planner.calcite.OrderByCheck;
import dev.parley.planner.calcite.Validation;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.guard.Guards;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanText;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.plan.StepColumns;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.secureagg.SecureAggregateRules;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.ParleyParser;
import dev.parley.sql.rewrite.Rewriting;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Turns statements into plans; may be used by many threads at once. */
public final class Planner {
  private static final HepProgram PROGRAM =
      new HepProgramBuilder().addRuleCollection(SecureAggregateRules.ALL).build();

  /** The view of the catalog that was planned with last: catalogs change far less than queries. */
  private volatile @Nullable CatalogView lastView;

  /**
   * Plans one statement.
   *
   * @throws ParleyException for whatever cannot be answered, with a fact and a hint
   */
  public Plan plan(String sql, FederationCatalog catalog, SessionOptions options) {
    SqlNode statement = ParleyParser.parse(sql);
    if (!(statement instanceof SqlExplain explain)) {
      return planQuery(statement, catalog, options);
    }
    Plan explained = planQuery(explain.getExplicandum(), catalog, options);
    return asRows(PlanText.of(explained.root()));
  }

  private Plan planQuery(SqlNode query, FederationCatalog catalog, SessionOptions options) {
    if (!query.isA(SqlKind.QUERY)) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A statement of kind %s is not supported".formatted(query.getKind()),
          "Ask with SELECT or VALUES.");
    }
    NameCheck.check(query, catalog);
    OrderByCheck.check(query);
    SqlNode rewritten = Rewriting.of(query, options.secure());
    try {
      RelRoot algebra = Validation.toAlgebra(rewritten, view(catalog));
      PlanStep root =
          new Placement(catalog, options.minNodes()).place(optimized(algebra.project())).settled();
      Guards.check(root, catalog);
      return new Plan(root, labelled(StepColumns.of(root), ResultLabels.of(query, algebra)));
    } catch (StackOverflowError e) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "The statement is too long to be planned",
          "Write it with fewer conditions and expressions.");
    }
  }

  private static RelNode optimized(RelNode algebra) {
    HepPlanner hep = new HepPlanner(PROGRAM);
    hep.setRoot(algebra);
    return hep.findBestExp();
  }

  private CatalogView view(FederationCatalog catalog) {
    CatalogView last = lastView;
    if (last == null || !last.catalog().equals(catalog)) {
      last = CatalogView.of(catalog);
      lastView = last;
    }
    return last;
  }

  private static List<ResultColumn> labelled(List<ResultColumn> columns, List<String> labels) {
    List<ResultColumn> labelled = new ArrayList<>();
    for (ResultColumn column : columns) {
      String label = labels.get(labelled.size());
      labelled.add(new ResultColumn(label, column.type(), column.nullable()));
    }
    return labelled;
  }

  private static Plan asRows(List<String> lines) {
    List<ResultColumn> columns = List.of(new ResultColumn("PLAN", ColumnType.VARCHAR, false));
    List<List<Scalar>> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(List.of(new Scalar.Constant(line, ColumnType.VARCHAR))));
    return new Plan(new PlanStep.Values(columns, rows), columns);
  }

  /** Plans a few statements of every shape, so that the first one of a user is not slow. */
  public void warmUp() {
    WarmUp.run(this);
  }
}
