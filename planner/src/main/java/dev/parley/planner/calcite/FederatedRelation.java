// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A federated table as Calcite sees it. */
public final class FederatedRelation extends AbstractTable {
  private final FederatedTable table;

  FederatedRelation(FederatedTable table) {
    this.table = table;
  }

  public FederatedTable table() {
    return table;
  }

  /**
   * Returns the columns.
   *
   * @throws ParleyException TYPE_MISMATCH if the nodes' parts do not fit together
   */
  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    table
        .conflict()
        .ifPresent(
            conflict -> {
              throw new ParleyException(
                  ErrorCode.TYPE_MISMATCH,
                  "The parts of table '%s' do not fit together: %s"
                      .formatted(table.name(), conflict),
                  "Have the owners publish the same columns, with types that widen to each other.");
            });
    RelDataTypeFactory.Builder row = factory.builder();
    for (FederatedColumn column : table.columns()) {
      row.add(column.name(), ColumnTypes.toCalcite(factory, column.type(), column.nullable()));
    }
    return row.build();
  }
}
