// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.planner.catalog.SystemTable;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table of Parley itself as Calcite sees it. */
public final class SystemRelation extends AbstractTable {
  private final SystemTable table;

  SystemRelation(SystemTable table) {
    this.table = table;
  }

  public SystemTable table() {
    return table;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder row = factory.builder();
    for (SystemTable.Column column : table.columns()) {
      row.add(column.name(), ColumnTypes.toCalcite(factory, column.type(), true));
    }
    return row.build();
  }
}
