// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.it.random.Scope.Place;
import dev.parley.it.random.Scope.Source;
import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws expressions of a family over a scope. */
final class Terms {
  private static final List<String> WORDS = List.of("", "a", "ab", "x y", "é", "Z", "a ");

  private static final int TRIES = 30;

  private final Notes notes;
  private final Dice dice;
  private final Scope scope;

  Terms(Notes notes, Scope scope) {
    this.notes = notes;
    this.dice = notes.dice();
    this.scope = scope;
  }

  Notes notes() {
    return notes;
  }

  Scope scope() {
    return scope;
  }

  boolean inGateway() {
    return scope.place() == Place.GATEWAY;
  }

  /** Returns an expression of any family, more often of one that the scope has columns of. */
  Term any(int depth) {
    boolean any = scope.sources().isEmpty() || dice.percent(15);
    return of(any ? dice.one(Family.values()) : dice.one(scope.sources()).term().family(), depth);
  }

  /**
   * Returns an expression.
   *
   * @param depth how many operators may be within one another
   */
  Term of(Family family, int depth) {
    if (depth <= 0 || dice.percent(25)) {
      return leaf(family);
    }
    if (dice.percent(20)) {
      return new Choices(this).of(family, depth);
    }
    return switch (family) {
      case INTEGER -> new Integers(this).of(depth);
      case DECIMAL -> new Decimals(this).of(depth);
      case DOUBLE -> new Doubles(this).of(depth);
      case TEXT -> new Texts(this).of(depth);
      case BOOLEAN -> Term.of("(" + new Conditions(this).of(depth) + ")", ColumnType.BOOLEAN);
      case DATE -> new Times(this).date(depth);
      case TIME -> new Times(this).time(depth);
      case TIMESTAMP -> new Times(this).timestamp(depth);
    };
  }

  /** Returns a number of any family. */
  Term number(int depth) {
    return of(dice.one(Family.INTEGER, Family.DECIMAL, Family.DOUBLE), depth);
  }

  /** Draws until something comes of it that depends on a column, and is as wanted. */
  Optional<Term> varying(Supplier<Term> drawn, Predicate<Term> wanted) {
    return Stream.generate(drawn).limit(TRIES).filter(this::varies).filter(wanted).findFirst();
  }

  private boolean varies(Term term) {
    return scope.sources().stream().anyMatch(source -> term.sql().contains(source.term().sql()));
  }

  /** Returns a column, or a constant. */
  Term leaf(Family family) {
    List<Source> columns = scope.of(family);
    return columns.isEmpty() || dice.percent(8) ? constant(family) : dice.one(columns).term();
  }

  /** Returns a column, or whatever comes of another if there is none. */
  Term columnOrElse(Family family, Term otherwise) {
    List<Source> columns = scope.of(family);
    return columns.isEmpty() ? otherwise : dice.one(columns).term();
  }

  /** Returns a constant, often one of the values of a column. */
  Term constant(Family family) {
    Object value = sample(family);
    return constant(family, value, Literals.of(value));
  }

  /** Returns a constant, or a parameter, where the other operand tells its type. */
  Term compared(Family family) {
    Object value = narrowed(sample(family));
    return constant(family, value, notes.value(value));
  }

  /** A parameter has the type of what sets it with PostgreSQL, and of its neighbour with us. */
  private static Object narrowed(Object value) {
    return value instanceof Long number && number == number.intValue()
        ? (Object) number.intValue()
        : value;
  }

  private static Term constant(Family family, Object value, String sql) {
    ColumnType type =
        switch (family) {
          case INTEGER -> Bounds.integer(((Number) value).longValue());
          case DECIMAL -> Bounds.decimal((BigDecimal) value, ((BigDecimal) value).scale());
          case DOUBLE -> ColumnType.DOUBLE;
          case TEXT -> ColumnType.VARCHAR;
          case BOOLEAN -> ColumnType.BOOLEAN;
          case DATE -> ColumnType.DATE;
          case TIME -> ColumnType.TIME;
          case TIMESTAMP -> ColumnType.TIMESTAMP;
        };
    BigDecimal bound = family.isNumeric() ? new BigDecimal(value.toString()).abs() : BigDecimal.ONE;
    return Term.of(sql, type, bound);
  }

  /** Returns a value to compare with, or to compute with. */
  Object sample(Family family) {
    List<Source> columns = scope.where(s -> s.term().family() == family && !s.samples().isEmpty());
    if (!columns.isEmpty() && dice.percent(70)) {
      Object value = dice.one(dice.one(columns).samples());
      // PostgreSQL reads the least integers as negated ones of a wider type.
      boolean least = value.equals(Integer.MIN_VALUE) || value.equals(Long.MIN_VALUE);
      return least ? (Object) dice.between(-9, 9) : value;
    }
    return switch (family) {
      case INTEGER -> dice.between(-5, 30);
      case DECIMAL -> BigDecimal.valueOf(dice.between(-999, 9999), dice.between(1, 3));
      case DOUBLE -> dice.between(-40, 400) / 8.0;
      case TEXT -> dice.one(WORDS);
      case BOOLEAN -> dice.percent(50);
      case DATE -> LocalDate.of(2020, 1, 1).plusDays(dice.below(366));
      case TIME -> LocalTime.of(dice.below(24), 30);
      case TIMESTAMP -> LocalDate.of(2020, 1, 1).plusDays(dice.below(366)).atTime(9, 30);
    };
  }

  /** Returns the first that may not overflow, unless the query may. */
  Term safe(Term wanted, Term otherwise) {
    return notes.risky() || Bounds.fit(wanted) ? wanted : otherwise;
  }
}
