// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.spatial.PlaceList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Each row of a federated table together with each of some places of the analyst's. The columns are
 * those of the table, then three of the place: its number, itself, and a radius.
 */
public final class ListedScan extends AbstractRelNode {
  private final RelNode scan;
  private final FederatedTable table;
  private final int list;
  private final Optional<PlaceList> places;

  private ListedScan(RelNode scan, FederatedTable table, int list, Optional<PlaceList> places) {
    super(scan.getCluster(), scan.getCluster().traitSetOf(Convention.NONE));
    this.scan = scan;
    this.table = table;
    this.list = list;
    this.places = places;
    this.rowType = rowType(scan.getCluster(), scan.getRowType());
  }

  /**
   * Returns the relation, without any places; empty if {@code scan} is not of a federated table.
   *
   * @param list which of the statement's lists it is of
   */
  public static Optional<ListedScan> of(RelNode scan, int list) {
    @Nullable FederatedRelation relation =
        scan.getTable() == null ? null : scan.getTable().unwrap(FederatedRelation.class);
    return Optional.ofNullable(relation)
        .map(known -> new ListedScan(scan, known.table(), list, Optional.empty()));
  }

  private static RelDataType rowType(RelOptCluster cluster, RelDataType columns) {
    RelDataTypeFactory types = cluster.getTypeFactory();
    return types
        .builder()
        .addAll(columns.getFieldList())
        .add("entry", ColumnTypes.toCalcite(types, ColumnType.INTEGER, false))
        .add("place", ColumnTypes.toCalcite(types, ColumnType.GEOMETRY, false))
        .add("radius", ColumnTypes.toCalcite(types, ColumnType.DOUBLE, false))
        .build();
  }

  /** Returns the same relation with {@code known} places. */
  public ListedScan with(PlaceList known) {
    return new ListedScan(scan, table, list, Optional.of(known));
  }

  public FederatedTable table() {
    return table;
  }

  /** Which of the statement's lists it is of. */
  public int list() {
    return list;
  }

  /** The places; empty as long as they are not known. */
  public Optional<PlaceList> places() {
    return places;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("table", table.name()).item("list", list);
  }
}
