// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.sql.Expression.Listed;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind the columns of a table that is joined with a list: the number of the entry,
 * its place, its radius.
 *
 * @param first the position of the first of them
 */
record ListedColumns(int first) {

  /** What stands for them, as inputs of expressions. */
  List<Scalar.Input> inputs() {
    return List.of(
        new Scalar.Input(first, "entry", ColumnType.INTEGER),
        new Scalar.Input(first + 1, "place", ColumnType.GEOMETRY),
        new Scalar.Input(first + 2, "radius", ColumnType.DOUBLE));
  }

  /** What the column at {@code position} is called where it is opened; empty if it is none. */
  Optional<ResultColumn> column(int position) {
    return position == first
        ? Optional.of(new ResultColumn("entry", ColumnType.INTEGER, false))
        : Optional.empty();
  }

  /** Whether it is the place. */
  boolean isPlace(Scalar scalar) {
    return scalar instanceof Scalar.Input input && input.index() == first + 1;
  }

  /** Returns a number of the entry; empty if it is none. */
  Optional<Listed> value(Scalar.Input input) {
    return switch (input.index() - first) {
      case 0 -> Optional.of(new Listed(Listed.Field.N));
      case 2 -> Optional.of(new Listed(Listed.Field.R));
      default -> Optional.empty();
    };
  }
}
