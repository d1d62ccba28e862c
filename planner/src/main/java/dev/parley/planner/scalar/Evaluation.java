// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

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
   * @throws dev.parley.protocol.error.ParleyException DIVISION_BY_ZERO, OUT_OF_RANGE, INVALID_TEXT
   *     or DATA_ERROR, without the value
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
      case COALESCE -> firstOf(operands);
      case CASE -> chosen(operands);
      case GREATEST -> extreme(operands, 1);
      case LEAST -> extreme(operands, -1);
      case IS_NULL -> value(operands.get(0)) == null;
      case IS_NOT_NULL -> value(operands.get(0)) != null;
      case IS_TRUE -> Boolean.TRUE.equals(value(operands.get(0)));
      case IS_NOT_TRUE -> !Boolean.TRUE.equals(value(operands.get(0)));
      case IS_FALSE -> Boolean.FALSE.equals(value(operands.get(0)));
      case IS_NOT_FALSE -> !Boolean.FALSE.equals(value(operands.get(0)));
      case IS_DISTINCT_FROM -> !same(operands);
      case IS_NOT_DISTINCT_FROM -> same(operands);
      default -> strict(call);
    };
  }

  private @Nullable Object value(Scalar scalar) {
    return scalar.accept(this).orElse(null);
  }

  private @Nullable Object strict(Scalar.Call call) {
    Object[] values = new Object[call.operands().size()];
    for (int i = 0; i < values.length; i++) {
      Object value = value(call.operands().get(i));
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return StrictFunctions.apply(call, values);
  }

  private boolean same(List<Scalar> operands) {
    Object a = value(operands.get(0));
    Object b = value(operands.get(1));
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return StrictFunctions.order(operands.get(0).type(), a, b) == 0;
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

  /** The first of those that are farthest in one direction; NULLs do not count. */
  private @Nullable Object extreme(List<Scalar> operands, int direction) {
    Object best = null;
    for (Scalar operand : operands) {
      Object value = value(operand);
      boolean better =
          value != null
              && (best == null
                  || StrictFunctions.order(operand.type(), value, best) * direction > 0);
      best = better ? value : best;
    }
    return best;
  }
}
