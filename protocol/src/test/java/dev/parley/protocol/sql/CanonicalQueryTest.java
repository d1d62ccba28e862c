// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.sql.Expression.BooleanLiteral;
import dev.parley.protocol.sql.Expression.Call;
import dev.parley.protocol.sql.Expression.Column;
import dev.parley.protocol.sql.Expression.DateLiteral;
import dev.parley.protocol.sql.Expression.NumberLiteral;
import dev.parley.protocol.sql.Expression.OctetsLiteral;
import dev.parley.protocol.sql.Expression.TextLiteral;
import dev.parley.protocol.sql.Expression.TimeLiteral;
import dev.parley.protocol.sql.Expression.TimestampLiteral;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanonicalQueryTest {
  private static final Column FARE = new Column("fare");

  @Test
  void spellsAWholeSubQueryInOneWay() {
    Expression cheap = call(Operator.LESS, FARE, number("10.50"));
    Expression named = call(Operator.IN, new Column("zo\"ne"), text("a"), text("O'Hara"));
    CanonicalQuery query =
        new AggregateQuery(
            "trips",
            List.of(new Column("zone")),
            List.of(Aggregation.countRows(), Aggregation.count(FARE), Aggregation.sum(FARE)),
            Optional.of(call(Operator.AND, cheap, call(Operator.NOT, named))));

    assertThat(query.toSql())
        .isEqualTo(
            "SELECT \"zone\", COUNT(*), COUNT(\"fare\"), SUM(\"fare\") FROM \"trips\""
                + " WHERE ((\"fare\" < 10.50) AND (NOT (\"zo\"\"ne\" IN ('a', 'O''Hara'))))"
                + " GROUP BY \"zone\"");
  }

  @Test
  void spellsTheBestRowsInOneWay() {
    RowQuery.SortKey dearest = new RowQuery.SortKey(FARE, true, false);

    assertThat(new BestQuery("t", List.of(new Column("id")), Optional.empty(), dearest, 7).toSql())
        .isEqualTo("SELECT \"id\" FROM \"t\" ORDER BY BEST(\"fare\") DESC NULLS LAST LIMIT 7");
    for (long limit : new long[] {-1, 0, BestQuery.MAX_LIMIT + 1}) {
      assertThatThrownBy(() -> new BestQuery("t", List.of(FARE), Optional.empty(), dearest, limit))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void spellsEveryOperator() {
    Expression one = number("1");
    Expression isOne = call(Operator.EQUAL, FARE, one);
    Expression isNull = call(Operator.IS_NULL, FARE);

    assertThat(isOne.toSql()).isEqualTo("(\"fare\" = 1)");
    assertThat(call(Operator.NOT_EQUAL, FARE, one).toSql()).isEqualTo("(\"fare\" <> 1)");
    assertThat(call(Operator.GREATER_OR_EQUAL, FARE, one).toSql()).isEqualTo("(\"fare\" >= 1)");
    assertThat(isNull.toSql()).isEqualTo("(\"fare\" IS NULL)");
    assertThat(call(Operator.IS_NOT_NULL, FARE).toSql()).isEqualTo("(\"fare\" IS NOT NULL)");
    assertThat(call(Operator.OR, isOne, isNull, isOne).toSql())
        .isEqualTo("((\"fare\" = 1) OR (\"fare\" IS NULL) OR (\"fare\" = 1))");
  }

  @Test
  void spellsEveryLiteralAlikeInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(number("1E+3").toSql()).isEqualTo("1000");
      assertThat(number("-0.50").toSql()).isEqualTo("-0.50");
      assertThat(number("1E-7").toSql()).isEqualTo("0.0000001");
      assertThat(text("a'b''").toSql()).isEqualTo("'a''b'''''");
      assertThat(new BooleanLiteral(true).toSql()).isEqualTo("TRUE");
      assertThat(new DateLiteral(LocalDate.of(7, 1, 2)).toSql()).isEqualTo("DATE '0007-01-02'");
      assertThat(timestamp(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6000)).toSql())
          .isEqualTo("TIMESTAMP '2026-01-02 03:04:05.000006'");
      assertThat(new TimeLiteral(LocalTime.of(3, 4, 0, 6000)).toSql())
          .isEqualTo("TIME '03:04:00.000006'");
      assertThat(new OctetsLiteral(Octets.ofHex("0AFF")).toSql()).isEqualTo("X'0aff'");
      assertThat(new OctetsLiteral(Octets.ofHex("")).toSql()).isEqualTo("X''");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesNumbersWhoseTextWouldFillTheMemory() {
    assertThat(number("1E+999").toSql()).hasSize(1000);
    for (String huge : List.of("1E+1000", "1E-1001", "1E+999999999", "1E-999999999")) {
      assertThatThrownBy(() -> number(huge))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid number: more than 1000 digits");
    }
    assertThatThrownBy(() -> number("9".repeat(1001))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatNotEveryDatabaseCanHold() {
    for (String name : List.of("", "a\0", "a\nb", "x".repeat(129))) {
      assertThatThrownBy(() -> new Column(name)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> text("a\0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimeLiteral(LocalTime.MAX))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DateLiteral(LocalDate.of(0, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DateLiteral(LocalDate.of(10_000, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> timestamp(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesCallsOfAnotherShape() {
    Expression both = call(Operator.AND, FARE, FARE);

    assertThatThrownBy(() -> call(Operator.EQUAL, FARE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> call(Operator.IN, FARE)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> call(Operator.NOT, FARE, FARE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> call(Operator.AND, both, FARE))
        .hasMessage("Invalid call: AND within AND");
    assertThatThrownBy(() -> new Aggregation(Aggregation.Function.SUM, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Aggregation(Aggregation.Function.COUNT_ROWS, Optional.of(FARE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AggregateQuery("t", List.of(), List.of(), Optional.empty()))
        .hasMessage("Invalid sub-query: asks for nothing");
  }

  private static Expression call(Operator operator, Expression... operands) {
    return new Call(operator, List.of(operands));
  }

  private static Expression number(String value) {
    return new NumberLiteral(new BigDecimal(value));
  }

  private static Expression text(String value) {
    return new TextLiteral(value);
  }

  private static Expression timestamp(LocalDateTime value) {
    return new TimestampLiteral(value);
  }
}
