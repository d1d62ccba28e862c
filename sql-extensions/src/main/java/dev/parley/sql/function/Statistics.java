// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

/**
 * What rules finish variances and deviations with: functions of a count, a sum, and a sum of
 * squares. Of exact numbers they give what PostgreSQL's numeric gives; where the sum is typed
 * DOUBLE, its value and that of the squares are exact numbers all the same.
 */
public final class Statistics {
  public static final TypedFunction VAR_POP = spread("VAR_POP");
  public static final TypedFunction VAR_SAMP = spread("VAR_SAMP");
  public static final TypedFunction STDDEV_POP = spread("STDDEV_POP");
  public static final TypedFunction STDDEV_SAMP = spread("STDDEV_SAMP");

  private Statistics() {}

  private static TypedFunction spread(String id) {
    return TypedFunction.of(id, id + "_OF", NumericSignatures::spread, Nullability.ALWAYS);
  }
}
