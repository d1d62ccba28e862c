// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import dev.parley.node.database.Granted;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.spatial.PlaceList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of questions whose first round was answered, until they are released or expire. A
 * later round gets them only if it asks the same, comes from the same user of the same analyst, and
 * finds the policy as the first round has found it. In memory alone: a restart forgets them.
 */
final class CandidateStore {
  /** More than any gateway needs: a round splits what is left into hundreds of parts. */
  static final int MAX_ROUNDS = 64;

  static final long MAX_BYTES = 64L << 20;

  /** So that one analyst's questions leave room for the others'. */
  static final long MAX_ANALYST_BYTES = MAX_BYTES / 2;

  private static final long OVERHEAD_BYTES = 1 << 10;
  private static final long ENTRY_BYTES = 64;

  private final NodeId node;
  private final Clock clock;
  private final Map<Key, Kept> all = new HashMap<>();

  CandidateStore(NodeId node, Clock clock) {
    this.node = node;
    this.clock = clock;
  }

  private record Key(Principal principal, QueryId basis) {}

  /** What all rounds have in common; of the participants, some may be missing in later ones. */
  private record Binding(
      String sql, Optional<PlaceList> places, List<NodeId> participants, String paillierKey) {
    static Binding of(SubQuery asked) {
      return new Binding(asked.sql(), asked.places(), asked.participants(), asked.paillierKey());
    }

    boolean covers(SubQuery later) {
      return sql.equals(later.sql())
          && places.equals(later.places())
          && participants.containsAll(later.participants())
          && paillierKey.equals(later.paillierKey());
    }
  }

  private static final class Kept {
    private final Binding binding;
    private final Granted granted;
    private final CandidateList candidates;
    private final Instant until;
    private int rounds = 1;

    Kept(Binding binding, Granted granted, CandidateList candidates, Instant until) {
      this.binding = binding;
      this.granted = granted;
      this.candidates = candidates;
      this.until = until;
    }

    private long memoryBytes() {
      long entries = binding.places().map(list -> list.entries().size()).orElse(0);
      return OVERHEAD_BYTES
          + 2L * binding.sql().length()
          + ENTRY_BYTES * entries
          + candidates.memoryBytes();
    }
  }

  /**
   * Keeps the candidates of a first round for as long as its question lives, by this node's clock.
   *
   * @throws ParleyException with {@link ErrorCode#TOO_MANY} if they take too much memory
   */
  synchronized void keep(SubQueryMessage message, Granted granted, CandidateList candidates) {
    forgetExpired();
    QueryContext context = message.context();
    Duration life = Duration.between(context.issuedAt(), context.expiry());
    Kept kept =
        new Kept(Binding.of(message.subQuery()), granted, candidates, clock.instant().plus(life));
    AnalystId analyst = context.principal().analyst();
    if (used(analyst) + kept.memoryBytes() > MAX_ANALYST_BYTES
        || used(null) + kept.memoryBytes() > MAX_BYTES) {
      throw full();
    }
    all.put(new Key(context.principal(), context.queryId()), kept);
  }

  /** Counts a later round; returns whether it belongs to a first one that is known. */
  synchronized boolean begin(Principal principal, QueryId basis) {
    forgetExpired();
    Kept kept = all.get(new Key(principal, basis));
    if (kept == null) {
      return false;
    }
    kept.rounds++;
    return kept.rounds <= MAX_ROUNDS;
  }

  /**
   * Returns the candidates that a later round asks of.
   *
   * @throws ParleyException if there are none, or it is another's or another question
   */
  synchronized CandidateList find(SubQueryMessage message, Granted granted) {
    return found(message, granted).candidates;
  }

  /**
   * Returns the candidates that a later round asks to be released, and forgets them.
   *
   * @throws ParleyException if there are none, or it is another's or another question
   */
  synchronized CandidateList take(SubQueryMessage message, Granted granted) {
    CandidateList candidates = found(message, granted).candidates;
    all.remove(key(message));
    return candidates;
  }

  private Kept found(SubQueryMessage message, Granted granted) {
    forgetExpired();
    Kept kept = all.get(key(message));
    if (kept == null) {
      throw forgotten();
    }
    if (kept.rounds > MAX_ROUNDS) {
      throw refused("it is beyond the %d rounds that a question may have".formatted(MAX_ROUNDS));
    }
    if (!kept.binding.covers(message.subQuery())) {
      throw refused("it asks something else, or others, than its first round did");
    }
    if (!kept.granted.equals(granted)) {
      all.remove(key(message));
      throw forgotten();
    }
    return kept;
  }

  private static Key key(SubQueryMessage message) {
    QueryId basis =
        message.subQuery().narrowing().flatMap(narrowing -> narrowing.basis()).orElseThrow();
    return new Key(message.context().principal(), basis);
  }

  private void forgetExpired() {
    Instant now = clock.instant();
    all.values().removeIf(kept -> kept.until.isBefore(now));
  }

  /** Bytes that are kept for an analyst, or for all. */
  private long used(@Nullable AnalystId analyst) {
    return all.entrySet().stream()
        .filter(e -> analyst == null || e.getKey().principal().analyst().equals(analyst))
        .mapToLong(e -> e.getValue().memoryBytes())
        .sum();
  }

  private ParleyException forgotten() {
    return new ParleyException(
        ErrorCode.NODE_FAILED,
        "Node '%s' knows no first round of this question any more".formatted(node),
        "Ask again.");
  }

  private ParleyException refused(String fact) {
    return new ParleyException(
        ErrorCode.PEER_REFUSED,
        "Node '%s' refuses a later round of a question: %s".formatted(node, fact),
        "Run a gateway of the same version as the nodes.");
  }

  ParleyException full() {
    return new ParleyException(
        ErrorCode.TOO_MANY,
        "Node '%s' has no room for the candidates of one more question".formatted(node),
        "Ask for fewer rows, or wait until other questions have ended.");
  }
}
