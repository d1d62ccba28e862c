// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import dev.parley.planner.local.RowKey;
import dev.parley.planner.scalar.Places;
import dev.parley.planner.subquery.StandIns;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.spatial.Point;
import dev.parley.sql.function.SpatialFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The query for a list: what is shown of each row, then x and y of its place, the place's spatial
 * reference system, and the radius.
 *
 * @param grouped whether rows of which the same is shown are one entry, or each is its own
 */
record PlaceQuery(RelNode query, boolean grouped, Checks checks) {
  private static final int OF_PLACE = 4;

  /**
   * What places and radii must be.
   *
   * @param srid of the owners' places
   * @param onEarth whether a place must be a longitude and a latitude
   * @param positive whether a radius must not be negative
   */
  record Checks(int srid, boolean onEarth, boolean positive) {}

  /**
   * Returns the query for what {@code condition} was written with.
   *
   * @param shown over the fields of the join
   */
  static PlaceQuery of(
      PlaceJoin join, List<RexNode> shown, PlaceCondition condition, boolean grouped) {
    RelNode list = join.listed();
    RexBuilder rex = list.getCluster().getRexBuilder();
    RelDataTypeFactory types = list.getCluster().getTypeFactory();
    RelDataType number =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true);
    RelDataType whole =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.INTEGER), true);
    RexNode place = join.overList(condition.place().orElseThrow());
    List<RexNode> items = new ArrayList<>();
    shown.forEach(item -> items.add(join.overList(item)));
    items.add(rex.makeCall(number, SpatialFunctions.X, List.of(place)));
    items.add(rex.makeCall(number, SpatialFunctions.Y, List.of(place)));
    items.add(rex.makeCall(whole, SpatialFunctions.SRID, List.of(place)));
    items.add(
        condition
            .radius()
            .map(join::overList)
            .orElseGet(() -> rex.makeExactLiteral(BigDecimal.ZERO)));
    List<String> names = new ArrayList<>();
    items.forEach(item -> names.add("i" + names.size()));
    return new PlaceQuery(
        LogicalProject.create(list, List.of(), items, names, Set.of()),
        grouped,
        new Checks(condition.srid(), condition.isOnSphere(), condition.isWithin()));
  }

  /** The type of the rows that stand in the algebra: what is shown, then the entry's number. */
  RelDataType rowType(RelOptCluster cluster) {
    RelDataTypeFactory types = cluster.getTypeFactory();
    return types
        .builder()
        .addAll(query.getRowType().getFieldList().subList(0, shown()))
        .add("entry", types.createSqlType(SqlTypeName.INTEGER))
        .build();
  }

  /** How many fields are shown. */
  int shown() {
    return query.getRowType().getFieldCount() - OF_PLACE;
  }

  /**
   * An answer to the query.
   *
   * @param rows what is shown, then the entry's number
   * @param places empty if no row has one
   */
  record Answer(List<@Nullable Object[]> rows, Optional<PlaceList> places) {}

  /**
   * Returns what the answer comes to.
   *
   * @throws ParleyException TOO_MANY for more places than a question can have, TYPE_MISMATCH for
   *     places of another spatial reference system, OUT_OF_RANGE for places or radii that are none
   */
  Answer answer(List<Object[]> answered) {
    if (answered.size() > PlaceList.MAX_ENTRIES) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "A list that is joined by distance has more than %d rows"
              .formatted(PlaceList.MAX_ENTRIES),
          "Join with fewer at once.");
    }
    Map<RowKey, Integer> numbers = new HashMap<>();
    Map<Integer, @Nullable Object[]> rows = new LinkedHashMap<>();
    List<PlaceList.Entry> entries = new ArrayList<>();
    for (Object[] row : answered) {
      @Nullable Object[] shown = Arrays.copyOf(row, shown() + 1);
      int number = rows.size();
      if (grouped) {
        number = numbers.computeIfAbsent(RowKey.of(Arrays.copyOf(row, shown())), k -> rows.size());
      }
      shown[shown()] = (long) number;
      rows.putIfAbsent(number, widened(shown));
      entry(number, row).ifPresent(entries::add);
    }
    return new Answer(
        List.copyOf(rows.values()),
        entries.isEmpty() ? Optional.empty() : Optional.of(new PlaceList(entries)));
  }

  private static @Nullable Object[] widened(@Nullable Object[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = row[i] instanceof Integer whole ? Long.valueOf(whole) : row[i];
    }
    return row;
  }

  /** Nothing is near what is nowhere, nor nearer than NULL. */
  private Optional<PlaceList.Entry> entry(int number, @Nullable Object[] row) {
    int from = shown();
    if (!(row[from] instanceof Double x)
        || !(row[from + 1] instanceof Double y)
        || !(row[from + 2] instanceof Number srid)
        || !(row[from + 3] instanceof Number given)) {
      return Optional.empty();
    }
    Places.requireSame(checks.srid(), srid.intValue());
    if (checks.onEarth()) {
      Places.requireOnEarth(new Point(x, y));
    }
    double radius = given.doubleValue();
    if (!Double.isFinite(radius) || (checks.positive() && radius < 0)) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A radius of a list is negative, or no number",
          "Give each row one of 0 or more.");
    }
    return Optional.of(new PlaceList.Entry(number, x, y, radius));
  }

  /** A row of the answer to plan with before the true ones are known. */
  Object[] standIn() {
    Object[] row = StandIns.row(query.getRowType());
    System.arraycopy(new Object[] {0.0, 0.0, 0L, 0L}, 0, row, shown(), OF_PLACE);
    return row;
  }
}
