// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.party.Parties;
import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.OpenedGroup;
import dev.parley.planner.catalog.Participant;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.planner.plan.Release;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenedRowsTest {
  private static final Expression.Column FARE = new Expression.Column("fare");

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of(ColumnType.SMALLINT, new BigDecimal("-7"), -7L),
        Arguments.of(ColumnType.INTEGER, new BigDecimal("10"), 10L),
        Arguments.of(ColumnType.BIGINT, new BigDecimal(Long.MIN_VALUE), Long.MIN_VALUE),
        Arguments.of(ColumnType.decimal(5, 2), new BigDecimal("1.5"), new BigDecimal("1.50")),
        Arguments.of(ColumnType.decimal(5, 0), new BigDecimal("1E+4"), new BigDecimal("10000")),
        Arguments.of(ColumnType.VARCHAR, "Žižkov", "Žižkov"),
        Arguments.of(ColumnType.BOOLEAN, true, true),
        Arguments.of(ColumnType.DATE, LocalDate.of(2026, 2, 28), LocalDate.of(2026, 2, 28)),
        Arguments.of(
            ColumnType.TIMESTAMP,
            LocalDateTime.of(2026, 2, 28, 1, 2, 3, 456_789_000),
            LocalDateTime.of(2026, 2, 28, 1, 2, 3, 456_789_000)),
        Arguments.of(ColumnType.TIME, LocalTime.NOON, LocalTime.NOON),
        Arguments.of(ColumnType.VARBINARY, Octets.ofHex("0aff"), Octets.ofHex("0aff")),
        Arguments.of(ColumnType.VARCHAR, null, null));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aKeyGetsTypeAndScaleOfItsColumn(
      ColumnType type, @Nullable Object travelled, @Nullable Object wanted) {
    assertThat(key(type, travelled)).isEqualTo(wanted);
  }

  static Stream<Arguments> strangeKeys() {
    return Stream.of(
        Arguments.of(ColumnType.SMALLINT, new BigDecimal("32768")),
        Arguments.of(ColumnType.INTEGER, new BigDecimal("2147483648")),
        Arguments.of(ColumnType.INTEGER, "10"),
        Arguments.of(ColumnType.BIGINT, new BigDecimal("1.5")),
        Arguments.of(ColumnType.BIGINT, new BigDecimal("1E+30")),
        Arguments.of(ColumnType.decimal(5, 2), new BigDecimal("1.234")),
        Arguments.of(ColumnType.decimal(5, 2), new BigDecimal("1234")),
        Arguments.of(ColumnType.VARCHAR, BigDecimal.ONE),
        Arguments.of(ColumnType.BOOLEAN, "true"),
        Arguments.of(ColumnType.VARBINARY, "0aff"),
        Arguments.of(ColumnType.VARCHAR, Octets.ofHex("61")),
        Arguments.of(ColumnType.DATE, LocalDate.MAX),
        Arguments.of(ColumnType.DATE, LocalDateTime.MIN),
        Arguments.of(ColumnType.TIME, LocalDateTime.MIN),
        Arguments.of(ColumnType.TIMESTAMP, LocalTime.NOON),
        Arguments.of(ColumnType.TIMESTAMP, LocalDate.EPOCH),
        Arguments.of(ColumnType.DOUBLE, "1"));
  }

  @ParameterizedTest
  @MethodSource("strangeKeys")
  void aKeyThatDoesNotFitItsColumnIsTheFaultOfANode(ColumnType type, Object travelled) {
    ParleyException e = catchThrowableOfType(ParleyException.class, () -> key(type, travelled));

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_FAILED);
    assertThat(e.fact()).isEqualTo("A node reported a group key that is no " + type);
    assertThat(e).hasNoCause();
  }

  @Test
  void aSumHasTheScaleOfItsSlotAndIsNullIfItIsSoEverywhere() {
    assertThat(aggregates(3, -1250, 2)).containsExactly(3L, new BigDecimal("-12.50"));
    assertThat(aggregates(3, 0, 0)).containsExactly(3L, null);
    assertThat(aggregates(0, 0, 1)).containsExactly(0L, new BigDecimal("0.00"));
  }

  @Test
  void aCountThatNoLongHoldsIsOutOfRange() {
    ParleyException e =
        catchThrowableOfType(
            ParleyException.class,
            () -> aggregates(BigInteger.ONE.shiftLeft(63), BigInteger.ZERO, BigInteger.ONE));

    assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
  }

  private static @Nullable Object key(ColumnType type, @Nullable Object value) {
    AggregateQuery query =
        new AggregateQuery(
            "trips", List.of(new Expression.Column("zone")), List.of(), Optional.empty());
    return row(query, List.of(), type, Collections.singletonList(value), List.of())[0];
  }

  private static List<@Nullable Object> aggregates(long count, long sum, long present) {
    return aggregates(
        BigInteger.valueOf(count), BigInteger.valueOf(sum), BigInteger.valueOf(present));
  }

  private static List<@Nullable Object> aggregates(
      BigInteger count, BigInteger sum, BigInteger present) {
    AggregateQuery query =
        new AggregateQuery(
            "trips",
            List.of(),
            List.of(Aggregation.countRows(), Aggregation.sum(FARE)),
            Optional.empty());
    List<Slot> slots =
        List.of(
            new Slot(Slot.Kind.VALUE, 0, 0, 0, 128),
            new Slot(Slot.Kind.VALUE, 1, 0, 2, 128),
            new Slot(Slot.Kind.PRESENCE, 1, 0, 0, 32));
    return Arrays.asList(
        row(query, slots, ColumnType.BIGINT, List.of(), List.of(count, sum, present)));
  }

  private static @Nullable Object[] row(
      AggregateQuery query,
      List<Slot> slots,
      ColumnType type,
      List<@Nullable Object> key,
      List<BigInteger> sums) {
    NodeQuery question =
        new NodeQuery(
            new Participant(Parties.NORTH, "H2", 1),
            query,
            Optional.empty(),
            slots,
            Release.ENCRYPTED);
    Open open = new Open(question, List.of(new ResultColumn("c", type, true)));
    OpenedAnswer answer =
        new OpenedAnswer(
            List.of(new OpenedGroup(GroupKey.of(key), sums)), 0, List.of(Parties.NORTH), List.of());
    return new OpenedRows(question, open).of(answer).get(0);
  }
}
