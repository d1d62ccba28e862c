// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnUsesTest {
  private static final Typing TYPING =
      new Typing(
          column ->
              switch (column.name()) {
                case "speed" -> ColumnType.DOUBLE;
                case "n" -> ColumnType.INTEGER;
                case "place", "other" -> ColumnType.GEOMETRY;
                default -> ColumnType.decimal(10, 2);
              });

  @Test
  void aColumnIsTheSameWhateverItsCaseAndGathersItsUses() {
    var query =
        new AggregateQuery(
            "t",
            List.of(column("Zone")),
            List.of(Aggregation.sum(column("fare"))),
            Optional.of(column("ZONE")));

    assertThat(ColumnUses.of(query, TYPING))
        .hasSize(2)
        .extractingByKey(column("zone"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
        .containsExactlyInAnyOrder(Use.GROUP, Use.FILTER);
  }

  @Test
  void aSearchByDistanceNeedsOnlyToSearch() {
    assertThat(ColumnUses.of(nearest(isThere("place")), TYPING))
        .containsEntry(column("place"), Set.of(Use.NEAREST))
        .containsEntry(column("n"), Set.of(Use.REVEAL));
    Expression both =
        new Expression.Call(Operator.AND, List.of(isThere("place"), isThere("other")));
    assertThat(ColumnUses.of(nearest(both), TYPING))
        .containsEntry(column("place"), Set.of(Use.NEAREST))
        .containsEntry(column("other"), Set.of(Use.FILTER));
    Expression either =
        new Expression.Call(Operator.OR, List.of(isThere("place"), isThere("other")));
    assertThat(ColumnUses.of(nearest(either), TYPING))
        .containsEntry(column("place"), Set.of(Use.NEAREST, Use.FILTER));
  }

  private static Expression isThere(String column) {
    return new Expression.Call(
        Operator.IS_NOT_NULL,
        List.of(new Expression.Call(Operator.POINT_X, List.of(column(column)))));
  }

  private static BestQuery nearest(Expression where) {
    Expression zero =
        new Expression.Cast(new Expression.NumberLiteral(BigDecimal.ZERO), ColumnType.DOUBLE);
    return new BestQuery(
        "t",
        List.of(column("n")),
        Optional.of(where),
        new RowQuery.SortKey(
            new Expression.Call(Operator.DISTANCE, List.of(column("place"), zero, zero)),
            false,
            false),
        3);
  }

  @Test
  void columnsThatAreTwoToTheirOwnerAreNeverTakenForOne() {
    // in small letters both would be spelled alike
    var query =
        new RowQuery(
            "t",
            List.of(column("\u0130"), column("i\u0307")),
            List.of(),
            false,
            Optional.empty(),
            List.of(),
            OptionalLong.empty());

    assertThat(ColumnUses.of(query, TYPING)).hasSize(2);
  }

  @Test
  void sumsDifferencesAndProductsOnlyAggregate() {
    assertUses("fare", column("fare"), Use.AGGREGATE);
    assertUses(
        "fare",
        call(Operator.ADD, call(Operator.MULTIPLY, column("fare"), number("2")), column("n")),
        Use.AGGREGATE);
    assertUses("fare", call(Operator.NEGATE, column("fare")), Use.AGGREGATE);
    assertUses("speed", call(Operator.DIVIDE, column("speed"), number("2")), Use.AGGREGATE);
    assertUses("fare", cast(column("fare"), ColumnType.DOUBLE), Use.AGGREGATE);
    assertUses("fare", cast(column("fare"), ColumnType.decimal(14, 4)), Use.AGGREGATE);
    assertUses("n", cast(column("n"), ColumnType.BIGINT), Use.AGGREGATE);
  }

  @Test
  void whatCanPickRowsOutUnderAnAggregateAlsoFilters() {
    assertUses("n", call(Operator.ABS, column("n")), Use.AGGREGATE, Use.FILTER);
    assertUses("n", call(Operator.DIVIDE, column("n"), number("1000")), Use.AGGREGATE, Use.FILTER);
    assertUses(
        "speed", call(Operator.DIVIDE, number("1"), column("speed")), Use.AGGREGATE, Use.FILTER);
    assertUses("n", call(Operator.COALESCE, column("n"), number("0")), Use.AGGREGATE, Use.FILTER);
    assertUses("fare", cast(column("fare"), ColumnType.INTEGER), Use.AGGREGATE, Use.FILTER);
    assertUses("fare", cast(column("fare"), ColumnType.decimal(9, 2)), Use.AGGREGATE, Use.FILTER);
    assertUses("speed", cast(column("speed"), ColumnType.BIGINT), Use.AGGREGATE, Use.FILTER);
    for (Operator operator : Operator.values()) {
      boolean linear =
          Set.of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.NEGATE)
              .contains(operator);
      if (operator.takes(2) && !linear && !operator.isCondition()) {
        assertUses("n", call(operator, column("n"), column("n")), Use.AGGREGATE, Use.FILTER);
      }
    }
  }

  @Test
  void whatRoundsToDoublesIsAFunctionThatPicksRowsOut() {
    Expression asDouble = cast(column("n"), ColumnType.DOUBLE);
    Expression magic = cast(number("6755399441055744"), ColumnType.DOUBLE);
    Expression nearest = call(Operator.SUBTRACT, call(Operator.ADD, asDouble, magic), magic);
    Expression wide =
        call(Operator.ADD, column("n"), cast(number("4611686018427387904"), ColumnType.BIGINT));

    assertUses("n", call(Operator.MULTIPLY, column("speed"), nearest), Use.AGGREGATE, Use.FILTER);
    assertUses("speed", call(Operator.MULTIPLY, column("speed"), nearest), Use.AGGREGATE);
    assertUses("speed", call(Operator.ADD, column("speed"), magic), Use.AGGREGATE, Use.FILTER);
    assertUses("n", wide, Use.AGGREGATE);
    assertUses("n", cast(wide, ColumnType.DOUBLE), Use.AGGREGATE, Use.FILTER);
    Expression column = cast(column("n"), ColumnType.decimal(19, 0));
    assertUses("n", cast(column, ColumnType.DOUBLE), Use.AGGREGATE);
  }

  @Test
  void whatTheBestAreFoundByNeedNotBeRevealed() {
    Expression score =
        new Expression.Case(
            List.of(
                new Expression.Case.When(
                    call(Operator.GREATER, column("n"), number("1")),
                    call(Operator.ABS, column("fare")))),
            Optional.empty());
    var query =
        new BestQuery(
            "t",
            List.of(column("speed")),
            Optional.of(call(Operator.IS_NULL, column("zone"))),
            new RowQuery.SortKey(score, false, false),
            3);

    assertThat(ColumnUses.of(query, TYPING))
        .containsOnly(
            Map.entry(column("speed"), Set.of(Use.REVEAL)),
            Map.entry(column("zone"), Set.of(Use.FILTER)),
            Map.entry(column("n"), Set.of(Use.FILTER)),
            Map.entry(column("fare"), Set.of(Use.NEAREST)));
  }

  @Test
  void onlyTheColumnsWithinAFunctionFilter() {
    Expression isolating = call(Operator.MULTIPLY, column("fare"), call(Operator.ABS, column("n")));

    assertUses("fare", isolating, Use.AGGREGATE);
    assertUses("n", isolating, Use.AGGREGATE, Use.FILTER);
  }

  private static void assertUses(String name, Expression summed, Use... uses) {
    var query =
        new AggregateQuery("t", List.of(), List.of(Aggregation.sum(summed)), Optional.empty());

    assertThat(ColumnUses.of(query, TYPING).get(column(name)))
        .as(summed.toSql())
        .containsExactlyInAnyOrder(uses);
  }

  private static Expression call(Operator operator, Expression... operands) {
    return new Expression.Call(operator, List.of(operands));
  }

  private static Expression cast(Expression operand, ColumnType type) {
    return new Expression.Cast(operand, type);
  }

  private static Expression number(String value) {
    return new Expression.NumberLiteral(new BigDecimal(value));
  }

  private static Expression.Column column(String name) {
    return new Expression.Column(name);
  }
}
