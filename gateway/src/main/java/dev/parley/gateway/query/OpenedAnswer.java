// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;
import java.util.List;

/**
 * A merged answer that has passed all its checks.
 *
 * @param groups those that no owner withheld; unmodifiable
 * @param withheldGroups how many groups at least one owner withheld
 * @param nodes whose rows are in it
 * @param absences whose rows are not, though their part of the table belongs to it
 */
public record OpenedAnswer(
    List<OpenedGroup> groups, int withheldGroups, List<NodeId> nodes, List<Absence> absences) {

  public OpenedAnswer {
    groups = List.copyOf(groups);
    nodes = List.copyOf(nodes);
    absences = List.copyOf(absences);
  }

  /** Returns the same answer, without the rows of these nodes. */
  OpenedAnswer without(List<Absence> missing) {
    return new OpenedAnswer(groups, withheldGroups, nodes, missing);
  }
}
