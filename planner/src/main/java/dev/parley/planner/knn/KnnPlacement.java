// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.knn;

import dev.parley.planner.local.ScalarInputs;
import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.planner.topk.BestQuestion;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.RowQuery.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Places the rows of one federated table that are nearest to a place, of those that meet all other
 * conditions: the best by their distance, which come in its order.
 */
public final class KnnPlacement {
  private final OwnerSource source;
  private final Scalar.Call knn;
  private final List<RelDataTypeField> fields;

  private KnnPlacement(OwnerSource source, Scalar.Call knn, List<RelDataTypeField> fields) {
    this.source = source;
    this.knn = knn;
    this.fields = fields;
  }

  /** Recognises KNN among the conditions over one federated table; empty for anything else. */
  public static Optional<KnnPlacement> of(RelNode algebra) {
    Optional<OwnerSource> source = OwnerSource.of(algebra);
    return source
        .flatMap(OwnerSource::condition)
        .flatMap(condition -> conjuncts(condition).stream().filter(KnnPlacement::isKnn).findFirst())
        .map(
            knn ->
                new KnnPlacement(
                    source.orElseThrow(), (Scalar.Call) knn, algebra.getRowType().getFieldList()));
  }

  private static List<Scalar> conjuncts(Scalar condition) {
    return condition instanceof Scalar.Call call && call.operator() == ScalarOperator.AND
        ? call.operands()
        : List.of(condition);
  }

  private static boolean isKnn(Scalar condition) {
    return condition instanceof Scalar.Call call && call.operator() == ScalarOperator.KNN;
  }

  /**
   * Returns the rows, the nearest first.
   *
   * @throws ParleyException NOT_SUPPORTED, TYPE_MISMATCH, USE_FORBIDDEN, NODE_MISSING,
   *     TOO_FEW_OWNERS
   */
  public Placed place(OwnerSource.Asking asking) {
    OwnerSource places = source.under(others());
    if (places.isEmpty()) {
      return Placed.of(new PlanStep.Values(source.columns(fields), List.of()));
    }
    Scalar distance =
        new Scalar.Call(ScalarOperator.DISTANCE, knn.operands().subList(0, 2), ColumnType.DOUBLE);
    SortKey nearest = new SortKey(places.expressions().value(distance), false, false);
    TreeSet<Integer> revealed = new TreeSet<>();
    fields.forEach(field -> revealed.addAll(ScalarInputs.of(source.field(field.getIndex()))));
    BestQuestion.Asked best = new BestQuestion(nearest, count()).ask(places, revealed, asking);
    PlanStep sorted =
        new PlanStep.Sort(
            best.rows(),
            List.of(
                new PlanStep.Sort.Key(best.score().index(), best.score().label(), false, false)));
    List<PlanStep.Project.Item> items = new ArrayList<>();
    for (ResultColumn column : source.columns(fields)) {
      items.add(new PlanStep.Project.Item(source.field(items.size(), best.columns()), column));
    }
    return Placed.of(new PlanStep.Project(sorted, items));
  }

  /** The other conditions, and that there is a place: what is nowhere is not near. */
  private Scalar others() {
    List<Scalar> others = new ArrayList<>();
    for (Scalar condition : conjuncts(source.condition().orElseThrow())) {
      if (condition != knn) {
        others.add(condition);
      }
    }
    for (Scalar place : knn.operands().subList(0, 2)) {
      if (place instanceof Scalar.Input && !source.expressions().isListedPlace(place)) {
        others.add(new Scalar.Call(ScalarOperator.IS_NOT_NULL, List.of(place), ColumnType.BOOLEAN));
      }
    }
    return others.size() == 1
        ? others.get(0)
        : new Scalar.Call(ScalarOperator.AND, others, ColumnType.BOOLEAN);
  }

  private long count() {
    if (knn.operands().get(2) instanceof Scalar.Constant constant
        && constant.value() instanceof Long count) {
      return count;
    }
    throw new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "KNN of a number of rows that is not a constant is not supported",
        "Write how many rows are wanted as a number.");
  }
}
