// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An aggregate over rows in the gateway.
 *
 * @param argument the column that it reads; empty for COUNT(*)
 * @param filter the column of truth values that says which rows count; empty for all
 * @param distinct whether equal values count once
 * @param type of the result
 */
public record LocalAggregate(
    Function function,
    OptionalInt argument,
    OptionalInt filter,
    boolean distinct,
    ColumnType type) {

  /** The functions, with the results that PostgreSQL gives. */
  public enum Function {
    COUNT,
    SUM,
    /** The sum of squares. */
    SUMSQ,
    AVG,
    MIN,
    MAX,
    VAR_POP,
    VAR_SAMP,
    STDDEV_POP,
    STDDEV_SAMP;

    /**
     * Returns normally if it is none of order, or its arguments have one: PostgreSQL 14 knows
     * neither a least nor a greatest truth value, nor such byte strings.
     *
     * @throws ParleyException UNKNOWN_FUNCTION
     */
    public void requireOrder(ColumnType type) {
      boolean ordered = !type.equals(ColumnType.BOOLEAN) && !type.equals(ColumnType.VARBINARY);
      if (!ordered && (this == MIN || this == MAX)) {
        throw new ParleyException(
            ErrorCode.UNKNOWN_FUNCTION,
            "There is no function %s of %s".formatted(this, type),
            "Count the rows that have a value, with FILTER.");
      }
    }

    /** Returns the function of that name, in capital letters. */
    public static Optional<Function> named(String name) {
      String canonical =
          switch (name) {
            case "VARIANCE" -> "VAR_SAMP";
            case "STDDEV" -> "STDDEV_SAMP";
            default -> name;
          };
      return Arrays.stream(values()).filter(f -> f.name().equals(canonical)).findFirst();
    }
  }
}
