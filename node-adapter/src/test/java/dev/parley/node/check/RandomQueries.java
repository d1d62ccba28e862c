// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import dev.parley.protocol.sql.RowQuery;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws canonical queries of every form, without regard to types. */
final class RandomQueries {
  private static final List<Operator> CONDITIONS =
      Arrays.stream(Operator.values()).filter(Operator::isCondition).toList();
  private static final List<Operator> VALUES =
      Arrays.stream(Operator.values()).filter(o -> !o.isCondition()).toList();
  private static final List<String> NAMES =
      List.of("a", "zo\"ne", "SELECT", "Größe", "x y", "case END", "--", "/*", "\"", "'", "1");
  private static final List<String> TEXTS =
      List.of(
          "", "'", "it''s", "\\", "\"", "a\nb", "-- x", "/* x", "CASE", "😀", "END)", "?", ":x");
  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.BOOLEAN,
          ColumnType.SMALLINT,
          ColumnType.INTEGER,
          ColumnType.BIGINT,
          ColumnType.decimal(10, 2),
          ColumnType.decimal(38, 0),
          ColumnType.DOUBLE,
          ColumnType.VARCHAR,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP);

  private final Random random;

  RandomQueries(long seed) {
    this.random = new Random(seed);
  }

  CanonicalQuery query() {
    Optional<Expression> where = maybe(() -> condition(4));
    if (random.nextBoolean()) {
      List<Aggregation> aggregations = some(0, this::aggregation);
      List<Expression> keys = some(aggregations.isEmpty() ? 1 : 0, () -> value(3));
      return new AggregateQuery(pick(NAMES), keys, aggregations, where);
    }
    if (random.nextInt(3) == 0) {
      List<RowQuery.Extreme> extremes = some(1, this::extreme);
      List<Expression> items = some(0, () -> value(3));
      return new RowQuery(
          pick(NAMES), items, extremes, false, where, List.of(), OptionalLong.empty());
    }
    if (random.nextInt(4) == 0) {
      List<Expression> items = some(1, () -> value(3));
      return new BestQuery(pick(NAMES), items, where, sortKey(), 1 + random.nextInt(1000));
    }
    OptionalLong limit =
        random.nextBoolean() ? OptionalLong.of(random.nextInt(1000)) : OptionalLong.empty();
    List<RowQuery.SortKey> order = limit.isPresent() ? some(0, this::sortKey) : List.of();
    List<Expression> items = some(1, () -> value(3));
    return new RowQuery(pick(NAMES), items, List.of(), random.nextBoolean(), where, order, limit);
  }

  private Aggregation aggregation() {
    Expression argument = value(4);
    return switch (random.nextInt(4)) {
      case 0 -> Aggregation.countRows();
      case 1 -> Aggregation.count(argument);
      case 2 -> Aggregation.sum(argument);
      default -> Aggregation.sumSquares(argument);
    };
  }

  private RowQuery.Extreme extreme() {
    return new RowQuery.Extreme(pick(Arrays.asList(RowQuery.Extreme.Function.values())), value(3));
  }

  private RowQuery.SortKey sortKey() {
    return new RowQuery.SortKey(value(3), random.nextBoolean(), random.nextBoolean());
  }

  private Expression condition(int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return random.nextInt(4) == 0
          ? new Expression.BooleanLiteral(random.nextBoolean())
          : column();
    }
    Operator operator = pick(CONDITIONS);
    return switch (operator) {
      case AND, OR -> chain(operator, depth);
      case NOT -> call(operator, condition(depth - 1));
      case IS_NULL, IS_NOT_NULL -> call(operator, value(depth - 1));
      case IN -> {
        List<Expression> operands = new ArrayList<>(List.of(value(depth - 1)));
        operands.addAll(some(1, this::literal));
        yield new Expression.Call(operator, operands);
      }
      default -> call(operator, value(depth - 1), value(depth - 1));
    };
  }

  private Expression chain(Operator operator, int depth) {
    List<Expression> operands = new ArrayList<>();
    while (operands.size() < 2 || random.nextInt(3) == 0) {
      Expression operand = condition(depth - 1);
      if (!(operand instanceof Expression.Call call && call.operator() == operator)) {
        operands.add(operand);
      }
    }
    return new Expression.Call(operator, operands);
  }

  private Expression value(int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextInt(3) == 0 ? literal() : column();
    }
    return switch (random.nextInt(6)) {
      case 0 -> new Expression.Cast(value(depth - 1), pick(TYPES));
      case 1 ->
          new Expression.Case(
              some(1, () -> new Expression.Case.When(condition(depth - 1), outcome(depth - 1))),
              maybe(() -> outcome(depth - 1)));
      default -> function(depth);
    };
  }

  private Expression function(int depth) {
    Operator operator = pick(VALUES);
    if (operator == Operator.NEGATE) {
      // two minus signs would be a comment: negated constants are folded by who writes queries
      return call(operator, column());
    }
    return Stream.of(1, 2, 3)
        .map(operands -> Stream.generate(() -> value(depth - 1)).limit(operands).toList())
        .flatMap(operands -> attempt(operator, operands).stream())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Expression> attempt(Operator operator, List<Expression> operands) {
    try {
      return Optional.of(new Expression.Call(operator, operands));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // it takes another number of operands
    }
  }

  private Expression outcome(int depth) {
    return random.nextInt(5) == 0 ? new Expression.NullLiteral() : value(depth);
  }

  private Expression column() {
    return new Expression.Column(pick(NAMES));
  }

  private Expression literal() {
    return switch (random.nextInt(7)) {
      case 0 -> new Expression.TextLiteral(pick(TEXTS));
      case 1 -> new Expression.BooleanLiteral(random.nextBoolean());
      case 2 -> new Expression.DateLiteral(LocalDate.ofEpochDay(random.nextInt(20_000)));
      case 3 ->
          new Expression.TimestampLiteral(
              LocalDateTime.of(2020, 2, 29, 23, 59, 59, random.nextInt(1_000_000) * 1000));
      case 4 -> new Expression.OctetsLiteral(octets());
      case 5 ->
          new Expression.TimeLiteral(
              LocalTime.of(random.nextInt(24), 0, 0, random.nextInt(9) * 1000));
      default -> new Expression.NumberLiteral(number());
    };
  }

  private Octets octets() {
    byte[] bytes = new byte[random.nextInt(4)];
    random.nextBytes(bytes);
    return Octets.of(bytes);
  }

  private BigDecimal number() {
    BigInteger digits = new BigInteger(random.nextInt(200), random);
    return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(30));
  }

  private static Expression call(Operator operator, Expression... operands) {
    return new Expression.Call(operator, List.of(operands));
  }

  private <T> List<T> some(int least, Supplier<T> source) {
    List<T> drawn = new ArrayList<>();
    while (drawn.size() < least || random.nextInt(2) == 0) {
      drawn.add(source.get());
    }
    return drawn;
  }

  private <T> Optional<T> maybe(Supplier<T> source) {
    return random.nextBoolean() ? Optional.of(source.get()) : Optional.empty();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
