// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol;

/**
 * The name by which an analyst's gateway is known in its federation.
 *
 * @param value letters, digits, dots, dashes and underscores, at most 63; begins with a letter or
 *     digit
 */
public record AnalystId(String value) implements Comparable<AnalystId> {

  public AnalystId {
    Names.require(value, "analyst");
  }

  @Override
  public int compareTo(AnalystId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
