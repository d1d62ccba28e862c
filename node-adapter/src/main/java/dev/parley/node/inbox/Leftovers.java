// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.node.member.Channel;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.QueryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Clears away what this node has published about queries that are over. Once it also looks for what
 * an earlier process has left.
 */
final class Leftovers {
  private final Channel channel;
  private final Map<AnalystId, Set<QueryId>> pending = new HashMap<>();
  private boolean boardLooked;

  Leftovers(Channel channel) {
    this.channel = channel;
  }

  /**
   * Clears away queries, and tries again later those for which the pipe fails.
   *
   * @param asked the sub-queries that are in the inbox
   * @param over those that are over
   */
  void clear(AnalystId analyst, Set<QueryId> asked, Set<QueryId> over) throws PipeException {
    Set<QueryId> mine = pending.get(analyst);
    if (mine == null) {
      mine = new HashSet<>(channel.partials(analyst));
      mine.removeAll(asked);
      pending.put(analyst, mine);
    }
    mine.addAll(over);
    for (QueryId queryId : Set.copyOf(mine)) {
      channel.forget(analyst, queryId);
      mine.remove(queryId);
    }
  }

  /**
   * Clears the board, the first time, of queries that nobody asks.
   *
   * @param asked what the keys on the board about the sub-queries of all analysts begin with
   */
  void clearBoard(Set<String> asked) throws PipeException {
    if (!boardLooked) {
      channel.clearBoard(asked);
      boardLooked = true;
    }
  }
}
