// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import static dev.parley.protocol.catalog.NearestMode.LOCAL;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.Merge;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.Release;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/** No node hands anything in the clear to the cloud, and nothing reaches the gateway unmerged. */
public final class MergeReadsOnlyCiphertext implements PlanGuard {

  @Override
  public void check(PlanStep root, FederationCatalog catalog) {
    if (root instanceof NodeQuery query) {
      throw broken("what node '%s' answers is not merged".formatted(query.at().node()));
    }
    Steps.of(root, Merge.class).forEach(MergeReadsOnlyCiphertext::checkMerge);
    Steps.of(root, PlanStep.Finishing.class)
        .map(PlanStep.Finishing::input)
        .filter(NodeQuery.class::isInstance)
        .map(NodeQuery.class::cast)
        .findFirst()
        .ifPresent(
            query -> {
              throw broken("what node '%s' answers is not merged".formatted(query.at().node()));
            });
  }

  private static void checkMerge(Merge merge) {
    for (PlanStep input : merge.inputs()) {
      if (!(input instanceof NodeQuery query)) {
        throw broken("a step that is not at a node is merged");
      }
      Release due = Release.due(query.query());
      if (query.release() != due && query.release() != Release.due(query.query(), LOCAL)) {
        throw broken("what node '%s' answers is plaintext".formatted(query.at().node()));
      }
      if (due != Release.ENCRYPTED && !query.slots().isEmpty()) {
        throw broken("node '%s' is asked for numbers of rows".formatted(query.at().node()));
      }
    }
  }

  private static ParleyException broken(String fact) {
    return new ParleyException(
        ErrorCode.PLAINTEXT_WOULD_LEAVE,
        "The plan breaks a promise: " + fact,
        "Report this statement; nothing was asked of any node.");
  }
}
