// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.member;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.wire.PipeNames;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node's own places in the pipe. */
public final class Channel {
  private static final int QUERY_ID_DIGITS = 32;

  private final Pipe pipe;
  private final PipeNames names;
  private final NodeId node;

  public Channel(Pipe pipe, Membership member) {
    this.pipe = pipe;
    this.names = new PipeNames(member.federation().value());
    this.node = member.node();
  }

  /** Returns the queries for which {@code analyst} has a sub-query here. */
  public Set<QueryId> asked(AnalystId analyst) throws PipeException {
    return queryIds(pipe.list(names.in(analyst.value(), node.value()), ""));
  }

  /**
   * Waits until something changes where {@code analyst} asks, but only for some seconds.
   *
   * @param known what this returned last; what is there at first is no change to those who look
   *     anyway
   * @return what is there now; empty, and at once, if the pipe cannot wait
   */
  public Optional<List<String>> awaitAsked(AnalystId analyst, List<String> known)
      throws PipeException {
    return pipe.awaitChange(names.in(analyst.value(), node.value()), "", known);
  }

  /** Returns a sub-query, unless it has gone. */
  public Optional<byte[]> subQuery(AnalystId analyst, QueryId queryId, int maxBytes)
      throws PipeException {
    String bucket = names.in(analyst.value(), node.value());
    return pipe.get(bucket, PipeNames.subQuery(queryId.value()), maxBytes);
  }

  /** Publishes a partial; one that is there already stays. */
  public void putPartial(AnalystId analyst, QueryId queryId, Path file) throws PipeException {
    try {
      String bucket = names.out(analyst.value(), node.value());
      pipe.putFile(bucket, PipeNames.partial(queryId.value()), file);
    } catch (PipeException e) {
      requireTaken(e);
    }
  }

  /** Says that the partial is there. */
  public void putDone(AnalystId analyst, QueryId queryId) throws PipeException {
    putOnBoard(PipeNames.done(analyst.value(), queryId.value()), new byte[0]);
  }

  /** Publishes a refusal; one that is there already stays. */
  public void putRefusal(AnalystId analyst, QueryId queryId, byte[] refusal) throws PipeException {
    putOnBoard(PipeNames.refusal(analyst.value(), queryId.value()), refusal);
  }

  /** Writes heartbeat or catalog, over the one before. */
  public void replaceOnBoard(String key, byte[] object) throws PipeException {
    pipe.replace(names.board(node.value()), key, object);
  }

  /** Returns the keys of the catalogs on the board. */
  public Set<String> catalogs() throws PipeException {
    return Set.copyOf(pipe.list(names.board(node.value()), PipeNames.catalogs()));
  }

  /** Whether the board says how a query of {@code analyst} ended. */
  public boolean hasEnded(AnalystId analyst, QueryId queryId) throws PipeException {
    return !pipe.list(names.board(node.value()), ending(analyst, queryId)).isEmpty();
  }

  /** Returns the queries of {@code analyst} of which there is a partial. */
  public Set<QueryId> partials(AnalystId analyst) throws PipeException {
    return queryIds(pipe.list(names.out(analyst.value(), node.value()), ""));
  }

  /** Returns what the keys about a query of {@code analyst} on the board begin with. */
  public static String ending(AnalystId analyst, QueryId queryId) {
    return PipeNames.ending(analyst.value(), queryId.value());
  }

  /**
   * Deletes what is on the board about queries that are over.
   *
   * @param open what the keys about all others begin with
   */
  public void clearBoard(Set<String> open) throws PipeException {
    String board = names.board(node.value());
    for (String key : pipe.list(board, "")) {
      if (startsLikeQuery(key) && !open.contains(key.substring(0, QUERY_ID_DIGITS + 1))) {
        pipe.delete(board, key);
      }
    }
  }

  /** Deletes all that this node has published about a query of {@code analyst}. */
  public void forget(AnalystId analyst, QueryId queryId) throws PipeException {
    pipe.delete(names.out(analyst.value(), node.value()), PipeNames.partial(queryId.value()));
    String board = names.board(node.value());
    pipe.delete(board, PipeNames.done(analyst.value(), queryId.value()));
    pipe.delete(board, PipeNames.refusal(analyst.value(), queryId.value()));
  }

  private void putOnBoard(String key, byte[] object) throws PipeException {
    try {
      pipe.put(names.board(node.value()), key, object);
    } catch (PipeException e) {
      requireTaken(e);
    }
  }

  /** Nobody else writes there, so what is taken was taken by an attempt of our own. */
  private static void requireTaken(PipeException e) throws PipeException {
    if (e.kind() != PipeException.Kind.TAKEN) {
      throw e;
    }
  }

  private static Set<QueryId> queryIds(List<String> keys) {
    Set<QueryId> ids = new HashSet<>();
    for (String key : keys) {
      if (startsLikeQuery(key)) {
        ids.add(new QueryId(key.substring(0, QUERY_ID_DIGITS)));
      }
    }
    return ids;
  }

  /** Whether a key begins with an id, or with what stands for one on boards. */
  private static boolean startsLikeQuery(String key) {
    return key.length() > QUERY_ID_DIGITS
        && key.charAt(QUERY_ID_DIGITS) == '/'
        && key.chars()
            .limit(QUERY_ID_DIGITS)
            .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
