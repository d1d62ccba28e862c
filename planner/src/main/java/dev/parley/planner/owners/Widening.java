// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;

/** Casts that change no value. */
final class Widening {

  private Widening() {}

  /** Returns what is cast, if the cast changes no value; else {@code scalar}. */
  static Scalar without(Scalar scalar) {
    Scalar bare = scalar;
    while (bare instanceof Scalar.Call call
        && call.operator() == ScalarOperator.CAST
        && isWidening(call.operands().get(0).type(), call.type())) {
      bare = call.operands().get(0);
    }
    return bare;
  }

  private static boolean isWidening(ColumnType from, ColumnType to) {
    if (from.isExactNumeric() && to.isExactNumeric()) {
      return from.scale() <= to.scale()
          && from.decimalDigits() - from.scale() <= to.decimalDigits() - to.scale();
    }
    return from.kind() == Kind.DATE && to.kind() == Kind.TIMESTAMP;
  }
}
