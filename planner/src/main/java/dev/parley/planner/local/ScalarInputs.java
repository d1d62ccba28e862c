// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.planner.scalar.Scalar;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Moves the inputs of an expression, and notes which there are. */
public final class ScalarInputs implements Scalar.Visitor<Scalar> {
  private final int by;
  private final Set<Integer> read = new TreeSet<>();

  private ScalarInputs(int by) {
    this.by = by;
  }

  /** Returns the columns that {@code scalar} reads. */
  public static Set<Integer> of(Scalar scalar) {
    ScalarInputs inputs = new ScalarInputs(0);
    Scalar unused = scalar.accept(inputs);
    return inputs.read;
  }

  /** Returns {@code scalar} over rows in which every column is {@code by} places further left. */
  static Scalar moved(Scalar scalar, int by) {
    return scalar.accept(new ScalarInputs(by));
  }

  @Override
  public Scalar input(Scalar.Input input) {
    read.add(input.index());
    return new Scalar.Input(input.index() - by, input.label(), input.type());
  }

  @Override
  public Scalar constant(Scalar.Constant constant) {
    return constant;
  }

  @Override
  public Scalar call(Scalar.Call call) {
    List<Scalar> operands = call.operands().stream().map(o -> o.accept(this)).toList();
    return new Scalar.Call(call.operator(), operands, call.type());
  }
}
