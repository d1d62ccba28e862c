// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.local.JoinKind;
import dev.parley.planner.local.Pairing;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.plan.StepColumns;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarTranslation;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexNode;

/** Places joins in the gateway. */
final class JoinPlacement {

  private JoinPlacement() {}

  /** Returns the step that joins both inputs. */
  static Placed of(Join join, Placed left, Placed right) {
    JoinKind kind = kind(join);
    List<ResultColumn> columns = new ArrayList<>();
    int leftWidth = add(columns, left.step(), join.getJoinType().generatesNullsOnLeft());
    int unused = add(columns, right.step(), join.getJoinType().generatesNullsOnRight());

    List<Scalar.Input> fields = new ArrayList<>(left.fields());
    for (Scalar.Input field : right.fields()) {
      fields.add(new Scalar.Input(leftWidth + field.index(), field.label(), field.type()));
    }
    ScalarTranslation translation = new ScalarTranslation(fields);
    List<Scalar> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      conjuncts.add(translation.of(conjunct));
    }
    Pairing pairing = Pairing.of(kind, conjuncts, leftWidth);
    return new Placed(new PlanStep.Join(left.step(), right.step(), pairing, columns), fields);
  }

  private static int add(List<ResultColumn> columns, PlanStep step, boolean nullable) {
    List<ResultColumn> added = StepColumns.of(step);
    for (ResultColumn column : added) {
      columns.add(new ResultColumn(column.label(), column.type(), nullable || column.nullable()));
    }
    return added.size();
  }

  private static JoinKind kind(Join join) {
    return switch (join.getJoinType()) {
      case INNER -> JoinKind.INNER;
      case LEFT -> JoinKind.LEFT;
      case RIGHT -> JoinKind.RIGHT;
      case FULL -> JoinKind.FULL;
      default ->
          throw new ParleyException(
              ErrorCode.NOT_SUPPORTED,
              "A join of kind %s is not supported".formatted(join.getJoinType()),
              "Use JOIN, LEFT, RIGHT, FULL or CROSS JOIN.");
    };
  }
}
