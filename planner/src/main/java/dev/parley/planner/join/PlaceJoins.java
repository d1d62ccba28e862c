// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import dev.parley.planner.calcite.GivenRows;
import dev.parley.planner.calcite.ListedScan;
import dev.parley.planner.calcite.Validation;
import dev.parley.planner.rule.ShapeRules;
import dev.parley.protocol.spatial.PlaceList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql2rel.RelFieldTrimmer;

/**
 * The joins of a statement that owners compute: of federated tables with lists of places. A list is
 * a query of its own, which is run first; its rows then stand in the algebra, and its places in the
 * questions to owners.
 */
public final class PlaceJoins {
  private static final PlaceList NOWHERE = new PlaceList(List.of(new PlaceList.Entry(0, 0, 0, 0)));

  private final RelNode algebra;
  private final List<PlaceQuery> lists;

  private PlaceJoins(RelNode algebra, List<PlaceQuery> lists) {
    this.algebra = algebra;
    this.lists = lists;
  }

  /**
   * Finds the joins in {@code algebra}, but not those within its lists.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED
   */
  public static PlaceJoins of(RelNode algebra) {
    if (hasJoin(algebra) && hasDistance(algebra)) {
      List<PlaceQuery> lists = new ArrayList<>();
      RelNode rewritten = new Rewriting(lists).of(shaped(algebra));
      if (!lists.isEmpty()) {
        // owners are not asked for what the join alone has needed
        return new PlaceJoins(shaped(rewritten), lists);
      }
    }
    return new PlaceJoins(algebra, List.of());
  }

  /** The algebra, in which rows and places are missing where the answers of lists are to be. */
  public RelNode algebra() {
    return algebra;
  }

  /** The queries that are to be answered first; unmodifiable. */
  public List<RelNode> lists() {
    return lists.stream().map(PlaceQuery::query).toList();
  }

  private static boolean hasJoin(RelNode algebra) {
    return algebra instanceof Join || algebra.getInputs().stream().anyMatch(PlaceJoins::hasJoin);
  }

  /** Calcite's trimming is for those alone who gain by it. */
  private static boolean hasDistance(RelNode algebra) {
    RexNode condition =
        algebra instanceof Join join
            ? join.getCondition()
            : algebra instanceof Filter filter ? filter.getCondition() : null;
    return (condition != null && PlaceCondition.measures(condition))
        || algebra.getInputs().stream().anyMatch(PlaceJoins::hasDistance);
  }

  /** One projection and one condition over each table, of no more fields than are used. */
  private static RelNode shaped(RelNode algebra) {
    RelNode trimmed =
        new RelFieldTrimmer(null, Validation.BUILDERS.create(algebra.getCluster(), null))
            .trim(algebra);
    HepPlanner planner =
        new HepPlanner(new HepProgramBuilder().addRuleCollection(ShapeRules.ALL).build());
    planner.setRoot(trimmed);
    return planner.findBestExp();
  }

  /** Returns the algebra with one row for each list, of values that stand in for the true ones. */
  public RelNode withStandIns() {
    return answered(lists.stream().map(list -> List.<Object[]>of(list.standIn())).toList());
  }

  /**
   * Returns the algebra with rows and places in it.
   *
   * @param answers one for each of {@link #lists()}
   * @throws dev.parley.protocol.error.ParleyException TOO_MANY, TYPE_MISMATCH, OUT_OF_RANGE for
   *     lists that cannot be joined
   */
  public RelNode answered(List<List<Object[]>> answers) {
    List<PlaceQuery.Answer> known = new ArrayList<>();
    for (PlaceQuery list : lists) {
      known.add(list.answer(answers.get(known.size())));
    }
    return algebra.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            if (node instanceof GivenRows given) {
              return given.with(known.get(given.list()).rows());
            }
            return node instanceof ListedScan scan
                ? answered(scan, known.get(scan.list()))
                : super.visit(node);
          }
        });
  }

  /** Where there is no place at all, no row is joined with any. */
  private static RelNode answered(ListedScan scan, PlaceQuery.Answer answer) {
    RexNode never = scan.getCluster().getRexBuilder().makeLiteral(false);
    return answer
        .places()
        .<RelNode>map(scan::with)
        .orElseGet(() -> LogicalFilter.create(scan.with(NOWHERE), never));
  }

  /** Goes through an algebra from above, and notes the lists that it finds. */
  private record Rewriting(List<PlaceQuery> lists) {

    RelNode of(RelNode node) {
      if (node instanceof Aggregate aggregate) {
        Optional<RelNode> groups = groups(aggregate);
        if (groups.isPresent()) {
          return groups.get();
        }
      }
      Optional<PlaceJoin> join = PlaceJoin.of(node, lists.size());
      if (join.isPresent()) {
        return added(RowJoin.of(join.get(), lists.size()));
      }
      List<RelNode> inputs = node.getInputs().stream().map(this::of).toList();
      return inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    }

    private Optional<RelNode> groups(Aggregate aggregate) {
      RelNode below = aggregate.getInput();
      RexBuilder rex = aggregate.getCluster().getRexBuilder();
      RelNode joined = below instanceof Project project ? project.getInput() : below;
      List<RexNode> fields = new ArrayList<>();
      for (int i = 0; i < below.getRowType().getFieldCount(); i++) {
        fields.add(
            below instanceof Project project
                ? project.getProjects().get(i)
                : rex.makeInputRef(below, i));
      }
      return PlaceJoin.of(joined, lists.size())
          .filter(join -> !join.isKnn() && !join.outer() && aggregate.getGroupSets().size() == 1)
          .map(join -> added(GroupJoin.of(aggregate, fields, join, lists.size())));
    }

    private RelNode added(Rewritten join) {
      lists.add(join.list());
      return join.algebra();
    }
  }
}
