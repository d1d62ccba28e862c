// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import java.util.List;
import java.util.stream.Stream;

/**
 * How many times longer than the texts in its columns an expression may become. Replacements within
 * replacements multiply: a short query could make a database write gigabytes.
 */
final class TextGrowth {
  private static final double MOST = 1000;

  /** Characters of a constant that is no text, such as a number. */
  private static final int OTHER_CONSTANT = 128;

  private TextGrowth() {}

  /**
   * Returns normally if {@code call} makes no text much longer than it was.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED if it may
   */
  static void require(Expression.Call call) {
    boolean grows = call.operator() == Operator.REPLACE || call.operator() == Operator.CONCAT;
    if (grows && of(call) > MOST) {
      throw OperatorTypes.unsupported(
          "A text that may become a thousand times as long as it was", "fewer or shorter texts");
    }
  }

  private static double of(Expression expression) {
    if (expression instanceof Expression.Cast cast) {
      return of(cast.operand());
    }
    if (expression instanceof Expression.Case choice) {
      return Stream.concat(
              choice.otherwise().stream(),
              choice.branches().stream().map(Expression.Case.When::value))
          .mapToDouble(TextGrowth::of)
          .max()
          .orElse(1);
    }
    return expression instanceof Expression.Call call ? ofCall(call) : 1;
  }

  private static double ofCall(Expression.Call call) {
    List<Expression> operands = call.operands();
    return switch (call.operator()) {
      case CONCAT -> operands.stream().mapToDouble(TextGrowth::of).sum();
      case REPLACE ->
          of(operands.get(0))
              * Math.max(1.0, (double) length(operands.get(2)) / length(operands.get(1)));
      default -> operands.stream().mapToDouble(TextGrowth::of).max().orElse(1);
    };
  }

  private static int length(Expression constant) {
    return constant instanceof Expression.TextLiteral text
        ? Math.max(1, text.value().length())
        : OTHER_CONSTANT;
  }
}
