// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.protocol.catalog.ColumnType;
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
