// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.RealColumn;
import dev.parley.node.database.RealTable;
import dev.parley.node.run.Group;
import dev.parley.node.run.Group.Measure;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.FixedPoint;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotValuesTest {
  private static final Aggregation EXACT = Aggregation.sum(new Expression.Column("fare"));
  private static final Aggregation DOUBLE = Aggregation.sumSquares(new Expression.Column("speed"));
  private static final Slot MONEY = new Slot(Slot.Kind.VALUE, 0, 0, 2, 64);
  private static final Slot PRESENT = new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32);

  @Test
  void givesEachSlotItsNumberInTheOrderOfTheSlots() {
    assertThat(values(EXACT, group("-1.5", 9), PRESENT, MONEY)).isEqualTo(numbers(1, 0, 1, -150));
    assertThat(values(EXACT, new Group(List.of(), List.of(measure(null, 0)), 9), PRESENT, MONEY))
        .isEqualTo(numbers(1, 0, 0, 0));
  }

  @Test
  void withholdsWhatComesFromFewRows() {
    assertThat(values(EXACT, group("-1.5", 4), PRESENT, MONEY)).isEqualTo(numbers(1, 1, 0, 0));
    assertThat(values(EXACT, group("1e90", 4), MONEY)).isEqualTo(numbers(1, 1, 0));
  }

  @Test
  void spreadsWideNumbersOverLimbsWhicheverOrderTheyStandIn() {
    Slot low = new Slot(Slot.Kind.VALUE, 0, 0, 60, 100);
    Slot middle = new Slot(Slot.Kind.VALUE, 0, 1, 60, 254);
    Slot high = new Slot(Slot.Kind.VALUE, 0, 2, 60, 40);
    String value =
        "-1234567890123456789.000000000000000000000000000000000000000000000000000000000001";

    List<BigInteger> values = values(EXACT, group(value, 9), high, low, middle);

    assertThat(
            new FixedPoint(List.of(low, middle, high))
                .join(List.of(values.get(3), values.get(4), values.get(2))))
        .isEqualTo(new BigDecimal(value).unscaledValue());
  }

  @ParameterizedTest
  @CsvSource({"0.125", "1000000000000000000", "-1e30", "0.001"})
  void anExactSumThatDoesNotFitExactlyIsOutOfRange(String value) {
    assertOutOfRange(() -> values(EXACT, group(value, 9), MONEY), value, "SUM(\"fare\")");
  }

  @Test
  void sumsOfDoublesAreRoundedHalfToEvenAsLongAsNothingIsLost() {
    Slot wide = new Slot(Slot.Kind.VALUE, 0, 0, 20, 200);

    assertThat(values(DOUBLE, group("1000000.000000000000000000005", 9), wide))
        .isEqualTo(List.of(BigInteger.ONE, BigInteger.ZERO, BigInteger.TEN.pow(26)));
    assertThat(values(DOUBLE, group("1000000.000000000000000000015", 9), wide).get(2))
        .isEqualTo(BigInteger.TEN.pow(26).add(BigInteger.TWO));
    assertThat(values(DOUBLE, group("0", 9), wide).get(2)).isZero();
    assertThat(values(DOUBLE, group("3.00000", 9), MONEY).get(2)).isEqualTo(300);
    assertOutOfRange(
        () -> values(DOUBLE, group("0.0000000123456789012345678", 9), wide),
        "12345",
        "SUMSQ(\"speed\")");
    assertOutOfRange(() -> values(DOUBLE, group("1e-300", 9), wide), "300", "SUMSQ(\"speed\")");
    assertOutOfRange(() -> values(DOUBLE, group("1e300", 9), wide), "300", "SUMSQ(\"speed\")");
  }

  private static void assertOutOfRange(Runnable action, String value, String named) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
              assertThat(e.fact()).contains(named).doesNotContain(value);
            });
  }

  private static List<BigInteger> values(Aggregation aggregation, Group group, Slot... slots) {
    AggregateQuery query =
        new AggregateQuery("trips", List.of(), List.of(aggregation), Optional.empty());
    return SlotValues.of(new CheckedQuery(query, table(), List.of(slots))).of(group);
  }

  private static GrantedTable table() {
    List<PublishedColumn> columns =
        List.of(
            new PublishedColumn("fare", ColumnType.decimal(10, 2), true, Set.of()),
            new PublishedColumn("speed", ColumnType.DOUBLE, true, Set.of()));
    List<RealColumn> real =
        columns.stream()
            .map(
                c ->
                    new RealColumn(
                        c.name(), Optional.of(c.type()), "", true, RealColumn.Storage.DECLARED))
            .toList();
    return new GrantedTable(
        new PublishedTable("trips", List.of(), columns),
        new RealTable("public", "trips", real),
        real,
        5);
  }

  private static Group group(String sum, long rows) {
    return new Group(List.of(), List.of(measure(sum, rows)), rows);
  }

  private static Measure measure(@org.jspecify.annotations.Nullable String sum, long rows) {
    return new Measure(Optional.ofNullable(sum).map(BigDecimal::new), rows);
  }

  private static List<BigInteger> numbers(long... values) {
    return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }
}
