// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions as people read them. */
public final class ScalarText implements Scalar.Visitor<String> {
  private static final ScalarText INSTANCE = new ScalarText();

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
    return value == null ? "NULL" : value.toString();
  }

  @Override
  public String call(Scalar.Call call) {
    List<String> operands = call.operands().stream().map(o -> o.accept(this)).toList();
    String word = call.operator().word();
    return switch (call.operator()) {
      case CAST -> "CAST(" + operands.get(0) + " AS " + call.type() + ")";
      case COALESCE -> "COALESCE(" + String.join(", ", operands) + ")";
      case CASE -> choice(operands);
      case NOT -> "(NOT " + operands.get(0) + ")";
      case NEGATE -> "(-" + operands.get(0) + ")";
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
          "(" + operands.get(0) + " " + word + ")";
      default -> "(" + String.join(" " + word + " ", operands) + ")";
    };
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
