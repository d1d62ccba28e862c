// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.Octets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expressions as people read them. */
public final class ScalarText implements Scalar.Visitor<String> {
  private static final ScalarText INSTANCE = new ScalarText();
  private static final Set<String> INFIX_WORDS =
      Set.of("AND", "OR", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");

  private ScalarText() {}

  /** Returns {@code scalar} as SQL, without parentheses around the whole. */
  public static String of(Scalar scalar) {
    String text = scalar.accept(INSTANCE);
    boolean enclosed = scalar instanceof Scalar.Call && text.startsWith("(");
    return enclosed ? text.substring(1, text.length() - 1) : text;
  }

  @Override
  public String input(Scalar.Input input) {
    return input.label();
  }

  @Override
  public String constant(Scalar.Constant constant) {
    @Nullable Object value = constant.value();
    if (value instanceof String || value instanceof java.time.temporal.Temporal) {
      return "'" + value.toString().replace("'", "''") + "'";
    }
    if (value instanceof Octets octets) {
      return "X'" + octets.hex() + "'";
    }
    return value == null ? "NULL" : value.toString();
  }

  @Override
  public String call(Scalar.Call call) {
    List<String> operands = call.operands().stream().map(o -> o.accept(this)).toList();
    String word = call.operator().word();
    return switch (call.operator()) {
      case CAST -> "CAST(" + operands.get(0) + " AS " + call.type() + ")";
      case CASE -> choice(operands);
      case NOT -> "(NOT " + operands.get(0) + ")";
      case NEGATE -> "(-" + operands.get(0) + ")";
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
          "(" + operands.get(0) + " " + word + ")";
      case EXTRACT -> "EXTRACT(" + unit(call) + " FROM " + operands.get(1) + ")";
      case ADD_INTERVAL -> "(" + operands.get(0) + " + " + interval(operands) + ")";
      default ->
          isInfix(word)
              ? "(" + String.join(" " + word + " ", operands) + ")"
              : word + "(" + String.join(", ", operands) + ")";
    };
  }

  private static boolean isInfix(String word) {
    return INFIX_WORDS.contains(word) || !Character.isLetter(word.charAt(0));
  }

  private static String unit(Scalar.Call call) {
    return call.operands().get(0) instanceof Scalar.Constant unit
        ? String.valueOf(unit.value())
        : "?";
  }

  private static String interval(List<String> operands) {
    return "INTERVAL '%s months %s days %s microseconds'"
        .formatted(operands.get(1), operands.get(2), operands.get(3));
  }

  private static String choice(List<String> operands) {
    StringBuilder text = new StringBuilder("CASE");
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      text.append(" WHEN ").append(operands.get(i));
      text.append(" THEN ").append(operands.get(i + 1));
    }
    return text.append(" ELSE ")
        .append(operands.get(operands.size() - 1))
        .append(" END")
        .toString();
  }
}
