// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealColumn.Storage;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import dev.parley.protocol.sql.RowQuery.SortKey;
import dev.parley.protocol.sql.Typing;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a checked expression as a value of its type; every literal but TRUE and FALSE becomes a
 * parameter.
 */
final class ExpressionRenderer implements Expression.Visitor<Fragment> {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Dialect dialect;
  private final Columns columns;
  private final Typing typing;
  private final Texts texts;
  private final Conversions conversions;
  private final Comparisons comparisons;
  private final Places places;

  ExpressionRenderer(Dialect dialect, CheckedQuery checked) {
    this.dialect = dialect;
    this.columns = new Columns(dialect, checked.table());
    this.typing = checked.typing();
    this.texts = new Texts(dialect);
    this.conversions = new Conversions(dialect);
    this.comparisons = new Comparisons(dialect, this);
    this.places = new Places(dialect, checked.table(), this);
  }

  Fragment render(Expression expression) {
    return expression.accept(this);
  }

  /** Returns what an index can tell of {@code condition}, each a condition; empty if nothing. */
  List<Fragment> bounds(Expression condition) {
    List<Fragment> bounds = new ArrayList<>();
    PlaceBounds.of(condition)
        .forEach(
            (column, box) ->
                bounds.addAll(new PlaceIndex(dialect, places.column(column)).within(box)));
    return bounds;
  }

  /** Returns the same of what is joined with a list, each place of which has bounds of its own. */
  List<Fragment> bounds(PlaceRelation list) {
    List<Fragment> bounds = new ArrayList<>();
    list.around()
        .forEach(
            (column, box) ->
                bounds.addAll(new PlaceIndex(dialect, places.column(column)).within(box)));
    list.bounds()
        .forEach(
            (column, corners) ->
                bounds.addAll(new PlaceIndex(dialect, places.column(column)).within(corners)));
    return bounds;
  }

  /** Returns the score of {@code key} as an index has it; empty if none has. */
  Optional<Fragment> indexed(SortKey key, Optional<Expression> condition) {
    return key.descending() ? Optional.empty() : places.indexed(key.key(), condition);
  }

  ColumnType type(Expression expression) {
    return typing.of(expression);
  }

  /** Returns a value to be compared, sorted or grouped by. */
  Operand operand(Expression expression) {
    return expression instanceof Expression.Column column
        ? columns.operand(column)
        : new Operand(dialect, render(expression), type(expression), Storage.DECLARED);
  }

  /** Returns what is one group, and one place in an order, for all values that are equal. */
  Fragment groupable(Expression expression) {
    Operand operand = operand(expression);
    if (operand.type().isText()) {
      return operand.asText();
    }
    if (operand.type().kind() == Kind.VARBINARY) {
      return SqlTypes.bounded(operand.value(), dialect);
    }
    // -0.0 becomes 0.0
    return operand.isDouble()
        ? operand.asDouble().within("(", " + " + dialect.asDouble("0") + ")")
        : operand.value();
  }

  @Override
  public Fragment column(Expression.Column column) {
    return columns.value(column);
  }

  @Override
  public Fragment listed(Expression.Listed listed) {
    return Fragment.of(PlaceRelation.name(listed.field()));
  }

  @Override
  public Fragment number(Expression.NumberLiteral literal) {
    ColumnType type = type(literal);
    if (type.isInteger()) {
      return Fragment.parameter(
          "CAST(? AS " + SqlTypes.name(type, dialect) + ")", literal.value().longValueExact());
    }
    BigDecimal value = literal.value().setScale(type.scale());
    if (value.precision() > type.precision()) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A number has more than %s digits".formatted(ColumnType.MAX_PRECISION),
          "Compute with numbers that are nearer to zero.");
    }
    return Fragment.parameter("CAST(? AS " + SqlTypes.name(type, dialect) + ")", value);
  }

  @Override
  public Fragment text(Expression.TextLiteral literal) {
    return texts.literal(literal.value());
  }

  @Override
  public Fragment truth(Expression.BooleanLiteral literal) {
    return Fragment.of(literal.value() ? "TRUE" : "FALSE");
  }

  @Override
  public Fragment date(Expression.DateLiteral literal) {
    // as a text, for DuckDB's driver takes dates before 1583 for Julian ones
    return Fragment.parameter("CAST(? AS DATE)", literal.value().toString());
  }

  @Override
  public Fragment time(Expression.TimeLiteral literal) {
    // as a text, for drivers send their own class as milliseconds, or with a zone
    return Fragment.parameter(
        "CAST(? AS " + SqlTypes.name(ColumnType.TIME, dialect) + ")",
        CLOCK.format(literal.value()));
  }

  @Override
  public Fragment timestamp(Expression.TimestampLiteral literal) {
    return Fragment.parameter(dialect.asTimestamp("?"), literal.value());
  }

  @Override
  public Fragment octets(Expression.OctetsLiteral literal) {
    return Fragment.parameter(dialect.octetsParameter(), literal.value());
  }

  @Override
  public Fragment nothing(Expression.NullLiteral literal) {
    return Fragment.of("NULL");
  }

  @Override
  public Fragment cast(Expression.Cast cast) {
    if (cast.operand() instanceof Expression.NumberLiteral number
        && cast.type().kind() == Kind.DOUBLE) {
      double nearest = number.value().doubleValue();
      if (!Double.isInfinite(nearest)) {
        return Fragment.parameter(dialect.asDouble("?"), nearest);
      }
    }
    return conversions.convert(render(cast.operand()), type(cast.operand()), cast.type());
  }

  @Override
  public Fragment choice(Expression.Case choice) {
    ColumnType type = type(choice);
    List<Fragment> parts = new ArrayList<>();
    for (Expression.Case.When branch : choice.branches()) {
      parts.add(render(branch.condition()).within(" WHEN ", " THEN "));
      parts.add(outcome(branch.value(), type));
    }
    choice.otherwise().ifPresent(value -> parts.add(outcome(value, type).within(" ELSE ", "")));
    Fragment chosen = Fragment.join("", parts).within("(CASE", " END)");
    // H2 forgets the type of what it finds to be NULL, and cannot sum it then
    return dialect == Dialect.H2 ? SqlTypes.cast(chosen, type, dialect) : chosen;
  }

  /** Every branch of a choice has its type. */
  private Fragment outcome(Expression value, ColumnType type) {
    return value instanceof Expression.NullLiteral
        ? SqlTypes.cast(Fragment.of("NULL"), type, dialect)
        : conversions.convert(render(value), type(value), type);
  }

  @Override
  public Fragment call(Expression.Call call) {
    List<Expression> operands = call.operands();
    Expression first = operands.get(0);
    if (call.operator().isSpatial()) {
      return places.render(call);
    }
    return switch (call.operator()) {
      case AND, OR ->
          Fragment.join(" " + call.operator().word() + " ", rendered(operands)).within("(", ")");
      case NOT -> render(first).within("(NOT ", ")");
      case IS_NULL, IS_NOT_NULL ->
          operand(first).value().within("(", " " + call.operator().word() + ")");
      case IN -> comparisons.in(operands);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          comparisons.compare(call.operator(), first, operands.get(1));
      case COALESCE -> {
        ColumnType type = type(call);
        yield Fragment.join(", ", operands.stream().map(o -> outcome(o, type)).toList())
            .within("COALESCE(", ")");
      }
      case NULLIF ->
          new Template("(CASE WHEN $1 THEN NULL ELSE $2 END)")
              .fill(
                  // the first operand stands in it twice
                  Template.requireShort(
                      comparisons.compare(Operator.EQUAL, first, operands.get(1))),
                  render(first));
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> binary(call);
      case NEGATE, ABS, SIGN, FLOOR, CEILING, SQUARE_ROOT ->
          new Arithmetic(dialect).unary(call.operator(), typed(first), type(call));
      case ROUND, TRUNCATE ->
          new Arithmetic(dialect).rounded(call.operator(), typed(first), type(call));
      default -> new FunctionCalls(dialect, this).render(call);
    };
  }

  private Fragment binary(Expression.Call call) {
    Arithmetic.Typed left = typed(call.operands().get(0));
    Arithmetic.Typed right = typed(call.operands().get(1));
    if (left.type().kind() != Kind.DATE) {
      return new Arithmetic(dialect).binary(call.operator(), left, right, type(call));
    }
    Translations.Entry entry =
        right.type().kind() == Kind.DATE
            ? Translations.Entry.DAYS_BETWEEN
            : new Translations.Entry(call.operator(), Kind.DATE);
    return Translations.of(entry, dialect).fill(left.value(), right.value());
  }

  private Arithmetic.Typed typed(Expression expression) {
    return new Arithmetic.Typed(render(expression), type(expression));
  }

  private List<Fragment> rendered(List<Expression> expressions) {
    return expressions.stream().map(this::render).toList();
  }
}
