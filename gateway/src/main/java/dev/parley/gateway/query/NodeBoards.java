// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Waits until every node that was asked has said on its board that it has answered, or will not.
 */
final class NodeBoards {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
  private static final int MAX_REFUSAL_BYTES = 1 << 16;

  private final Federation federation;
  private final Pipe pipe;
  private final PipeNames names;

  NodeBoards(Federation federation, Pipe pipe) {
    this.federation = federation;
    this.pipe = pipe;
    this.names = new PipeNames(federation.manifest().federation().value());
  }

  /**
   * Returns when all participants have answered.
   *
   * @throws ParleyException with a node's own reason if it refused, with {@link
   *     ErrorCode#NODE_MISSING} if one goes offline or does not answer in time
   */
  void await(Asked asked, Cancellation cancellation) throws PipeException {
    TreeSet<NodeId> pending = new TreeSet<>(asked.question().participants());
    Duration pause = SHORTEST_PAUSE;
    while (true) {
      boolean news = false;
      for (NodeId node : List.copyOf(pending)) {
        if (hasAnswered(asked, node)) {
          pending.remove(node);
          news = true;
        }
      }
      if (pending.isEmpty()) {
        return;
      }
      if (cancellation.isExpired()) {
        throw missing(
            pending, "did not answer within " + cancellation.timeout().toMillis() + " ms");
      }
      requireOnline(pending);
      pause = news ? SHORTEST_PAUSE : longer(pause);
      cancellation.pause(pause);
    }
  }

  /**
   * Returns normally if none of {@code nodes} is known to be offline.
   *
   * @throws ParleyException with {@link ErrorCode#NODE_MISSING} naming those that are, with {@link
   *     ErrorCode#PIPE_FAILED} if that cannot be known, for their boards cannot be read
   */
  void requireOnline(Collection<NodeId> nodes) {
    TreeSet<NodeId> offline =
        nodes.stream()
            .filter(node -> !federation.isOnline(node))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!offline.isEmpty()) {
      offline.stream()
          .flatMap(node -> federation.trouble(node).stream())
          .findFirst()
          .ifPresent(
              trouble -> {
                throw trouble.toParleyException();
              });
      String when =
          offline.stream().map(federation::lastSeen).distinct().collect(Collectors.joining(", "));
      throw missing(offline, (offline.size() == 1 ? "is" : "are") + " offline: " + when);
    }
  }

  private boolean hasAnswered(Asked asked, NodeId node) throws PipeException {
    String board = names.board(node.value());
    List<String> keys = pipe.list(board, asked.queryId() + "/");
    if (keys.contains(PipeNames.refusal(asked.queryId().value()))) {
      throw refusal(asked, node, board);
    }
    return keys.contains(PipeNames.done(asked.queryId().value()));
  }

  private ParleyException refusal(Asked asked, NodeId node, String board) throws PipeException {
    Optional<byte[]> object =
        pipe.get(board, PipeNames.refusal(asked.queryId().value()), MAX_REFUSAL_BYTES);
    try {
      Envelope envelope =
          Envelope.open(
              ObjectKind.REFUSAL, federation.keys().sealing(), object.orElse(new byte[0]));
      RefusalMessage message =
          RefusalMessage.decode(envelope.payload(federation.identity(node).signing()));
      if (message.node().equals(node)
          && message.recipient().equals(federation.analyst())
          && message.queryId().equals(asked.queryId())
          && message.federation().equals(federation.manifest().federation())) {
        String fact = "Node '%s' refused: %s".formatted(node, message.fact());
        return new ParleyException(codeOf(message), fact, message.hint());
      }
    } catch (WireFormatException e) {
      // falls through: a refusal that is not the node's own says nothing
    }
    return new ParleyException(
        ErrorCode.PEER_REFUSED,
        "On the board of node '%s' lies a refusal that the node did not make".formatted(node),
        "Ask the operator of the pipe who may write there.");
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
          WRONG_PASSWORD,
          CANNOT_CONNECT,
          CONNECTION_LOST,
          NODE_MISSING,
          ANSWER_FORGED,
          ACTION_FAILED,
          PLAINTEXT_WOULD_LEAVE ->
          ErrorCode.NODE_FAILED;
      default -> refusal.code();
    };
  }

  private static ParleyException missing(Collection<NodeId> nodes, String what) {
    String named = nodes.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
    return new ParleyException(
        ErrorCode.NODE_MISSING,
        (nodes.size() == 1 ? "Node " : "Nodes ") + named + " " + what,
        "Ask the owner to start the node, then run the query again.");
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }
}
