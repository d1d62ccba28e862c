// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.function.Casts;
import java.math.BigDecimal;
import java.util.List;

/** Conversions of expressions, as nodes of the tree. */
public final class Conversion {

  private Conversion() {}

  /**
   * Returns {@code scalar} as a value of exactly {@code type}, rounded or cut to its bounds.
   *
   * @throws ParleyException TYPE_MISMATCH if PostgreSQL has no such cast
   */
  public static Scalar cast(Scalar scalar, ColumnType type) {
    if (scalar.type().equals(type)) {
      return scalar;
    }
    if (!Casts.isPossible(scalar.type(), type)) {
      throw new ParleyException(
          ErrorCode.TYPE_MISMATCH,
          "%s cannot be cast to %s".formatted(scalar.type(), type),
          "Cast to a type of the same kind, or to VARCHAR.");
    }
    return Folding.fold(new Scalar.Call(ScalarOperator.CAST, List.of(scalar), type));
  }

  /** Returns {@code scalar} as the kind of {@code type}; what is of that kind stays as it is. */
  static Scalar toKind(Scalar scalar, ColumnType type) {
    return scalar.type().kind() == type.kind() ? scalar : cast(scalar, type);
  }

  /**
   * Returns a quoted literal, or NULL, as the type that is wanted; a number keeps its digits.
   *
   * @throws ParleyException INVALID_TEXT, OUT_OF_RANGE
   */
  static Scalar.Constant ofLiteral(Scalar.Constant literal, ColumnType type) {
    if (!(literal.value() instanceof String text)) {
      return new Scalar.Constant(null, type);
    }
    if (type.kind() == Kind.DECIMAL) {
      BigDecimal number = TextValues.decimal(text.strip());
      return new Scalar.Constant(number, Literals.typeOf(number));
    }
    return new Scalar.Constant(Cast.to(type, text), type);
  }
}
