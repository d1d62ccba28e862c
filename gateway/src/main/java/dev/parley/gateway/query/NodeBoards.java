// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.gateway.members.Federation;
import dev.parley.keys.Envelope;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import dev.parley.wire.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Waits until every node that was asked has said on its board that it has answered, or will not.
 */
final class NodeBoards {
  /** What a node says that was asked already when it started. */
  private static final String STOPPED = "was stopped while it answered";

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
  private static final int MAX_REFUSAL_BYTES = 1 << 16;

  /** Which part of the time is kept for the merge, if some nodes are silent. */
  private static final int SHARE_TO_MERGE = 4;

  private final Federation federation;
  private final Pipe pipe;
  private final PipeNames names;
  private final Executor listeners;

  /** Whether there was a bell the last time, rather than looks alone. */
  private volatile boolean rings;

  /**
   * @param listeners refuses what is more than it can run at once
   */
  NodeBoards(Federation federation, Pipe pipe, Executor listeners) {
    this.federation = federation;
    this.pipe = pipe;
    this.names = new PipeNames(federation.manifest().federation().value());
    this.listeners = listeners;
  }

  /**
   * Returns when all participants have answered, or enough of them and the others have vanished, or
   * have had most of the time.
   *
   * @throws ParleyException with a node's own reason if it refused, with {@link
   *     ErrorCode#NODE_MISSING} or {@link ErrorCode#TOO_FEW_OWNERS} if too few of them are left
   */
  void await(Asked asked, Attendance attendance, Cancellation cancellation) throws PipeException {
    try (BoardBell bell = new BoardBell(pipe, ending(asked))) {
      for (NodeId node : attendance.pending()) {
        bell.listen(node, names.board(node.value()), listeners);
      }
      await(asked, attendance, bell, cancellation);
    }
  }

  private static String ending(Asked asked) {
    return PipeNames.ending(asked.principal().analyst().value(), asked.queryId().value());
  }

  private void await(Asked asked, Attendance attendance, BoardBell bell, Cancellation cancellation)
      throws PipeException {
    Duration toMerge = cancellation.left().dividedBy(SHARE_TO_MERGE);
    Duration pause = SHORTEST_PAUSE;
    Collection<NodeId> where = attendance.pending();
    boolean looked = false;
    while (true) {
      boolean news = collect(asked, attendance, where);
      rings &= !(looked && news);
      Duration left = cancellation.left();
      if (attendance.isEnough() ? left.compareTo(toMerge) <= 0 : cancellation.isExpired()) {
        attendance.goOnWithout(silent(attendance.pending(), cancellation.timeout().minus(left)));
      }
      leaveOutOffline(attendance);
      if (attendance.pending().isEmpty()) {
        return;
      }
      pause = rings ? LONGEST_PAUSE : news ? SHORTEST_PAUSE : longer(pause);
      cancellation.pause(pause, bell.next());
      Set<NodeId> rung = bell.take();
      rings |= !rung.isEmpty();
      where = rung.isEmpty() ? attendance.pending() : rung;
      looked = rung.isEmpty();
    }
  }

  /** Notes who has answered; returns whether anybody has. */
  private boolean collect(Asked asked, Attendance attendance, Collection<NodeId> where)
      throws PipeException {
    boolean news = false;
    for (NodeId node : attendance.pending()) {
      if (where.contains(node) && hasAnswered(asked, node, attendance)) {
        attendance.answered(node);
        news = true;
      }
    }
    return news;
  }

  private static List<Absence> silent(List<NodeId> pending, Duration after) {
    String why = "did not answer within " + after.toMillis() + " ms";
    return pending.stream().map(node -> new Absence(node, why)).toList();
  }

  /**
   * Goes on without those who are known to be offline.
   *
   * @throws ParleyException with {@link ErrorCode#NODE_MISSING} or {@link ErrorCode#TOO_FEW_OWNERS}
   *     if too few are left, with {@link ErrorCode#PIPE_FAILED} if that cannot be known, for boards
   *     cannot be read
   */
  void leaveOutOffline(Attendance attendance) {
    List<Absence> offline = new ArrayList<>();
    for (NodeId node : attendance.pending()) {
      if (!federation.isOnline(node)) {
        federation
            .trouble(node)
            .ifPresent(
                trouble -> {
                  throw trouble.toParleyException();
                });
        offline.add(
            new Absence(node, "is offline: " + federation.lastSeen(node), federation.remedy(node)));
      }
    }
    if (!offline.isEmpty()) {
      attendance.goOnWithout(offline);
    }
  }

  private boolean hasAnswered(Asked asked, NodeId node, Attendance attendance)
      throws PipeException {
    String board = names.board(node.value());
    String analyst = asked.principal().analyst().value();
    String id = asked.queryId().value();
    List<String> keys = pipe.list(board, PipeNames.ending(analyst, id));
    if (keys.contains(PipeNames.refusal(analyst, id))) {
      ParleyException refusal =
          refusal(asked, node, pipe.get(board, PipeNames.refusal(analyst, id), MAX_REFUSAL_BYTES));
      if (refusal.code() == ErrorCode.NODE_MISSING) {
        attendance.goOnWithout(List.of(new Absence(node, STOPPED, "Wait until the node is back")));
        return false;
      }
      attendance.refused(node);
      throw refusal;
    }
    return keys.contains(PipeNames.done(analyst, id));
  }

  private ParleyException refusal(Asked asked, NodeId node, Optional<byte[]> object) {
    try {
      Envelope envelope =
          Envelope.open(ObjectKind.REFUSAL, federation.keys(), object.orElse(new byte[0]));
      RefusalMessage message = RefusalMessage.decode(envelope.unattributedPayload());
      if (isKeyOf(node, envelope.signer())
          && message.node().equals(node)
          && message.recipient().equals(federation.analyst())
          && message.queryId().equals(asked.queryId())
          && message.federation().equals(federation.manifest().federation())) {
        return new ParleyException(codeOf(message), fact(message), message.hint());
      }
    } catch (WireFormatException e) {
      // falls through: a refusal that is not the node's own says nothing
    }
    return new ParleyException(
        ErrorCode.PEER_REFUSED,
        "On the board of node '%s' lies a refusal that the node did not make".formatted(node),
        "Ask the operator of the pipe who may write there.");
  }

  private boolean isKeyOf(NodeId node, VerifyingKey signer) {
    return federation
        .identity(node)
        .flatMap(identity -> identity.keys().valid(signer, Instant.now()))
        .isPresent();
  }

  /**
   * Confirms that those who answered are members still, by the keys to which the question was
   * sealed: whoever holds a revoked key could have answered in its owner's place.
   *
   * @throws ParleyException with {@link ErrorCode#PEER_REFUSED} if one is not
   */
  void requireMembers(Asked asked, List<NodeId> answered) {
    for (NodeId node : answered) {
      Optional<PublicKeys> asKnown =
          asked.asking().manifest().node(node).map(identity -> identity.keys().current());
      boolean still =
          federation
              .identity(node)
              .map(identity -> identity.keys().valid(Instant.now()))
              .filter(valid -> asKnown.filter(valid::contains).isPresent())
              .isPresent();
      if (!still) {
        throw new ParleyException(
            ErrorCode.PEER_REFUSED,
            "Node '%s' left the federation, or its keys ended, while it answered".formatted(node),
            "Run the query again.");
      }
    }
  }

  /** Whose value an error comes of is nobody's business but its owner's. */
  private static String fact(RefusalMessage refusal) {
    return switch (refusal.code()) {
      case OUT_OF_RANGE, DIVISION_BY_ZERO, INVALID_TEXT, DATA_ERROR -> refusal.fact();
      default -> "Node '%s' refused: %s".formatted(refusal.node(), refusal.fact());
    };
  }

  /**
   * A node speaks of itself and of the question. It does not get to say that the client's password
   * is wrong, its connection gone, or somebody else's answer forged.
   */
  private static ErrorCode codeOf(RefusalMessage refusal) {
    return switch (refusal.code()) {
      case INTERNAL,
          INVALID_SETTINGS,
          INVALID_DATA,
          CANNOT_START,
          CANCELLED,
          TIMED_OUT,
          STATEMENT_LOST,
          LIMIT_REACHED,
          WRONG_PASSWORD,
          CANNOT_CONNECT,
          CONNECTION_LOST,
          ANSWER_FORGED,
          ACTION_FAILED,
          PLAINTEXT_WOULD_LEAVE ->
          ErrorCode.NODE_FAILED;
      default -> refusal.code();
    };
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }
}
