// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.sql.DateField;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions and arithmetic in canonical SQL, as far as it has them. */
final class OwnerFunctions {
  private static final BigDecimal MICROSECONDS_OF_DAY = BigDecimal.valueOf(86_400_000_000L);
  private static final Map<ScalarOperator, Operator> ALIKE = alike();

  private final OwnerExpressions expressions;
  private final Scalar.Call call;

  private OwnerFunctions(Scalar.Call call, OwnerExpressions expressions) {
    this.expressions = expressions;
    this.call = call;
  }

  static Expression of(Scalar.Call call, OwnerExpressions expressions) {
    return new OwnerFunctions(call, expressions).translated();
  }

  private Expression translated() {
    if (call.operator().isSpatial()) {
      return new OwnerPlaces(expressions, call).translated();
    }
    Operator alike = ALIKE.get(call.operator());
    if (alike != null) {
      return expressions.withFewerCasts(
          call.operands(), operands -> new Expression.Call(alike, operands), call.type());
    }
    return switch (call.operator()) {
      case POSITION -> new Expression.Call(Operator.POSITION, List.of(operand(1), constant(0)));
      case TRIM -> trimmed(Operator.TRIM);
      case LTRIM -> trimmed(Operator.TRIM_START);
      case RTRIM -> trimmed(Operator.TRIM_END);
      case LEFT -> left();
      case LIKE -> like();
      case STARTS_WITH -> pattern(escaped(text(1)) + "%");
      case EXTRACT -> field(Operator.DATE_PART);
      case DATE_TRUNC -> field(Operator.DATE_TRUNCATE);
      case ADD_INTERVAL -> plusInterval();
      default -> throw Refusals.function(call.operator().word());
    };
  }

  private Expression operand(int index) {
    return call.operands().get(index).accept(expressions);
  }

  private Expression trimmed(Operator operator) {
    if (!text(1).equals(" ")) {
      throw Refusals.function(call.operator().word() + " of anything but blanks");
    }
    return new Expression.Call(operator, List.of(operand(0)));
  }

  private Expression left() {
    BigDecimal length = number(1);
    if (length.signum() < 0) {
      throw Refusals.function("LEFT with a negative length");
    }
    return new Expression.Call(
        Operator.SUBSTRING,
        List.of(
            operand(0),
            new Expression.NumberLiteral(BigDecimal.ONE),
            new Expression.NumberLiteral(length)));
  }

  private Expression like() {
    String escape = text(2);
    String pattern = text(1);
    if (escape.equals("\\")) {
      return pattern(pattern);
    }
    StringBuilder escaped = new StringBuilder();
    int position = 0;
    while (position < pattern.length()) {
      int character = pattern.codePointAt(position);
      position += Character.charCount(character);
      boolean escapes = Character.toString(character).equals(escape);
      if (escapes && position < pattern.length()) {
        int next = pattern.codePointAt(position);
        position += Character.charCount(next);
        escaped.append('\\').appendCodePoint(next);
      } else if (character == '\\') {
        escaped.append("\\\\");
      } else {
        escaped.appendCodePoint(character);
      }
    }
    return pattern(escaped.toString());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private Expression pattern(String pattern) {
    return new Expression.Call(
        Operator.LIKE, List.of(operand(0), new Expression.TextLiteral(pattern)));
  }

  private Expression field(Operator operator) {
    String unit = text(0).toLowerCase(Locale.ROOT);
    Expression literal = new Expression.TextLiteral(unit);
    if (operator == Operator.DATE_TRUNCATE && !DateField.of(literal).isUnit()) {
      throw Refusals.function("DATE_TRUNC to " + unit);
    }
    return new Expression.Call(operator, List.of(literal, operand(1)));
  }

  private Expression plusInterval() {
    BigDecimal microseconds = number(2).multiply(MICROSECONDS_OF_DAY).add(number(3));
    return new Expression.Call(
        Operator.PLUS_INTERVAL,
        List.of(
            operand(0),
            new Expression.NumberLiteral(number(1)),
            new Expression.NumberLiteral(microseconds)));
  }

  private Expression constant(int index) {
    return new Expression.TextLiteral(text(index));
  }

  private String text(int index) {
    if (value(index) instanceof String text) {
      return text;
    }
    throw notConstant();
  }

  private BigDecimal number(int index) {
    Object value = value(index);
    if (value instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw notConstant();
  }

  private @Nullable Object value(int index) {
    if (call.operands().get(index) instanceof Scalar.Constant constant) {
      return constant.value();
    }
    throw notConstant();
  }

  private RuntimeException notConstant() {
    return Refusals.function(call.operator().word() + " with anything but constants");
  }

  private static Map<ScalarOperator, Operator> alike() {
    Map<ScalarOperator, Operator> map = new EnumMap<>(ScalarOperator.class);
    map.put(ScalarOperator.ADD, Operator.ADD);
    map.put(ScalarOperator.SUBTRACT, Operator.SUBTRACT);
    map.put(ScalarOperator.MULTIPLY, Operator.MULTIPLY);
    map.put(ScalarOperator.DIVIDE, Operator.DIVIDE);
    map.put(ScalarOperator.MODULO, Operator.MODULO);
    map.put(ScalarOperator.NEGATE, Operator.NEGATE);
    map.put(ScalarOperator.ADD_DAYS, Operator.ADD);
    map.put(ScalarOperator.DAYS_BETWEEN, Operator.SUBTRACT);
    map.put(ScalarOperator.ABS, Operator.ABS);
    map.put(ScalarOperator.SIGN, Operator.SIGN);
    map.put(ScalarOperator.FLOOR, Operator.FLOOR);
    map.put(ScalarOperator.CEIL, Operator.CEILING);
    map.put(ScalarOperator.ROUND, Operator.ROUND);
    map.put(ScalarOperator.TRUNC, Operator.TRUNCATE);
    map.put(ScalarOperator.SQRT, Operator.SQUARE_ROOT);
    map.put(ScalarOperator.UPPER, Operator.UPPER);
    map.put(ScalarOperator.LOWER, Operator.LOWER);
    map.put(ScalarOperator.CHAR_LENGTH, Operator.CHAR_LENGTH);
    map.put(ScalarOperator.OCTET_LENGTH, Operator.OCTET_LENGTH);
    map.put(ScalarOperator.SUBSTRING, Operator.SUBSTRING);
    map.put(ScalarOperator.REPLACE, Operator.REPLACE);
    map.put(ScalarOperator.CONCAT, Operator.CONCAT);
    map.put(ScalarOperator.COALESCE, Operator.COALESCE);
    return map;
  }
}
