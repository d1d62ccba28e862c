// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import dev.parley.node.answer.Extent;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.topk.Narrowing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's log of every question that an analyst has surely asked: one entry before it is run,
 * and one at its end, each on disk when its method returns. A question that cannot be written down
 * is not run, and an answer of which that cannot be written down does not leave.
 *
 * <p>It is not the node's ledger, though both know who asked when. The ledger decides, so it is
 * small, holds no more than a day, and is read whole at every start; the log is for people, grows
 * for ever, and may be taken away to an archive, which must not let a question be asked again.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

  private final NodeId node;
  private final Chain chain;
  private final Set<Long> unended = new HashSet<>();

  private AuditLog(NodeId node, Chain chain) {
    this.node = node;
    this.chain = chain;
  }

  /**
   * Opens the log, or begins one.
   *
   * @throws ParleyException with {@link ErrorCode#CANNOT_START} if it cannot be used, another
   *     process uses it, or it does not end where it was left
   */
  public static AuditLog open(AuditPlace place, NodeId node, Clock clock) {
    try {
      Path folder = place.file().toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Chain chain = Chain.open(place, clock);
      chain.append("started", line -> line.put("node", node.value()));
      log.info("audit log opened entries={} hash={}", chain.end().entry(), chain.end().hash());
      return new AuditLog(node, chain);
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "The audit log %s cannot be used: %s".formatted(place.file(), e.getMessage()),
          "Look at it with --audit; to begin a new file, move it away.",
          e);
    }
  }

  /**
   * Writes down that a question was asked.
   *
   * @throws ParleyException with {@link ErrorCode#NODE_FAILED} if it cannot be written
   */
  public synchronized AuditedQuestion asked(SubQueryMessage message) {
    QueryContext context = message.context();
    append(
        "asked",
        line -> {
          putQuery(line, context).put("attempt", context.attempt());
          line.put(
              "participants",
              message.subQuery().participants().stream().map(NodeId::value).toList());
          line.put("sql", message.subQuery().sql());
          message.subQuery().narrowing().ifPresent(narrowing -> putRound(line, narrowing));
        });
    unended.add(chain.end().entry());
    return new AuditedQuestion(chain.end().entry(), context);
  }

  /**
   * Writes down that a question was answered, and from how much.
   *
   * @throws ParleyException with {@link ErrorCode#NODE_FAILED} if it cannot be written
   */
  public synchronized void answered(AuditedQuestion question, Extent extent) {
    append(
        "answered",
        line -> {
          putQuery(line.put("question", question.entry()), question.context());
          extent.rowsUsed().ifPresent(rows -> line.put("rows", rows));
          line.put("groups", extent.groups()).put("withheld", extent.withheld());
          line.put("revealed", extent.revealed());
        });
    unended.remove(question.entry());
  }

  /** Writes down why a question was refused, unless its end is there already, or cannot be. */
  public synchronized void refused(AuditedQuestion question, ParleyException reason) {
    if (!unended.remove(question.entry())) {
      return;
    }
    try {
      append(
          "refused",
          line ->
              putQuery(line.put("question", question.entry()), question.context())
                  .put("code", reason.code().vendorCode())
                  .put("why", reason.fact()));
    } catch (ParleyException e) {
      // told already; the question is refused all the same
    }
  }

  @Override
  public synchronized void close() throws IOException {
    log.info("audit log closed entries={} hash={}", chain.end().entry(), chain.end().hash());
    chain.close();
  }

  private static JsonLine putQuery(JsonLine line, QueryContext context) {
    return line.put("analyst", context.principal().analyst().value())
        .put("user", context.principal().user())
        .put("query", context.queryId().value())
        .put("round", context.round());
  }

  /** Which question the round goes on with, and what it asks: so many counts, or rows. */
  private static void putRound(JsonLine line, Narrowing narrowing) {
    narrowing.basis().ifPresent(basis -> line.put("basis", basis.value()));
    if (narrowing.wanted() instanceof Narrowing.Count count) {
      line.put("counts", count.buckets());
    }
  }

  private void append(String event, Consumer<JsonLine> fields) {
    try {
      chain.append(event, fields);
    } catch (IOException e) {
      log.error("audit log cannot be written: {}", e.getMessage());
      throw new ParleyException(
          ErrorCode.NODE_FAILED,
          "Node '%s' cannot write its log of questions, and answers none without it"
              .formatted(node),
          "Ask the data owner to look at the disk and the log of the node.",
          e);
    }
  }
}
