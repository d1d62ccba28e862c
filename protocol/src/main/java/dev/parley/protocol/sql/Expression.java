// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.spatial.PlaceList;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An expression of canonical SQL; {@link #toSql()} is its only spelling. */
public sealed interface Expression {

  <R> R accept(Visitor<R> visitor);

  /** Returns the canonical text. */
  default String toSql() {
    return accept(CanonicalText.INSTANCE);
  }

  /**
   * Returns the expressions that it is made of directly, conditions included; unmodifiable, and
   * empty for columns and literals.
   */
  default List<Expression> parts() {
    return List.of();
  }

  /** A column of the one table that is asked. */
  record Column(String name) implements Expression {

    public Column {
      CanonicalText.requireIdentifier(name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.column(this);
    }
  }

  /** What is known of the entry of a {@link PlaceList} that a row is joined with. */
  record Listed(Field field) implements Expression {

    /** What there is of each entry. */
    public enum Field {
      /** Its number. */
      N,
      /** Where it is. */
      X,
      /** Where it is. */
      Y,
      /** Its radius. */
      R;

      public ColumnType type() {
        return this == N ? ColumnType.INTEGER : ColumnType.DOUBLE;
      }

      /** The word of canonical SQL. */
      public String word() {
        return ListedQuery.LIST + "_" + name();
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listed(this);
    }
  }

  /** An exact number; of at most 1000 digits on either side of the point. */
  record NumberLiteral(BigDecimal value) implements Expression {

    public NumberLiteral {
      CanonicalText.requireDigits(value);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.number(this);
    }
  }

  /** A text; without the character U+0000, which not every database can hold. */
  record TextLiteral(String value) implements Expression {

    public TextLiteral {
      if (value.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("Invalid text: holds the character U+0000");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /** TRUE or FALSE. */
  record BooleanLiteral(boolean value) implements Expression {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.truth(this);
    }
  }

  /** A day; of the years 1 to 9999. */
  record DateLiteral(LocalDate value) implements Expression {

    public DateLiteral {
      CanonicalText.requireYear(value.getYear());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.date(this);
    }
  }

  /** A time of any day, without a zone, to the microsecond. */
  record TimeLiteral(LocalTime value) implements Expression {

    public TimeLiteral {
      if (value.get(ChronoField.NANO_OF_SECOND) % 1000 != 0) {
        throw new IllegalArgumentException("Invalid time: finer than a microsecond");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.time(this);
    }
  }

  /** A time of a day, without a zone, to the microsecond; of the years 1 to 9999. */
  record TimestampLiteral(LocalDateTime value) implements Expression {

    public TimestampLiteral {
      CanonicalText.requireYear(value.getYear());
      if (value.get(ChronoField.NANO_OF_SECOND) % 1000 != 0) {
        throw new IllegalArgumentException("Invalid timestamp: finer than a microsecond");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.timestamp(this);
    }
  }

  /** A byte string. */
  record OctetsLiteral(Octets value) implements Expression {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.octets(this);
    }
  }

  /** NULL, as the outcome of a CASE. */
  record NullLiteral() implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nothing(this);
    }
  }

  /** A value as one of another type, converted as PostgreSQL does; types of texts are VARCHAR. */
  record Cast(Expression operand, ColumnType type) implements Expression {

    public Cast {
      if (type.isText() && !type.equals(ColumnType.VARCHAR)) {
        throw new IllegalArgumentException("Invalid cast: to a text of bounded length");
      }
      if (type.kind() == ColumnType.Kind.GEOMETRY || type.kind() == ColumnType.Kind.VARBINARY) {
        throw new IllegalArgumentException("Invalid cast: to " + type.kind());
      }
    }

    @Override
    public List<Expression> parts() {
      return List.of(operand);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cast(this);
    }
  }

  /**
   * The value of the first branch whose condition is true.
   *
   * @param branches at least one; unmodifiable
   * @param otherwise the value if there is none; NULL if empty
   */
  record Case(List<When> branches, Optional<Expression> otherwise) implements Expression {

    /** One branch. */
    public record When(Expression condition, Expression value) {}

    public Case {
      branches = List.copyOf(branches);
      if (branches.isEmpty()) {
        throw new IllegalArgumentException("Invalid CASE: no branches");
      }
    }

    @Override
    public List<Expression> parts() {
      return Stream.concat(
              branches.stream().flatMap(branch -> Stream.of(branch.condition(), branch.value())),
              otherwise.stream())
          .toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.choice(this);
    }
  }

  /** An operator over its operands; unmodifiable. */
  record Call(Operator operator, List<Expression> operands) implements Expression {

    public Call {
      operands = List.copyOf(operands);
      if (!operator.takes(operands.size())) {
        throw new IllegalArgumentException(
            "Invalid call: %s of %d operands".formatted(operator, operands.size()));
      }
      if (operator.form() == Operator.Form.CHAIN
          && operands.stream().anyMatch(o -> o instanceof Call c && c.operator() == operator)) {
        throw new IllegalArgumentException(
            "Invalid call: %s within %s".formatted(operator, operator));
      }
    }

    @Override
    public List<Expression> parts() {
      return operands;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** One method per form, so that a new form stops the build wherever it is not handled. */
  interface Visitor<R> {
    R column(Column column);

    R listed(Listed listed);

    R number(NumberLiteral literal);

    R text(TextLiteral literal);

    R truth(BooleanLiteral literal);

    R date(DateLiteral literal);

    R time(TimeLiteral literal);

    R timestamp(TimestampLiteral literal);

    R octets(OctetsLiteral literal);

    R nothing(NullLiteral literal);

    R cast(Cast cast);

    R choice(Case choice);

    R call(Call call);
  }
}
