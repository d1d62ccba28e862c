// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Rows of the analyst's, as a relation; which they are may not be known yet. */
public final class GivenRows extends AbstractRelNode {
  private final int list;
  private final List<@Nullable Object[]> rows;

  private GivenRows(
      RelOptCluster cluster, RelDataType rowType, int list, List<@Nullable Object[]> rows) {
    super(cluster, cluster.traitSetOf(Convention.NONE));
    this.rowType = rowType;
    this.list = list;
    this.rows = List.copyOf(rows);
  }

  /**
   * Returns the relation, without any rows.
   *
   * @param list which of the statement's lists it is of
   */
  public static GivenRows of(RelOptCluster cluster, RelDataType rowType, int list) {
    return new GivenRows(cluster, rowType, list, List.of());
  }

  /** Returns the same relation with {@code known} rows. */
  public GivenRows with(List<@Nullable Object[]> known) {
    return new GivenRows(getCluster(), getRowType(), list, known);
  }

  /** Which of the statement's lists it is of. */
  public int list() {
    return list;
  }

  /** The rows, with values as {@link dev.parley.planner.scalar.Scalar} has them; unmodifiable. */
  public List<@Nullable Object[]> rows() {
    return rows;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("list", list);
  }
}
