// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.subquery;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Finds subqueries in the expressions of an algebra, and replaces them by their answers. */
public final class Subqueries {
  private static final Set<SqlKind> KINDS =
      Set.of(SqlKind.SCALAR_QUERY, SqlKind.IN, SqlKind.SOME, SqlKind.EXISTS);

  private Subqueries() {}

  /**
   * Returns the outermost subqueries, each once.
   *
   * @throws ParleyException NOT_SUPPORTED for one that depends on a row outside it
   */
  public static List<RexSubQuery> of(RelNode algebra) {
    Set<RexSubQuery> found = new LinkedHashSet<>();
    RexShuttle collecting =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subquery) {
            requireRunnable(subquery);
            found.add(subquery);
            return super.visitSubQuery(subquery);
          }
        };
    RelNode unused = eachNode(algebra, node -> node.accept(collecting));
    return List.copyOf(found);
  }

  private static void requireRunnable(RexSubQuery subquery) {
    if (!RelOptUtil.getVariablesUsed(subquery.rel).isEmpty()) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A subquery that depends on the row outside it is not supported",
          "Join with a grouped subquery in FROM instead.");
    }
    if (!KINDS.contains(subquery.getKind())) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A subquery under %s is not supported".formatted(subquery.getOperator().getName()),
          "Use IN, EXISTS, comparisons with SOME or ALL, or a subquery of one value.");
    }
    for (int i = 0; i < subquery.getOperands().size(); i++) {
      requireComparable(
          ColumnTypes.of(subquery.getOperands().get(i).getType()),
          subquery.rel.getRowType().getFieldList().get(i).getType());
    }
  }

  /** Calcite lets any types pass here. */
  private static void requireComparable(ColumnType a, RelDataType calcite) {
    ColumnType b = ColumnTypes.of(calcite);
    boolean comparable =
        a.kind() == b.kind()
            || (a.isNumeric() && b.isNumeric())
            || (a.isText() && b.isText())
            || (isTime(a) && isTime(b))
            || calcite.getSqlTypeName() == SqlTypeName.NULL;
    if (!comparable) {
      throw new ParleyException(
          ErrorCode.TYPE_MISMATCH,
          "Values of type %s cannot be compared with a subquery's of type %s".formatted(a, b),
          "Cast one of them to the type of the other.");
    }
  }

  private static boolean isTime(ColumnType type) {
    return type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
  }

  /** Returns the query whose rows answer {@code subquery}; for EXISTS, one row is enough. */
  public static RelNode query(RexSubQuery subquery) {
    if (subquery.getKind() != SqlKind.EXISTS) {
      return subquery.rel;
    }
    RexNode one = subquery.rel.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.ONE);
    return LogicalSort.create(subquery.rel, RelCollations.EMPTY, null, one);
  }

  /**
   * Returns {@code algebra} with every subquery replaced by its answer.
   *
   * @param answers the rows of each
   * @throws ParleyException MORE_THAN_ONE_ROW where one value is asked for, TOO_MANY for more
   *     values than a condition can hold, OUT_OF_RANGE for a value that no constant can hold
   */
  public static RelNode replaced(RelNode algebra, Map<RexSubQuery, List<Object[]>> answers) {
    AnswerShuttle replacing =
        new AnswerShuttle(algebra.getCluster().getRexBuilder(), Map.copyOf(answers));
    return eachNode(algebra, node -> replaced(node, replacing));
  }

  private static RelNode replaced(RelNode node, AnswerShuttle replacing) {
    if (node instanceof Filter filter) {
      RexNode condition = replacing.condition(filter.getCondition());
      return filter.copy(filter.getTraitSet(), filter.getInput(), condition);
    }
    if (node instanceof Project project) {
      List<RexNode> items = project.getProjects().stream().map(replacing::item).toList();
      return project.copy(project.getTraitSet(), project.getInput(), items, project.getRowType());
    }
    return node.accept(replacing);
  }

  private static RelNode eachNode(RelNode algebra, UnaryOperator<RelNode> change) {
    return algebra.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return change.apply(super.visit(other));
          }
        });
  }
}
