// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes what holds no column when a statement is planned. What has no value, as 1 / 0, is an
 * error only if it could be reached.
 */
final class Folding {
  private static final @Nullable Object[] NO_ROW = {};

  private Folding() {}

  /** Returns {@code call}, or the constant that it is. */
  static Scalar fold(Scalar.Call call) {
    Scalar pruned = pruned(call);
    if (!(pruned instanceof Scalar.Call rest) || !isConstant(rest)) {
      return pruned;
    }
    try {
      return new Scalar.Constant(Evaluation.of(rest, NO_ROW), rest.type());
    } catch (ParleyException e) {
      // It may stand in a branch that is never reached.
      return rest;
    }
  }

  /**
   * Returns {@code scalar}.
   *
   * @throws ParleyException for a constant part that has no value
   */
  static Scalar checked(Scalar scalar) {
    if (scalar instanceof Scalar.Call call) {
      call.operands().forEach(Folding::checked);
      if (isConstant(call)) {
        Evaluation.of(call, NO_ROW);
      }
    }
    return scalar;
  }

  private static boolean isConstant(Scalar.Call call) {
    return call.operands().stream().allMatch(Scalar.Constant.class::isInstance);
  }

  private static Scalar pruned(Scalar.Call call) {
    return switch (call.operator()) {
      case CASE -> choice(call);
      case COALESCE -> firstOf(call);
      case AND -> connective(call, false);
      case OR -> connective(call, true);
      default -> isStrict(call.operator()) && hasNull(call) ? none(call) : call;
    };
  }

  private static boolean isStrict(ScalarOperator operator) {
    return switch (operator) {
      case GREATEST, LEAST, IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> false;
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> false;
      default -> true;
    };
  }

  private static boolean hasNull(Scalar.Call call) {
    return call.operands().stream()
        .anyMatch(o -> o instanceof Scalar.Constant constant && constant.value() == null);
  }

  private static Scalar none(Scalar.Call call) {
    return new Scalar.Constant(null, call.type());
  }

  /** Leaves out the branches after a condition that is always true, and those never taken. */
  private static Scalar choice(Scalar.Call call) {
    List<Scalar> kept = new ArrayList<>();
    List<Scalar> operands = call.operands();
    Scalar otherwise = operands.get(operands.size() - 1);
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      if (!(operands.get(i) instanceof Scalar.Constant condition)) {
        kept.add(operands.get(i));
        kept.add(operands.get(i + 1));
      } else if (Boolean.TRUE.equals(condition.value())) {
        otherwise = operands.get(i + 1);
        break;
      }
    }
    if (kept.isEmpty()) {
      return retyped(otherwise, call.type());
    }
    kept.add(otherwise);
    return new Scalar.Call(ScalarOperator.CASE, kept, call.type());
  }

  private static Scalar firstOf(Scalar.Call call) {
    List<Scalar> kept = new ArrayList<>();
    for (Scalar operand : call.operands()) {
      boolean constant = operand instanceof Scalar.Constant;
      boolean isNull = constant && ((Scalar.Constant) operand).value() == null;
      if (!isNull) {
        kept.add(operand);
      }
      if (constant && !isNull) {
        break;
      }
    }
    if (kept.isEmpty()) {
      return none(call);
    }
    return kept.size() == 1
        ? retyped(kept.get(0), call.type())
        : new Scalar.Call(ScalarOperator.COALESCE, kept, call.type());
  }

  /** A constant takes the type of the whole; anything else keeps its own, of the same kind. */
  private static Scalar retyped(Scalar scalar, ColumnType type) {
    return scalar instanceof Scalar.Constant constant
        ? new Scalar.Constant(constant.value(), type)
        : scalar;
  }

  /** AND is decided by the first FALSE, OR by the first TRUE. */
  private static Scalar connective(Scalar.Call call, boolean decisive) {
    List<Scalar> kept = new ArrayList<>();
    for (Scalar operand : call.operands()) {
      if (!(operand instanceof Scalar.Constant constant) || constant.value() == null) {
        kept.add(operand);
      } else if (constant.value().equals(decisive)) {
        return constant;
      }
    }
    if (kept.isEmpty()) {
      return new Scalar.Constant(!decisive, call.type());
    }
    return kept.size() == 1 ? kept.get(0) : new Scalar.Call(call.operator(), kept, call.type());
  }
}
