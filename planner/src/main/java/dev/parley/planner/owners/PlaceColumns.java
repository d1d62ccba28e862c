// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.scalar.Conversion;
import dev.parley.planner.scalar.Places;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.planner.scalar.ScalarText;
import dev.parley.protocol.catalog.ColumnType;
import java.util.List;

/** Places as owners give them away, which is by coordinates, and put together again. */
public final class PlaceColumns {

  private PlaceColumns() {}

  /** Returns x and y of a place. */
  public static List<Scalar> coordinates(Scalar place) {
    return List.of(
        new Scalar.Call(ScalarOperator.POINT_X, List.of(place), ColumnType.DOUBLE),
        new Scalar.Call(ScalarOperator.POINT_Y, List.of(place), ColumnType.DOUBLE));
  }

  /** Returns the place of two coordinates; NULL if one of them is. */
  public static Scalar place(List<? extends Scalar> coordinates, ColumnType type) {
    Scalar srid = new Scalar.Constant((long) type.precision(), ColumnType.INTEGER);
    return new Scalar.Call(
        ScalarOperator.POINT, List.of(coordinates.get(0), coordinates.get(1), srid), type);
  }

  /** How a coordinate is called where it is opened. */
  public static String label(Scalar coordinate) {
    return ScalarText.of(coordinate);
  }

  /**
   * Returns where in a grid a place is, counted from the origin in both directions: whole numbers,
   * which all databases find alike.
   */
  public static List<Scalar> cells(Scalar.Call snap) {
    if (!(snap.operands().get(1) instanceof Scalar.Constant width
        && width.value() instanceof Double across
        && snap.operands().get(2) instanceof Scalar.Constant height
        && height.value() instanceof Double up)) {
      throw Refusals.function("ST_SnapToGrid with anything but constants");
    }
    Places.requireGrid(across, up);
    Scalar place = snap.operands().get(0);
    return List.of(
        new Scalar.Call(ScalarOperator.CELL_X, List.of(place, width), ColumnType.BIGINT),
        new Scalar.Call(ScalarOperator.CELL_Y, List.of(place, height), ColumnType.BIGINT));
  }

  /** Returns the coordinates of the corner of a grid, of where it is and of the grid's sides. */
  public static List<Scalar> corner(List<? extends Scalar> cells, Scalar.Call snap) {
    return List.of(
        times(cells.get(0), snap.operands().get(1)), times(cells.get(1), snap.operands().get(2)));
  }

  private static Scalar times(Scalar cell, Scalar side) {
    return new Scalar.Call(
        ScalarOperator.MULTIPLY,
        List.of(Conversion.cast(cell, ColumnType.DOUBLE), side),
        ColumnType.DOUBLE);
  }
}
