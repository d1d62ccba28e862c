// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.OpenedGroup;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.FixedPoint;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the numbers of an opened answer into the rows that a plan goes on with. */
final class OpenedRows {
  private final NodeQuery question;
  private final Open open;

  OpenedRows(NodeQuery question, Open open) {
    this.question = question;
    this.open = open;
  }

  /** Returns per group its keys, then one value per aggregation; or each row as it is. */
  List<@Nullable Object[]> of(OpenedAnswer answer) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (OpenedGroup group : answer.groups()) {
      rows.add(row(group));
    }
    return rows;
  }

  private @Nullable Object[] row(OpenedGroup group) {
    List<@Nullable Object> values = new ArrayList<>();
    List<@Nullable Object> keys = group.key().values();
    for (int i = 0; i < keys.size(); i++) {
      values.add(key(keys.get(i), open.columns().get(i).type()));
    }
    List<Aggregation> aggregations =
        question.query() instanceof AggregateQuery query ? query.aggregations() : List.of();
    for (int i = 0; i < aggregations.size(); i++) {
      values.add(aggregate(aggregations.get(i), i, group.sums()));
    }
    return values.toArray();
  }

  /** A key travels as a number without its type; here it gets the column's type and scale back. */
  private static @Nullable Object key(@Nullable Object value, ColumnType type) {
    try {
      return value == null ? null : fitting(value, type);
    } catch (ArithmeticException | ClassCastException e) {
      throw new ParleyException(
          ErrorCode.NODE_FAILED,
          "A node reported a group key that is no " + type,
          "Ask the owners to check the types of the column that is grouped by.");
    }
  }

  /** Nodes are strangers: what a node calls a key need not be of the column's type. */
  private static Object fitting(Object value, ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT -> (long) ((BigDecimal) value).shortValueExact();
      case INTEGER -> (long) ((BigDecimal) value).intValueExact();
      case BIGINT -> ((BigDecimal) value).longValueExact();
      case DECIMAL -> decimal((BigDecimal) value, type);
      case DOUBLE -> ((BigDecimal) value).doubleValue();
      case BOOLEAN -> Boolean.class.cast(value);
      case CHAR, VARCHAR -> String.class.cast(value);
      case DATE -> date((LocalDate) value);
      case TIME -> LocalTime.class.cast(value);
      case TIMESTAMP -> LocalDateTime.class.cast(value);
      case VARBINARY -> Octets.class.cast(value);
      case GEOMETRY -> throw new IllegalStateException("Places are opened by coordinates");
    };
  }

  private static BigDecimal decimal(BigDecimal value, ColumnType type) {
    BigDecimal scaled = value.setScale(type.scale());
    if (scaled.precision() > type.precision()) {
      throw new ArithmeticException("too many digits");
    }
    return scaled;
  }

  private static LocalDate date(LocalDate value) {
    // clients are sent days since 1970 in 32 bits
    int unused = Math.toIntExact(value.toEpochDay());
    return value;
  }

  private @Nullable Object aggregate(Aggregation aggregation, int index, List<BigInteger> sums) {
    List<Slot> limbs = new ArrayList<>();
    List<BigInteger> parts = new ArrayList<>();
    boolean present = true;
    for (int i = 0; i < question.slots().size(); i++) {
      Slot slot = question.slots().get(i);
      if (slot.aggregation() == index && slot.kind() == Slot.Kind.VALUE) {
        limbs.add(slot);
        parts.add(sums.get(i));
      } else if (slot.aggregation() == index) {
        present = sums.get(i).signum() > 0;
      }
    }
    BigDecimal value = new BigDecimal(new FixedPoint(limbs).join(parts), limbs.get(0).scale());
    if (!aggregation.isSum()) {
      return count(value);
    }
    return present ? value : null;
  }

  private static long count(BigDecimal value) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A count is out of the range of BIGINT",
          "Ask for fewer rows, with a stronger condition.",
          e);
    }
  }
}
