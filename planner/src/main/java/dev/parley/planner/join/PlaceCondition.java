// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.function.SpatialFunctions;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Writes conditions over both sides of a join as owners are asked them: what is computed of the
 * list alone becomes the one place, and the one radius, that each of its rows has.
 */
final class PlaceCondition extends RexShuttle {
  private final PlaceJoin join;
  private Optional<RexNode> place = Optional.empty();
  private Optional<RexNode> radius = Optional.empty();
  private int srid;
  private boolean sphere;
  private boolean within;

  PlaceCondition(PlaceJoin join) {
    this.join = join;
  }

  /** Whether {@code condition} says how near a place of the owners' is to one of the list's. */
  static boolean isNear(RexNode condition, ImmutableBitSet ofList) {
    if (!(condition instanceof RexCall call)) {
      return false;
    }
    if (isDistance(call)) {
      boolean firstIsList = isOf(call.getOperands().get(0), ofList);
      RexNode other = call.getOperands().get(firstIsList ? 1 : 0);
      return (firstIsList || isOf(call.getOperands().get(1), ofList))
          && !bits(other).isEmpty()
          && !bits(other).intersects(ofList);
    }
    return call.getOperands().stream().anyMatch(operand -> isNear(operand, ofList));
  }

  /** Whether {@code condition} is about how far places are from each other. */
  static boolean measures(RexNode condition) {
    return condition instanceof RexCall call
        && (isDistance(call) || call.getOperands().stream().anyMatch(PlaceCondition::measures));
  }

  private static boolean isDistance(RexCall call) {
    return call.getOperator().equals(SpatialFunctions.NEAR)
        || call.getOperator().equals(SpatialFunctions.KNN)
        || call.getOperator().equals(SpatialFunctions.DISTANCE)
        || call.getOperator().equals(SpatialFunctions.SPHERE_DISTANCE);
  }

  /** Whether {@code rex} is computed of the list, and of nothing else. */
  static boolean isOf(RexNode rex, ImmutableBitSet fields) {
    ImmutableBitSet bits = bits(rex);
    return !bits.isEmpty() && fields.contains(bits);
  }

  static ImmutableBitSet bits(RexNode rex) {
    return RelOptUtil.InputFinder.bits(rex);
  }

  /**
   * Returns the condition over the table with the places.
   *
   * @throws ParleyException NOT_SUPPORTED for more than one place, or more than one number
   */
  RexNode written(RexNode condition) {
    return condition.accept(this);
  }

  /** What is computed of each row of the list as its place; empty if there is none. */
  Optional<RexNode> place() {
    return place;
  }

  /** What is computed of each row of the list as its radius; empty if there is none. */
  Optional<RexNode> radius() {
    return radius;
  }

  /** The spatial reference system of the owners' places; 0 if that is not told. */
  int srid() {
    return srid;
  }

  /** Whether places must be on the earth. */
  boolean isOnSphere() {
    return sphere;
  }

  /** Whether radii must not be negative. */
  boolean isWithin() {
    return within;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (isOf(call, join.ofList())) {
      return listed(call);
    }
    sphere |= call.getOperator().equals(SpatialFunctions.SPHERE_DISTANCE);
    within |= call.getOperator().equals(SpatialFunctions.NEAR);
    return super.visitCall(call);
  }

  @Override
  public RexNode visitInputRef(RexInputRef field) {
    if (join.ofList().get(field.getIndex())) {
      return listed(field);
    }
    RexNode written = join.ownerField(field.getIndex());
    if (written instanceof RexInputRef column) {
      ColumnType type = join.owner().listed().table().columns().get(column.getIndex()).type();
      srid = type.kind() == ColumnType.Kind.GEOMETRY ? type.precision() : srid;
    }
    return written;
  }

  private RexNode listed(RexNode computed) {
    ColumnType type = ColumnTypes.of(computed.getType());
    if (type.kind() == ColumnType.Kind.GEOMETRY) {
      place = same(place, computed, "places");
      return join.owner().place();
    }
    if (type.isNumeric()) {
      radius = same(radius, computed, "numbers");
      return join.owner().radius();
    }
    throw unsupported("%s of a list".formatted(type.kind()));
  }

  private static Optional<RexNode> same(Optional<RexNode> known, RexNode next, String what) {
    if (known.isPresent() && !known.get().equals(next)) {
      throw unsupported("two %s of each row of a list".formatted(what));
    }
    return Optional.of(next);
  }

  private static ParleyException unsupported(String what) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "A join by distance that also compares %s is not supported".formatted(what),
        "Join by one distance, and compare the rest in a query around it.");
  }
}
