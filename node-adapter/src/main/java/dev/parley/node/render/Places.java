// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.List;
import java.util.Optional;

/**
 * Writes what is asked of places. Distances and sides of polygons are computed as {@link Point} and
 * {@link Polygon} have it, operation by operation, so that all databases agree.
 */
record Places(Dialect dialect, GrantedTable table, ExpressionRenderer renderer) {
  /** {@link Point#distance}; $1 and $2 are the place's coordinates, $3 and $4 the other's. */
  private static final Template DISTANCE =
      new Template(
          "(CASE WHEN LEAST(%1$s, %2$s) = 0 THEN GREATEST(%1$s, %2$s) ELSE GREATEST(%1$s, %2$s) * SQRT(1 + (LEAST(%1$s, %2$s) / GREATEST(%1$s, %2$s)) * (LEAST(%1$s, %2$s) / GREATEST(%1$s, %2$s))) END)"
              .formatted("ABS($1 - $3)", "ABS($2 - $4)"));

  /** {@link Point#sphereDistance}; $5 is twice the radius, $6 is 1 as a double. */
  private static final Template SPHERE =
      new Template(
          "($5 * ASIN(LEAST($6, SQRT(%2$s + COS(RADIANS($2)) * COS(RADIANS($4)) * %1$s))))"
              .formatted(square("SIN(RADIANS($1 - $3) / 2)"), square("SIN(RADIANS($2 - $4) / 2)")));

  /** Where a place is no longitude and latitude, there is no such distance. */
  private static final Template ON_EARTH =
      new Template("(CASE WHEN $1 BETWEEN -180 AND 180 AND $2 BETWEEN -90 AND 90 THEN $3 END)");

  Fragment render(Expression.Call call) {
    PlaceColumn place = column((Expression.Column) call.operands().get(0));
    return switch (call.operator()) {
      case POINT_X -> place.ofPlaces(place.x());
      case POINT_Y -> place.ofPlaces(place.y());
      case CELL_X -> place.ofPlaces(cell(place.x(), call));
      case CELL_Y -> place.ofPlaces(cell(place.y(), call));
      case DISTANCE -> place.ofPlaces(distance(place, call));
      case SPHERE_DISTANCE -> place.ofPlaces(sphere(place, call));
      case INSIDE, COVERED -> {
        Expression.TextLiteral rings = (Expression.TextLiteral) call.operands().get(1);
        yield new Areas(dialect, place)
            .side(Polygon.parse(rings.value()), call.operator() == Operator.COVERED);
      }
      default -> throw new IllegalStateException(call.operator() + " is not of places");
    };
  }

  private Fragment cell(Fragment coordinate, Expression.Call call) {
    Fragment quotient =
        coordinate.within("(", " / ").then(renderer.render(call.operands().get(1))).then(")");
    Fragment nearest =
        Translations.of(new Translations.Entry(Operator.ROUND, Kind.DOUBLE), dialect)
            .fill(quotient);
    return SqlTypes.cast(nearest, ColumnType.BIGINT, dialect);
  }

  PlaceColumn column(Expression.Column named) {
    return new PlaceColumn(dialect, table.column(named.name()).orElseThrow().real());
  }

  /** The distance of a place, and of what is none anything. */
  Fragment distance(PlaceColumn place, Expression.Call call) {
    Fragment x = renderer.render(call.operands().get(1));
    Fragment y = renderer.render(call.operands().get(2));
    if (dialect == Dialect.POSTGRESQL) {
      return new Template("($1 <-> point($2, $3))").fill(place.point(), x, y);
    }
    return DISTANCE.fill(place.x(), place.y(), x, y);
  }

  /**
   * The distance as PostgreSQL's index has it, of places alone: what is none would come somewhere.
   * Without the index it is the same number.
   *
   * @param condition which is to say that there is a place
   */
  Optional<Fragment> indexed(Expression score, Optional<Expression> condition) {
    if (dialect != Dialect.POSTGRESQL
        || !(score instanceof Expression.Call call)
        || call.operator() != Operator.DISTANCE) {
      return Optional.empty();
    }
    Expression.Column named = (Expression.Column) call.operands().get(0);
    PlaceColumn place = column(named);
    return !place.isPostGis() && condition.filter(c -> PlaceBounds.requires(c, named)).isPresent()
        ? Optional.of(distance(place, call))
        : Optional.empty();
  }

  private Fragment sphere(PlaceColumn place, Expression.Call call) {
    List<Expression> to = call.operands();
    Fragment distance =
        SPHERE.fill(
            place.x(),
            place.y(),
            renderer.render(to.get(1)),
            renderer.render(to.get(2)),
            Fragment.parameter(dialect.asDouble("?"), 2 * Point.EARTH_RADIUS_METRES),
            Fragment.of(dialect.asDouble("1")));
    return ON_EARTH.fill(place.x(), place.y(), distance);
  }

  /** PostgreSQL fails where a square is too near to zero. */
  private static String square(String value) {
    return "(CASE WHEN ABS(%1$s) < 1e-150 THEN 0 ELSE %1$s * %1$s END)".formatted(value);
  }
}
