// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.gateway.members.Federation;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.protocol.message.Speaks;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.RowQuery;
import java.util.List;
import java.util.Optional;

/** Confirms that all who are asked understand the question, before any of them is. */
final class Understanding {
  private final Federation federation;
  private final Speaks ours;

  Understanding(Federation federation, Speaks ours) {
    this.federation = federation;
    this.ours = ours;
  }

  /**
   * @throws ParleyException with {@link ErrorCode#NOT_SUPPORTED} that names a node which is too old
   *     or too new
   */
  void require(SecureQuestion question) {
    List<String> needed = needed(question.query());
    for (NodeId node : question.participants()) {
      Optional<Speaks> speaks = federation.heartbeat(node).map(HeartbeatMessage::speaks);
      if (speaks.isPresent()) {
        require(node, speaks.get(), needed);
      }
    }
  }

  private static List<String> needed(CanonicalQuery query) {
    if (query instanceof BestQuery) {
      return List.of(Speaks.BEST);
    }
    return query instanceof RowQuery ? List.of(Speaks.ROWS) : List.of();
  }

  private void require(NodeId node, Speaks theirs, List<String> needed) {
    if (theirs.newest() < ours.oldest()) {
      throw notUnderstood(node, versions("node", theirs) + versions(", the gateway", ours), "node");
    }
    if (theirs.oldest() > ours.newest()) {
      throw notUnderstood(
          node, versions("node", theirs) + versions(", the gateway", ours), "gateway");
    }
    for (String feature : needed) {
      if (!theirs.features().contains(feature)) {
        throw notUnderstood(node, "node does not know the feature '%s'".formatted(feature), "node");
      }
    }
  }

  private static String versions(String who, Speaks speaks) {
    return "%s speaks versions %d to %d".formatted(who, speaks.oldest(), speaks.newest());
  }

  private static ParleyException notUnderstood(NodeId node, String fact, String tooOld) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "Node '%s' cannot be asked this: the %s".formatted(node, fact),
        "Update the %s, or ask for something else.".formatted(tooOld));
  }
}
