// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.calcite.GivenRows;
import dev.parley.planner.calcite.SystemRelation;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.knn.KnnPlacement;
import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.rows.RowPlacement;
import dev.parley.planner.rows.RowPlacement.Enough;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarTranslation;
import dev.parley.planner.secureagg.SecureAggregatePlacement;
import dev.parley.planner.topk.BestPlacement;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Finds a place for each operator of the algebra: the owners, the cloud, or the gateway. */
final class Placement {
  private static final String WHAT_WORKS =
      "Ask for aggregates of federated tables, and join, unite and filter the results.";

  private final OwnerSource.Asking asking;

  Placement(FederationCatalog catalog, OptionalInt minNodes) {
    this.asking = new OwnerSource.Asking(catalog, minNodes);
  }

  /**
   * Returns the steps that compute {@code algebra}.
   *
   * @throws ParleyException NOT_SUPPORTED for every operator that has no place yet
   */
  Placed place(RelNode algebra) {
    Optional<KnnPlacement> nearest = KnnPlacement.of(algebra);
    if (nearest.isPresent()) {
      return nearest.get().place(asking);
    }
    return RowPlacement.of(algebra)
        .map(rows -> rows.place(Enough.ALL, asking))
        .orElseGet(() -> placeHere(algebra));
  }

  private Placed placeHere(RelNode algebra) {
    if (algebra instanceof Project project) {
      return project(project);
    }
    if (algebra instanceof Filter filter) {
      Placed input = place(filter.getInput());
      Scalar condition = new ScalarTranslation(input.fields()).of(filter.getCondition());
      return new Placed(new PlanStep.Filter(input.step(), condition), input.fields());
    }
    if (algebra instanceof Sort sort) {
      return sort(sort, ImmutableBitSet.range(sort.getRowType().getFieldCount()));
    }
    if (algebra instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (algebra instanceof Join join) {
      return JoinPlacement.of(join, place(join.getLeft()), place(join.getRight()));
    }
    if (algebra instanceof SetOp set) {
      return SetPlacement.of(set, set.getInputs().stream().map(this::place).toList());
    }
    return leaf(algebra);
  }

  private static Placed leaf(RelNode algebra) {
    if (algebra instanceof Values values) {
      return values(values);
    }
    if (algebra instanceof GivenRows given) {
      return given(given);
    }
    if (algebra instanceof TableScan scan) {
      return scan(scan);
    }
    String name = algebra.getRelTypeName().replace("Logical", "");
    throw unsupported("%s of tables or results is not supported".formatted(name));
  }

  private Placed project(Project project) {
    Placed input =
        project.getInput() instanceof Sort sort
            ? sort(sort, RelOptUtil.InputFinder.bits(project.getProjects(), null))
            : place(project.getInput());
    ScalarTranslation translation = new ScalarTranslation(input.fields());
    List<PlanStep.Project.Item> items = new ArrayList<>();
    for (RelDataTypeField field : project.getRowType().getFieldList()) {
      Scalar value = translation.of(project.getProjects().get(field.getIndex()));
      items.add(
          new PlanStep.Project.Item(
              value,
              new ResultColumn(field.getName(), value.type(), field.getType().isNullable())));
    }
    return Placed.of(new PlanStep.Project(input.step(), items));
  }

  /**
   * Places rows in order.
   *
   * @param wanted which of their fields are used above
   */
  private Placed sort(Sort sort, ImmutableBitSet wanted) {
    Placed input = sorted(sort, wanted);
    PlanStep step = input.step();
    List<PlanStep.Sort.Key> keys = new ArrayList<>();
    for (RelFieldCollation collation : sort.getCollation().getFieldCollations()) {
      Scalar.Input field = input.fields().get(collation.getFieldIndex());
      keys.add(
          new PlanStep.Sort.Key(
              field.index(),
              field.label(),
              collation.getDirection().isDescending(),
              collation.nullDirection == RelFieldCollation.NullDirection.FIRST));
    }
    if (!keys.isEmpty()) {
      step = new PlanStep.Sort(step, keys);
    }
    if (sort.offset != null || sort.fetch != null) {
      OptionalLong fetch =
          sort.fetch == null ? OptionalLong.empty() : OptionalLong.of(rows(sort.fetch));
      step = new PlanStep.Limit(step, sort.offset == null ? 0 : rows(sort.offset), fetch);
    }
    return new Placed(step, input.fields());
  }

  /** Returns rows of which the first, once in order, are those that are shown. */
  private Placed sorted(Sort sort, ImmutableBitSet wanted) {
    if (KnnPlacement.of(sort.getInput()).isPresent()) {
      return place(sort.getInput());
    }
    Enough enough = enough(sort);
    if (enough.rows().orElse(0) > 0) {
      Optional<BestPlacement> best = BestPlacement.of(sort, wanted.asSet());
      if (best.isPresent()) {
        return best.get().place(enough.rows().getAsLong(), asking);
      }
    }
    return RowPlacement.of(sort.getInput())
        .map(rows -> rows.place(enough, asking))
        .orElseGet(() -> place(sort.getInput()));
  }

  /** Owners need not send more rows than are shown. */
  private static Enough enough(Sort sort) {
    if (sort.fetch == null) {
      return Enough.ALL;
    }
    long skipped = sort.offset == null ? 0 : rows(sort.offset);
    long shown = rows(sort.fetch);
    OptionalLong rows =
        shown > Long.MAX_VALUE - skipped
            ? OptionalLong.empty()
            : OptionalLong.of(shown == 0 ? 0 : skipped + shown);
    return new Enough(sort.getCollation().getFieldCollations(), rows);
  }

  private static long rows(@Nullable RexNode number) {
    if (number instanceof RexLiteral literal) {
      BigDecimal rows = literal.getValueAs(BigDecimal.class);
      if (rows != null && rows.signum() >= 0 && rows.stripTrailingZeros().scale() <= 0) {
        return rows.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
      }
    }
    throw unsupported("LIMIT and OFFSET of anything but a whole number are not supported");
  }

  private Placed aggregate(Aggregate aggregate) {
    RelNode below = aggregate.getInput();
    if (KnnPlacement.of(below).isPresent()) {
      return LocalAggregatePlacement.of(aggregate, place(below));
    }
    return SecureAggregatePlacement.below(below)
        .map(secure -> secure.place(aggregate, asking))
        .orElseGet(() -> LocalAggregatePlacement.of(aggregate, place(below)));
  }

  private static Placed values(Values values) {
    ScalarTranslation translation = new ScalarTranslation(List.of());
    List<ResultColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : values.getRowType().getFieldList()) {
      ColumnType type = ColumnTypes.of(field.getType());
      columns.add(
          new ResultColumn(
              field.getName(),
              type.isText() ? ColumnType.VARCHAR : type,
              field.getType().isNullable()));
    }
    List<List<Scalar>> rows = new ArrayList<>();
    for (List<RexLiteral> row : values.getTuples()) {
      rows.add(row.stream().map(translation::of).toList());
    }
    return Placed.of(new PlanStep.Values(columns, rows));
  }

  private static Placed given(GivenRows given) {
    List<ResultColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : given.getRowType().getFieldList()) {
      ColumnType type = ColumnTypes.of(field.getType());
      columns.add(new ResultColumn(field.getName(), type, field.getType().isNullable()));
    }
    List<List<Scalar>> rows = new ArrayList<>();
    for (@Nullable Object[] row : given.rows()) {
      List<Scalar> values = new ArrayList<>();
      for (@Nullable Object value : row) {
        values.add(new Scalar.Constant(value, columns.get(values.size()).type()));
      }
      rows.add(values);
    }
    return Placed.of(new PlanStep.Values(columns, rows));
  }

  private static Placed scan(TableScan scan) {
    SystemRelation system = scan.getTable().unwrap(SystemRelation.class);
    if (system != null) {
      return Placed.of(new PlanStep.SystemScan(system.table()));
    }
    throw new IllegalStateException("A table of neither owners nor the gateway");
  }

  private static ParleyException unsupported(String fact) {
    return new ParleyException(ErrorCode.NOT_SUPPORTED, fact, WHAT_WORKS);
  }
}
