// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Applies the operators that are NULL for a NULL operand to values that are not. */
final class StrictFunctions {

  private StrictFunctions() {}

  static @Nullable Object apply(Scalar.Call call, Object[] values) {
    Object first = values[0];
    if (call.operator().isSpatial()) {
      return Places.apply(call, values);
    }
    return switch (call.operator()) {
      case NOT -> !(Boolean) first;
      case CAST -> cast(call, first);
      case NEGATE -> Arithmetic.negate(call.type(), (Number) first);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO ->
          Arithmetic.apply(call.operator(), call.type(), (Number) first, (Number) values[1]);
      case EQUAL -> order(call, values) == 0;
      case NOT_EQUAL -> order(call, values) != 0;
      case LESS -> order(call, values) < 0;
      case LESS_OR_EQUAL -> order(call, values) <= 0;
      case GREATER -> order(call, values) > 0;
      case GREATER_OR_EQUAL -> order(call, values) >= 0;
      case OCTET_LENGTH -> (long) ((Octets) first).length();
      case EXTRACT -> TimeFunctions.extract((String) first, values[1]);
      case DATE_TRUNC -> TimeFunctions.truncate((String) first, (LocalDateTime) values[1]);
      case ADD_DAYS -> TimeFunctions.addDays((LocalDate) first, whole(values[1]));
      case DAYS_BETWEEN -> TimeFunctions.daysBetween((LocalDate) first, (LocalDate) values[1]);
      case ADD_INTERVAL ->
          TimeFunctions.add(
              (LocalDateTime) first, whole(values[1]), whole(values[2]), whole(values[3]));
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> spread(call, values);
      default -> first instanceof Number ? ofNumbers(call, values) : ofTexts(call, values);
    };
  }

  /** CHAR has no padding for anybody but who prints it. */
  private static @Nullable Object cast(Scalar.Call call, Object value) {
    boolean padded = call.operands().get(0).type().kind() == ColumnType.Kind.CHAR;
    return Cast.to(call.type(), padded ? unpadded(value) : value);
  }

  private static Object unpadded(Object value) {
    return TextFunctions.trim((String) value, " ", false, true);
  }

  private static int order(Scalar.Call call, Object[] values) {
    return order(call.operands().get(0).type(), values[0], values[1]);
  }

  /** Returns the order of two values of the kind of {@code type}. */
  static int order(ColumnType type, Object a, Object b) {
    return type.kind() == ColumnType.Kind.CHAR
        ? ValueOrder.INSTANCE.compare(unpadded(a), unpadded(b))
        : ValueOrder.INSTANCE.compare(a, b);
  }

  private static long whole(Object value) {
    return (Long) value;
  }

  private static Number ofNumbers(Scalar.Call call, Object[] values) {
    Number first = (Number) values[0];
    return switch (call.operator()) {
      case ABS -> NumberFunctions.absolute(call.type(), first);
      case SIGN -> NumberFunctions.sign(first);
      case FLOOR -> NumberFunctions.floor(first);
      case CEIL -> NumberFunctions.ceil(first);
      case ROUND ->
          values.length == 1
              ? NumberFunctions.round(first)
              : NumberFunctions.scaled(first, whole(values[1]), RoundingMode.HALF_UP);
      case TRUNC ->
          values.length == 1
              ? NumberFunctions.truncate(first)
              : NumberFunctions.scaled(first, whole(values[1]), RoundingMode.DOWN);
      case SQRT -> NumberFunctions.squareRoot(first);
      case EXP -> DoubleFunctions.exp(first.doubleValue());
      case LN -> DoubleFunctions.ln(first.doubleValue());
      case LOG10 -> DoubleFunctions.log10(first.doubleValue());
      case POWER -> DoubleFunctions.power(first.doubleValue(), ((Number) values[1]).doubleValue());
      default -> throw new IllegalStateException(call.operator() + " is not of numbers");
    };
  }

  private static Object ofTexts(Scalar.Call call, Object[] values) {
    String first = (String) values[0];
    return switch (call.operator()) {
      case UPPER -> TextFunctions.upper(first);
      case LOWER -> TextFunctions.lower(first);
      case CHAR_LENGTH -> TextFunctions.length(first);
      case SUBSTRING ->
          values.length == 2
              ? TextFunctions.substringFrom(first, whole(values[1]))
              : TextFunctions.substring(first, whole(values[1]), whole(values[2]));
      case LEFT -> TextFunctions.left(first, whole(values[1]));
      case RIGHT -> TextFunctions.right(first, whole(values[1]));
      case LIKE -> TextFunctions.like(first, (String) values[1], (String) values[2]);
      case REPLACE -> TextFunctions.replace(first, (String) values[1], (String) values[2]);
      default -> ofTwoTexts(call, first, (String) values[1]);
    };
  }

  private static Object ofTwoTexts(Scalar.Call call, String first, String second) {
    return switch (call.operator()) {
      case CONCAT -> TextFunctions.concatenate(first, second);
      case POSITION -> TextFunctions.position(first, second);
      case TRIM -> TextFunctions.trim(first, second, true, true);
      case LTRIM -> TextFunctions.trim(first, second, true, false);
      case RTRIM -> TextFunctions.trim(first, second, false, true);
      case STARTS_WITH -> first.startsWith(second);
      default -> throw new IllegalStateException(call.operator() + " is not of texts");
    };
  }

  private static @Nullable Number spread(Scalar.Call call, Object[] values) {
    BigDecimal count = ValueOrder.decimal((Number) values[0]);
    BigDecimal sum = ValueOrder.decimal((Number) values[1]);
    BigDecimal squares = ValueOrder.decimal((Number) values[2]);
    boolean exact = call.type().kind() != ColumnType.Kind.DOUBLE;
    boolean sample =
        call.operator() == ScalarOperator.VAR_SAMP || call.operator() == ScalarOperator.STDDEV_SAMP;
    if (call.operator() == ScalarOperator.VAR_POP || call.operator() == ScalarOperator.VAR_SAMP) {
      return exact
          ? PostgresNumeric.variance(count, sum, squares, sample)
          : Spread.variance(count, sum, squares, sample);
    }
    return exact
        ? PostgresNumeric.deviation(count, sum, squares, sample)
        : Spread.deviation(count, sum, squares, sample);
  }
}
