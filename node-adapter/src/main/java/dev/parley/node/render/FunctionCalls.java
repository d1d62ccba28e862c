// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.DateField;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Functions of texts, byte strings, dates and timestamps, with the literals that they take. */
record FunctionCalls(Dialect dialect, ExpressionRenderer renderer) {
  private static final BigDecimal DAY_MICROS = BigDecimal.valueOf(86_400_000_000L);

  /** Intervals of more than that lead from every year to none. */
  private static final BigDecimal MOST_MONTHS = BigDecimal.valueOf(120_000);

  private static final BigDecimal MOST_MICROS = BigDecimal.valueOf(316_000_000_000_000_000L);

  Fragment render(Expression.Call call) {
    List<Expression> operands = call.operands();
    return switch (call.operator()) {
      case DATE_PART -> part(call);
      case DATE_TRUNCATE ->
          Translations.of(
                  new Translations.Entry(
                      Operator.DATE_TRUNCATE,
                      Kind.TIMESTAMP,
                      Optional.of(DateField.of(operands.get(0)))),
                  dialect)
              .fill(renderer.render(operands.get(1)));
      case PLUS_INTERVAL -> plusInterval(call);
      case OCTET_LENGTH ->
          Translations.of(new Translations.Entry(call.operator(), Kind.VARBINARY), dialect)
              .fill(renderer.render(operands.get(0)));
      case LIKE ->
          texts(call)
              .fill(
                  renderer.render(operands.get(0)),
                  new Texts(dialect).pattern(Comparisons.text(operands.get(1)).orElseThrow()));
      case SUBSTRING ->
          new Texts(dialect)
              .substring(
                  texts(call),
                  renderer.render(operands.get(0)),
                  number(operands.get(1)),
                  operands.size() > 2 ? Optional.of(number(operands.get(2))) : Optional.empty());
      default -> texts(call).fill(operands.stream().map(renderer::render).toArray(Fragment[]::new));
    };
  }

  private Template texts(Expression.Call call) {
    return Translations.of(new Translations.Entry(call.operator(), Kind.VARCHAR), dialect);
  }

  private Fragment part(Expression.Call call) {
    Expression moment = call.operands().get(1);
    Translations.Entry entry =
        new Translations.Entry(
            Operator.DATE_PART,
            renderer.type(moment).kind(),
            Optional.of(DateField.of(call.operands().get(0))));
    Fragment value = Translations.of(entry, dialect).fill(renderer.render(moment));
    return new Conversions(dialect).typed(value, renderer.type(call));
  }

  private Fragment plusInterval(Expression.Call call) {
    BigDecimal months = number(call.operands().get(1));
    BigDecimal micros = number(call.operands().get(2));
    if (months.abs().compareTo(MOST_MONTHS) > 0 || micros.abs().compareTo(MOST_MICROS) > 0) {
      throw Translations.unsupported("An interval of more than 10,000 years", dialect);
    }
    Template template =
        Translations.of(new Translations.Entry(Operator.PLUS_INTERVAL, Kind.TIMESTAMP), dialect);
    Fragment moment = renderer.render(call.operands().get(0));
    Fragment wholeMonths = Fragment.of("" + months.intValueExact());
    BigDecimal[] days = micros.divideAndRemainder(DAY_MICROS);
    return switch (dialect) {
      case DUCKDB, MARIADB ->
          template.fill(moment, wholeMonths, Fragment.of("" + micros.longValueExact()));
      case H2 ->
          template.fill(
              moment,
              wholeMonths,
              Fragment.of("" + days[0].longValueExact()),
              Fragment.of("" + days[1].longValueExact()));
      case POSTGRESQL ->
          template.fill(
              moment, wholeMonths.within("INTERVAL '", " months'"), interval(days[0], days[1]));
    };
  }

  /** PostgreSQL reads microseconds as 32 bits. */
  private static Fragment interval(BigDecimal days, BigDecimal micros) {
    return Fragment.of(
        String.format(
            Locale.ROOT,
            "INTERVAL '%d days %d seconds %d microseconds'",
            days.intValueExact(),
            micros.longValueExact() / 1_000_000,
            micros.longValueExact() % 1_000_000));
  }

  private BigDecimal number(Expression literal) {
    if (literal instanceof Expression.NumberLiteral number && number.value().scale() <= 0) {
      return number.value();
    }
    if (literal instanceof Expression.Cast cast && renderer.type(literal).isInteger()) {
      return number(cast.operand());
    }
    throw Translations.unsupported("A place or an interval that is no whole constant", dialect);
  }
}
