// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows a join puts together: those whose keys are equal, and for which the rest is true. NULL
 * equals nothing.
 *
 * @param kind what becomes of rows without a partner
 * @param left the keys, over rows of the left alone; unmodifiable
 * @param right what each of them must equal, over rows of the right alone; unmodifiable
 * @param rest over both rows, the left before the right
 */
public record Pairing(JoinKind kind, List<Scalar> left, List<Scalar> right, List<Scalar> rest) {

  public Pairing {
    left = List.copyOf(left);
    right = List.copyOf(right);
    rest = List.copyOf(rest);
  }

  /**
   * Returns the pairing of rows for which all of {@code conjuncts} are true.
   *
   * @param conjuncts over both rows
   * @param leftWidth how many columns the left has
   */
  public static Pairing of(JoinKind kind, List<Scalar> conjuncts, int leftWidth) {
    List<Scalar> left = new ArrayList<>();
    List<Scalar> right = new ArrayList<>();
    List<Scalar> rest = new ArrayList<>();
    for (Scalar conjunct : conjuncts) {
      Optional<Scalar.Call> equality = equality(conjunct, leftWidth);
      if (equality.isEmpty()) {
        rest.add(conjunct);
      } else {
        List<Scalar> sides = equality.get().operands();
        boolean inOrder = isLeft(sides.get(0), leftWidth);
        left.add(sides.get(inOrder ? 0 : 1));
        right.add(ScalarInputs.moved(sides.get(inOrder ? 1 : 0), leftWidth));
      }
    }
    return new Pairing(kind, left, right, rest);
  }

  private static Optional<Scalar.Call> equality(Scalar conjunct, int leftWidth) {
    return Optional.of(conjunct)
        .filter(Scalar.Call.class::isInstance)
        .map(Scalar.Call.class::cast)
        .filter(call -> call.operator() == ScalarOperator.EQUAL)
        .filter(call -> isHashable(call.operands().get(0).type(), call.operands().get(1).type()))
        .filter(
            call ->
                isBetween(call.operands().get(0), call.operands().get(1), leftWidth)
                    || isBetween(call.operands().get(1), call.operands().get(0), leftWidth));
  }

  /** Values of other pairs of types may be equal without being the same. */
  private static boolean isHashable(ColumnType a, ColumnType b) {
    return a.kind() == b.kind()
        || (a.isExactNumeric() && b.isExactNumeric())
        || (a.isText() && b.isText());
  }

  private static boolean isBetween(Scalar a, Scalar b, int leftWidth) {
    Set<Integer> ofB = ScalarInputs.of(b);
    return isLeft(a, leftWidth)
        && !ofB.isEmpty()
        && ofB.stream().allMatch(column -> column >= leftWidth);
  }

  private static boolean isLeft(Scalar scalar, int leftWidth) {
    Set<Integer> columns = ScalarInputs.of(scalar);
    return !columns.isEmpty() && columns.stream().allMatch(column -> column < leftWidth);
  }
}
