// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Columns of a federated table, as they are asked of owners, and as the gateway finds them again. A
 * place is asked as its two coordinates.
 */
public final class OpenedColumns {
  private final List<Expression> items = new ArrayList<>();
  private final List<ResultColumn> columns = new ArrayList<>();
  private final List<Scalar> inputs;

  /**
   * @param wanted which columns, by their positions in the table
   */
  public OpenedColumns(OwnerSource source, Collection<Integer> wanted) {
    this.inputs = new ArrayList<>(source.expressions().inputs());
    for (int position : wanted) {
      Optional<ResultColumn> listed = source.expressions().listed(position);
      if (listed.isPresent()) {
        inputs.set(position, opened(source, inputs.get(position), listed.get()));
        continue;
      }
      FederatedColumn asked = source.table().columns().get(position);
      Scalar whole = source.expressions().inputs().get(position);
      if (asked.type().kind() == ColumnType.Kind.GEOMETRY) {
        List<Scalar.Input> coordinates = new ArrayList<>();
        for (Scalar coordinate : PlaceColumns.coordinates(whole)) {
          String label = PlaceColumns.label(coordinate);
          coordinates.add(
              opened(source, coordinate, new ResultColumn(label, ColumnType.DOUBLE, true)));
        }
        inputs.set(position, PlaceColumns.place(coordinates, asked.type()));
      } else {
        ResultColumn column = new ResultColumn(asked.name(), asked.type(), asked.nullable());
        inputs.set(position, opened(source, whole, column));
      }
    }
  }

  private Scalar.Input opened(OwnerSource source, Scalar value, ResultColumn column) {
    items.add(source.expressions().value(value));
    columns.add(column);
    return new Scalar.Input(columns.size() - 1, column.label(), column.type());
  }

  /** What owners are asked for; unmodifiable. */
  public List<Expression> items() {
    return List.copyOf(items);
  }

  /** What is opened; unmodifiable. */
  public List<ResultColumn> columns() {
    return List.copyOf(columns);
  }

  /** What stands for each column of the table, of what is opened; unmodifiable. */
  public List<Scalar> inputs() {
    return List.copyOf(inputs);
  }
}
