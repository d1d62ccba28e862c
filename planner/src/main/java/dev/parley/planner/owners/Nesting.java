// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.stream.Stream;

/** How deeply operators stand within one another, which nodes' parsers bound. */
final class Nesting {

  private Nesting() {}

  static int depth(Expression expression) {
    if (expression instanceof Expression.Call call) {
      int own = call.operator().form() == Operator.Form.CHAIN ? 0 : 1;
      return own + deepest(call.operands().stream());
    }
    if (expression instanceof Expression.Cast cast) {
      return 1 + depth(cast.operand());
    }
    if (expression instanceof Expression.Case choice) {
      return 1
          + deepest(
              Stream.concat(
                  choice.otherwise().stream(),
                  choice.branches().stream().flatMap(b -> Stream.of(b.condition(), b.value()))));
    }
    return 0;
  }

  private static int deepest(Stream<Expression> expressions) {
    return expressions.mapToInt(Nesting::depth).max().orElse(0);
  }
}
