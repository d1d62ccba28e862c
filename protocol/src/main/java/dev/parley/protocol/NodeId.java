// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol;

/**
 * The name by which a data owner's node is known in its federation.
 *
 * @param value letters, digits, dots, dashes and underscores, at most 63; begins with a letter or
 *     digit
 */
public record NodeId(String value) implements Comparable<NodeId> {

  public NodeId {
    Names.require(value, "node");
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
