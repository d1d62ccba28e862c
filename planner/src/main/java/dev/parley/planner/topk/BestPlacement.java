// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.topk;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.local.ScalarInputs;
import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.RowQuery.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Places the first rows of one federated table in an order that its owners do not reveal, but allow
 * to be searched by: only what is shown of the best rows of all leaves their owners.
 */
public final class BestPlacement {
  private final OwnerSource source;
  private final List<RelDataTypeField> fields;
  private final RelFieldCollation order;
  private final Set<Integer> wanted;

  private BestPlacement(
      OwnerSource source,
      List<RelDataTypeField> fields,
      RelFieldCollation order,
      Set<Integer> wanted) {
    this.source = source;
    this.fields = fields;
    this.order = order;
    this.wanted = wanted;
  }

  /**
   * Recognises an order by what may not be revealed, of what has the use {@code nearest} at every
   * owner; empty for anything else.
   *
   * @param wanted which fields of the sorted rows are used once they are in order
   * @throws ParleyException NOT_SUPPORTED for more than one such key
   */
  public static Optional<BestPlacement> of(Sort sort, Set<Integer> wanted) {
    Optional<OwnerSource> source = OwnerSource.of(sort.getInput()).filter(rows -> !rows.isEmpty());
    if (source.isEmpty() || sort.fetch == null) {
      return Optional.empty();
    }
    List<RelFieldCollation> keys =
        sort.getCollation().getFieldCollations().stream()
            .filter(key -> !(source.get().field(key.getFieldIndex()) instanceof Scalar.Constant))
            .toList();
    if (keys.stream().noneMatch(key -> isSearched(source.get(), key.getFieldIndex()))
        || keys.stream().anyMatch(key -> wanted.contains(key.getFieldIndex()))) {
      return Optional.empty();
    }
    if (keys.size() > 1) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "Rows are ordered by more than one key, and not all of them may be revealed",
          "Order by one; ties are broken by the key that each owner names in its policy.");
    }
    return Optional.of(
        new BestPlacement(
            source.get(), sort.getInput().getRowType().getFieldList(), keys.get(0), wanted));
  }

  private static boolean isSearched(OwnerSource source, int field) {
    List<FederatedColumn> columns =
        ScalarInputs.of(source.field(field)).stream()
            .map(column -> source.table().columns().get(column))
            .toList();
    return columns.stream().anyMatch(column -> !column.uses().contains(Use.REVEAL))
        && columns.stream().allMatch(column -> column.uses().contains(Use.NEAREST));
  }

  /**
   * Returns the rows, in no order, with the fields that are wanted and that by which they are
   * ordered.
   *
   * @throws ParleyException NOT_SUPPORTED, USE_FORBIDDEN, NODE_MISSING, TOO_FEW_OWNERS
   */
  public Placed place(long limit, OwnerSource.Asking asking) {
    TreeSet<Integer> revealed = new TreeSet<>();
    wanted.forEach(field -> revealed.addAll(ScalarInputs.of(source.field(field))));
    SortKey score =
        new SortKey(
            source.expressions().value(source.field(order.getFieldIndex())),
            order.getDirection().isDescending(),
            order.nullDirection == RelFieldCollation.NullDirection.FIRST);
    Placed best = new BestQuestion(score, limit).ask(source, revealed, asking);
    List<Scalar.Input> inputs = new ArrayList<>(source.expressions().inputs());
    int next = 1;
    for (int column : revealed) {
      inputs.set(column, best.fields().get(next++));
    }
    List<PlanStep.Project.Item> items = new ArrayList<>();
    for (RelDataTypeField field : fields) {
      items.add(item(field, inputs, best.fields().get(0)));
    }
    return Placed.of(new PlanStep.Project(best.step(), items));
  }

  private PlanStep.Project.Item item(
      RelDataTypeField field, List<Scalar.Input> inputs, Scalar.Input score) {
    int index = field.getIndex();
    Scalar value = score;
    if (wanted.contains(index)) {
      value = source.field(index, inputs);
    } else if (index != order.getFieldIndex()) {
      value = new Scalar.Constant(null, source.field(index).type());
    }
    return new PlanStep.Project.Item(
        value, new ResultColumn(field.getName(), value.type(), field.getType().isNullable()));
  }
}
