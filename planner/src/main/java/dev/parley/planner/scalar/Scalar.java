// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression over one row of opened values. A value is a Long for any integer, a BigDecimal, a
 * Double, a String, a Boolean, a LocalDate, a LocalTime, a LocalDateTime, an Octets, or null.
 */
public sealed interface Scalar {

  /** The type of the value; empty DECIMAL bounds are as wide as can be. */
  ColumnType type();

  <R> R accept(Visitor<R> visitor);

  /**
   * A column of the input.
   *
   * @param index from 0
   * @param label for people
   */
  record Input(int index, String label, ColumnType type) implements Scalar {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.input(this);
    }
  }

  /** A value that the statement holds. */
  record Constant(@Nullable Object value, ColumnType type) implements Scalar {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** An operator over its operands; unmodifiable. */
  record Call(ScalarOperator operator, List<Scalar> operands, ColumnType type) implements Scalar {

    public Call {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** One method per form, so that a new form stops the build wherever it is not handled. */
  interface Visitor<R> {
    R input(Input input);

    R constant(Constant constant);

    R call(Call call);
  }
}
