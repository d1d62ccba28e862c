// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.stream.Stream;

/** What can be told of an expression without knowing what it computes. */
final class ExpressionShape {

  private ExpressionShape() {}

  /** How deeply operators stand within one another, which nodes' parsers bound. */
  static int depth(Expression expression) {
    boolean chain =
        expression instanceof Expression.Call call && call.operator().form() == Operator.Form.CHAIN;
    int below = expression.parts().stream().mapToInt(ExpressionShape::depth).max().orElse(-1);
    return chain ? below : below + 1;
  }

  /** Whether it need not be the same for all rows. */
  static boolean readsColumn(Expression expression) {
    return expression instanceof Expression.Column
        || expression instanceof Expression.Listed
        || expression.parts().stream().anyMatch(ExpressionShape::readsColumn);
  }

  /** Of what becomes the value of {@code expression} as it is; empty if it is computed. */
  static Stream<Expression> alternatives(Expression expression) {
    if (expression instanceof Expression.Case choice) {
      return Stream.concat(
          choice.otherwise().stream(), choice.branches().stream().map(Expression.Case.When::value));
    }
    boolean chooses =
        expression instanceof Expression.Call call && call.operator() == Operator.COALESCE;
    return chooses ? expression.parts().stream() : Stream.of();
  }
}
