// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes expressions over one row, with SQL's logic of three values. */
public final class Evaluation implements Scalar.Visitor<Optional<Object>> {
  private final @Nullable Object[] row;

  private Evaluation(@Nullable Object[] row) {
    this.row = row;
  }

  /**
   * Returns the value of {@code scalar} for {@code row}.
   *
   * @throws dev.parley.protocol.error.ParleyException DIVISION_BY_ZERO, OUT_OF_RANGE or
   *     INVALID_TEXT, without the value
   */
  public static @Nullable Object of(Scalar scalar, @Nullable Object[] row) {
    return scalar.accept(new Evaluation(row)).orElse(null);
  }

  @Override
  public Optional<Object> input(Scalar.Input input) {
    return Optional.ofNullable(row[input.index()]);
  }

  @Override
  public Optional<Object> constant(Scalar.Constant constant) {
    return Optional.ofNullable(constant.value());
  }

  @Override
  public Optional<Object> call(Scalar.Call call) {
    return Optional.ofNullable(result(call));
  }

  private @Nullable Object result(Scalar.Call call) {
    List<Scalar> operands = call.operands();
    return switch (call.operator()) {
      case AND -> connective(operands, false);
      case OR -> connective(operands, true);
      case COALESCE -> fitted(call.type(), firstOf(operands));
      case CASE -> fitted(call.type(), chosen(operands));
      default -> strictOrNot(call, value(operands.get(0)));
    };
  }

  private @Nullable Object value(Scalar scalar) {
    return scalar.accept(this).orElse(null);
  }

  private @Nullable Object strictOrNot(Scalar.Call call, @Nullable Object first) {
    return switch (call.operator()) {
      case IS_NULL -> first == null;
      case IS_NOT_NULL -> first != null;
      case IS_TRUE -> Boolean.TRUE.equals(first);
      case IS_NOT_TRUE -> !Boolean.TRUE.equals(first);
      case IS_FALSE -> Boolean.FALSE.equals(first);
      case IS_NOT_FALSE -> !Boolean.FALSE.equals(first);
      case IS_DISTINCT_FROM -> !same(first, value(call.operands().get(1)));
      case IS_NOT_DISTINCT_FROM -> same(first, value(call.operands().get(1)));
      default -> first == null ? null : strict(call, first);
    };
  }

  private @Nullable Object strict(Scalar.Call call, Object first) {
    return switch (call.operator()) {
      case NOT -> !(Boolean) first;
      case CAST -> Cast.to(call.type(), first);
      case NEGATE -> Arithmetic.apply(ScalarOperator.SUBTRACT, call.type(), 0L, (Number) first);
      default -> {
        Object second = value(call.operands().get(1));
        yield second == null ? null : binary(call, first, second);
      }
    };
  }

  private static Object binary(Scalar.Call call, Object a, Object b) {
    return switch (call.operator()) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE ->
          Arithmetic.apply(call.operator(), call.type(), (Number) a, (Number) b);
      case EQUAL -> order(a, b) == 0;
      case NOT_EQUAL -> order(a, b) != 0;
      case LESS -> order(a, b) < 0;
      case LESS_OR_EQUAL -> order(a, b) <= 0;
      case GREATER -> order(a, b) > 0;
      case GREATER_OR_EQUAL -> order(a, b) >= 0;
      default -> throw new IllegalStateException(call.operator() + " has no two operands");
    };
  }

  private static int order(Object a, Object b) {
    return ValueOrder.INSTANCE.compare(a, b);
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return order(a, b) == 0;
  }

  /** AND decides at the first FALSE, OR at the first TRUE; a NULL leaves it open. */
  private @Nullable Object connective(List<Scalar> operands, boolean decisive) {
    boolean open = false;
    for (Scalar operand : operands) {
      Object value = value(operand);
      if (value == null) {
        open = true;
      } else if ((Boolean) value == decisive) {
        return decisive;
      }
    }
    return open ? null : !decisive;
  }

  private @Nullable Object firstOf(List<Scalar> operands) {
    for (Scalar operand : operands) {
      Object value = value(operand);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private @Nullable Object chosen(List<Scalar> operands) {
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      if (Boolean.TRUE.equals(value(operands.get(i)))) {
        return value(operands.get(i + 1));
      }
    }
    return value(operands.get(operands.size() - 1));
  }

  /** Branches may be of narrower types; a number takes the kind of the whole, not its scale. */
  private static @Nullable Object fitted(ColumnType type, @Nullable Object value) {
    if (!(value instanceof Number number)) {
      return value;
    }
    return switch (type.kind()) {
      case DECIMAL -> ValueOrder.decimal(number);
      case DOUBLE -> number.doubleValue();
      default -> number;
    };
  }
}
