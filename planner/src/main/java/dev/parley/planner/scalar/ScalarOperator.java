// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

/** The operators that the gateway can finish with. */
public enum ScalarOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  NEGATE("-"),
  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IS_DISTINCT_FROM("IS DISTINCT FROM"),
  IS_NOT_DISTINCT_FROM("IS NOT DISTINCT FROM"),
  AND("AND"),
  OR("OR"),
  NOT("NOT"),
  IS_NULL("IS NULL"),
  IS_NOT_NULL("IS NOT NULL"),
  IS_TRUE("IS TRUE"),
  IS_NOT_TRUE("IS NOT TRUE"),
  IS_FALSE("IS FALSE"),
  IS_NOT_FALSE("IS NOT FALSE"),
  CAST("CAST"),
  COALESCE("COALESCE"),
  /** Conditions and values in turn, then the value of ELSE. */
  CASE("CASE");

  private final String word;

  ScalarOperator(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
