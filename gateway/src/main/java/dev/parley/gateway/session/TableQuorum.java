// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.query.Quorum;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.OptionalInt;

/** How many nodes a question needs, by what the session wants and what the owners demand. */
final class TableQuorum {
  private TableQuorum() {}

  /**
   * Returns normally if each question of a plan can have as many nodes as the session wants.
   *
   * @throws ParleyException with INVALID_SETTINGS
   */
  static void require(Plan plan, OptionalInt minNodes) {
    plan.first().forEach(first -> require(first, minNodes));
    for (Open open : plan.opens()) {
      Quorum unused = of(open.questions(), minNodes);
    }
  }

  /**
   * Returns what is enough for a question.
   *
   * @param questions one for each node that has a part of the table
   * @throws ParleyException with INVALID_SETTINGS if the session wants more nodes than there are
   */
  static Quorum of(List<NodeQuery> questions, OptionalInt minNodes) {
    int nodes = questions.size();
    if (minNodes.isPresent() && minNodes.getAsInt() > nodes) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "minNodes is %d, but table '%s' is spread over %d %s"
              .formatted(
                  minNodes.getAsInt(),
                  questions.get(0).query().table(),
                  nodes,
                  nodes == 1 ? "node" : "nodes"),
          "Set minNodes to at most %d, or to all.".formatted(nodes));
    }
    int minOwners = questions.stream().mapToInt(q -> q.at().minOwners()).max().orElse(1);
    return new Quorum(minNodes, minOwners);
  }
}
