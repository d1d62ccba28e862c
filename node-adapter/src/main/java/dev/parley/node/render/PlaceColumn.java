// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealColumn;
import dev.parley.protocol.spatial.Point;
import java.util.Locale;

/** A column of places as SQL reads its coordinates, which are doubles. */
record PlaceColumn(Dialect dialect, RealColumn column) {

  /** x as the database has it; NULL for what is no place, maybe not finite. */
  Fragment x() {
    return coordinate(0);
  }

  /** y as {@link #x}. */
  Fragment y() {
    return coordinate(1);
  }

  /** Whether both coordinates are there, finite, and no larger than a place's may be. */
  Fragment isPlace() {
    return new Template(
            "(ABS($1) <= %1$s AND ABS($2) <= %1$s)"
                .formatted(dialect.asDouble(String.valueOf(Point.LARGEST))))
        .fill(x(), y());
  }

  /** Returns {@code value} for places, and NULL for what is none. */
  Fragment ofPlaces(Fragment value) {
    return isPlace().within("(CASE WHEN ", " THEN ").then(value).then(" END)");
  }

  /** Whether the owner declares it of two columns. */
  boolean isDeclared() {
    return !column.coordinates().isEmpty();
  }

  /** One of the two columns, to be compared with as it is stored. */
  Operand part(int index) {
    RealColumn part = column.coordinates().get(index);
    return new Operand(
        dialect,
        Fragment.of(dialect.quote(part.name())),
        part.type().orElseThrow(),
        part.storage());
  }

  /**
   * The place as PostgreSQL's {@code point}, by whose operators an index serves; NULL where a
   * coordinate is NaN. An index in which NaN ever was, even of a row that was never committed,
   * hides other rows; one of this expression has none in it, so it is the only one that may serve.
   */
  Fragment point() {
    return isPostGis()
        ? quoted().within("CAST(", " AS point)")
        : new Template("point(NULLIF($1, 'NaN'::float8), NULLIF($2, 'NaN'::float8))")
            .fill(x(), y());
  }

  /** Whether it is of PostGIS. */
  boolean isPostGis() {
    String word = column.typeName().toUpperCase(Locale.ROOT);
    return dialect == Dialect.POSTGRESQL && !isDeclared() && !word.equals("POINT");
  }

  Fragment quoted() {
    return Fragment.of(dialect.quote(column.name()));
  }

  private Fragment coordinate(int index) {
    if (isDeclared()) {
      return part(index).asDouble();
    }
    String function = index == 0 ? "ST_X" : "ST_Y";
    if (isPostGis()) {
      return new Template("(CASE WHEN GeometryType($1) = 'POINT' THEN " + function + "($1) END)")
          .fill(quoted());
    }
    return dialect == Dialect.POSTGRESQL
        ? quoted().within("(", ")[" + index + "]")
        : quoted().within(function + "(", ")");
  }
}
