// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one spelling of each expression: everything quoted, everything in parentheses. */
final class CanonicalText implements Expression.Visitor<String> {
  static final CanonicalText INSTANCE = new CanonicalText();

  private static final int MAX_IDENTIFIER = 128;
  private static final int MAX_DIGITS = 1000;

  private CanonicalText() {}

  static void requireIdentifier(String name) {
    if (name.isEmpty() || name.length() > MAX_IDENTIFIER || name.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "Invalid identifier: want 1 to " + MAX_IDENTIFIER + " characters, none of them control");
    }
  }

  static void requireYear(int year) {
    if (year < 1 || year > 9999) {
      throw new IllegalArgumentException("Invalid year: " + year);
    }
  }

  /** A few characters such as 1E999999999 would otherwise spell a text that fills the memory. */
  static void requireDigits(BigDecimal number) {
    long wholeDigits = (long) number.precision() - number.scale();
    if (Math.abs((long) number.scale()) > MAX_DIGITS || wholeDigits > MAX_DIGITS) {
      throw new IllegalArgumentException("Invalid number: more than " + MAX_DIGITS + " digits");
    }
  }

  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String select(String words, List<String> items, CanonicalQuery query) {
    return words
        + String.join(", ", items)
        + " FROM "
        + identifier(query.table())
        + (ListedQuery.isListed(query) ? ", " + ListedQuery.LIST : "")
        + query.where().map(where -> " WHERE " + where.toSql()).orElse("");
  }

  static String list(List<Expression> expressions) {
    return String.join(", ", expressions.stream().map(Expression::toSql).toList());
  }

  @Override
  public String column(Expression.Column column) {
    return identifier(column.name());
  }

  @Override
  public String listed(Expression.Listed listed) {
    return listed.field().word();
  }

  @Override
  public String number(Expression.NumberLiteral literal) {
    BigDecimal value = literal.value();
    return (value.scale() < 0 ? value.setScale(0) : value).toPlainString();
  }

  @Override
  public String text(Expression.TextLiteral literal) {
    return "'" + literal.value().replace("'", "''") + "'";
  }

  @Override
  public String truth(Expression.BooleanLiteral literal) {
    return literal.value() ? "TRUE" : "FALSE";
  }

  @Override
  public String date(Expression.DateLiteral literal) {
    return "DATE '" + literal.value() + "'";
  }

  @Override
  public String time(Expression.TimeLiteral literal) {
    return "TIME '" + clock(literal.value()) + "'";
  }

  @Override
  public String timestamp(Expression.TimestampLiteral literal) {
    LocalDateTime t = literal.value();
    return "TIMESTAMP '" + t.toLocalDate() + " " + clock(t.toLocalTime()) + "'";
  }

  /** In a locale such as ar-EG, %d without Locale.ROOT would spell other digits. */
  private static String clock(LocalTime t) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%06d",
        t.getHour(),
        t.getMinute(),
        t.getSecond(),
        t.getNano() / 1000);
  }

  @Override
  public String octets(Expression.OctetsLiteral literal) {
    return "X'" + literal.value().hex() + "'";
  }

  @Override
  public String nothing(Expression.NullLiteral literal) {
    return "NULL";
  }

  @Override
  public String cast(Expression.Cast cast) {
    return "CAST(" + cast.operand().accept(this) + " AS " + type(cast.type()) + ")";
  }

  private static String type(ColumnType type) {
    return switch (type.kind()) {
      case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
      case DOUBLE -> "DOUBLE PRECISION";
      default -> type.kind().name();
    };
  }

  @Override
  public String choice(Expression.Case choice) {
    StringBuilder text = new StringBuilder("CASE");
    for (Expression.Case.When branch : choice.branches()) {
      text.append(" WHEN ").append(branch.condition().accept(this));
      text.append(" THEN ").append(branch.value().accept(this));
    }
    choice.otherwise().ifPresent(value -> text.append(" ELSE ").append(value.accept(this)));
    return text.append(" END").toString();
  }

  @Override
  public String call(Expression.Call call) {
    List<String> operands = call.operands().stream().map(o -> o.accept(this)).toList();
    String word = call.operator().word();
    return switch (call.operator().form()) {
      case INFIX, CHAIN -> "(" + String.join(" " + word + " ", operands) + ")";
      case PREFIX -> "(" + word + " " + operands.get(0) + ")";
      case POSTFIX -> "(" + operands.get(0) + " " + word + ")";
      case SIGN -> "(" + word + operands.get(0) + ")";
      case FUNCTION -> word + "(" + String.join(", ", operands) + ")";
      case LIST ->
          operands.stream()
              .skip(1)
              .collect(Collectors.joining(", ", "(" + operands.get(0) + " " + word + " (", "))"));
    };
  }
}
