// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.rows;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.local.ScalarInputs;
import dev.parley.planner.owners.OpenedColumns;
import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.RowQuery;
import dev.parley.protocol.sql.RowQuery.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Places rows of one federated table: the columns that are needed leave their owners sealed, what
 * is computed of them is computed in the gateway.
 */
public final class RowPlacement {
  private final OwnerSource source;
  private final List<RelDataTypeField> fields;
  private final List<Integer> columns;

  private RowPlacement(OwnerSource source, List<RelDataTypeField> fields) {
    this.source = source;
    this.fields = fields;
    TreeSet<Integer> needed = new TreeSet<>();
    for (RelDataTypeField field : fields) {
      needed.addAll(ScalarInputs.of(source.field(field.getIndex())));
    }
    if (needed.stream().allMatch(position -> position >= source.table().columns().size())) {
      needed.add(anyRevealed());
    }
    this.columns = List.copyOf(needed);
  }

  /** Recognises a table, a condition over it, a projection over that; empty for anything else. */
  public static Optional<RowPlacement> of(RelNode algebra) {
    return OwnerSource.of(algebra)
        .map(source -> new RowPlacement(source, algebra.getRowType().getFieldList()));
  }

  /**
   * Which rows of each owner are enough, for those that the gateway will go on with.
   *
   * @param order what decides which rows come first; empty if any will do
   * @param rows how many; empty for all
   */
  public record Enough(List<RelFieldCollation> order, OptionalLong rows) {
    /** All rows. */
    public static final Enough ALL = new Enough(List.of(), OptionalLong.empty());

    public Enough {
      order = List.copyOf(order);
    }
  }

  /**
   * Returns the rows.
   *
   * @throws ParleyException NOT_SUPPORTED, USE_FORBIDDEN, NODE_MISSING, TOO_FEW_OWNERS
   */
  public Placed place(Enough enough, OwnerSource.Asking asking) {
    if (source.isEmpty() || enough.rows().orElse(1) == 0) {
      return Placed.of(new PlanStep.Values(source.columns(fields), List.of()));
    }
    OpenedColumns opened = new OpenedColumns(source, columns);
    Optional<List<SortKey>> order =
        enough.rows().isPresent() ? order(enough.order()) : Optional.empty();
    RowQuery query =
        new RowQuery(
            source.table().name(),
            opened.items(),
            List.of(),
            false,
            source.where(),
            order.orElse(List.of()),
            order.isPresent() ? enough.rows() : OptionalLong.empty());
    return Placed.of(
        new PlanStep.Project(
            source.ask(query, List.of(), opened.columns(), asking), items(opened)));
  }

  /** Empty if the owners' databases cannot compute what decides: then all rows are asked for. */
  private Optional<List<SortKey>> order(List<RelFieldCollation> order) {
    List<SortKey> keys = new ArrayList<>();
    for (RelFieldCollation collation : order) {
      Scalar key = source.field(collation.getFieldIndex());
      if (key instanceof Scalar.Constant) {
        continue;
      }
      if (key.type().kind() == ColumnType.Kind.GEOMETRY) {
        return Optional.empty();
      }
      try {
        keys.add(
            new SortKey(
                source.expressions().value(key),
                collation.getDirection().isDescending(),
                collation.nullDirection == RelFieldCollation.NullDirection.FIRST));
      } catch (ParleyException e) {
        if (e.code() != ErrorCode.NOT_SUPPORTED && e.code() != ErrorCode.TYPE_MISMATCH) {
          throw e;
        }
        return Optional.empty();
      }
    }
    return Optional.of(keys);
  }

  private List<PlanStep.Project.Item> items(OpenedColumns opened) {
    List<? extends Scalar> inputs = opened.inputs();
    List<ResultColumn> results = source.columns(fields);
    List<PlanStep.Project.Item> items = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      items.add(new PlanStep.Project.Item(source.field(i, inputs), results.get(i)));
    }
    return items;
  }

  /** How many rows there are shows in any column. */
  private int anyRevealed() {
    List<FederatedColumn> all = source.table().columns();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).uses().contains(Use.REVEAL)) {
        return i;
      }
    }
    throw new ParleyException(
        ErrorCode.USE_FORBIDDEN,
        "No column of table '%s' may be revealed".formatted(source.table().name()),
        "Ask for aggregates.");
  }
}
