// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import dev.parley.node.answer.Extent;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.topk.Narrowing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's log of every question that an analyst has surely asked: one entry before it is run,
 * and one at its end, each on disk when its method returns. A question that cannot be written down
 * is not run, and an answer of which that cannot be written down does not leave. Of questions that
 * are not run, an analyst can have no more written than {@link RefusalQuota} allows.
 *
 * <p>It is not the node's ledger, though both know who asked when. The ledger decides, so it is
 * small, holds no more than a day, and is read whole at every start; the log is for people, grows
 * for ever, and may be taken away to an archive, which must not let a question be asked again.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

  /** How many participants are written down of a question that is refused, of any names. */
  private static final int MOST_PARTICIPANTS = 64;

  private final NodeId node;
  private final Chain chain;
  private final Clock clock;
  private final Set<Long> unended = new HashSet<>();
  private final RefusalQuota quota;

  private AuditLog(NodeId node, Chain chain, Clock clock, RefusalQuota quota) {
    this.node = node;
    this.chain = chain;
    this.clock = clock;
    this.quota = quota;
  }

  /**
   * Opens the log, or begins one.
   *
   * @throws ParleyException with {@link ErrorCode#CANNOT_START} if it cannot be used, another
   *     process uses it, or it does not end where it was left
   */
  public static AuditLog open(AuditPlace place, NodeId node, Clock clock) {
    return open(place, node, clock, new RefusalQuota());
  }

  static AuditLog open(AuditPlace place, NodeId node, Clock clock, RefusalQuota quota) {
    try {
      Path folder = place.file().toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Chain chain = Chain.open(place, clock);
      chain.append("started", line -> line.put("node", node.value()));
      log.info("audit log opened entries={} hash={}", chain.end().entry(), chain.end().hash());
      return new AuditLog(node, chain, clock, quota);
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "The audit log %s cannot be used: %s".formatted(place.file(), e.getMessage()),
          "Look at it with --audit; to begin a new file, move it away.",
          e);
    }
  }

  /**
   * Writes down a question that is about to be run.
   *
   * @throws ParleyException with {@link ErrorCode#NODE_FAILED} if it cannot be written
   */
  public synchronized AuditedQuestion asked(SubQueryMessage message) {
    writeDue();
    return asked(message, message.subQuery().participants().size());
  }

  private AuditedQuestion asked(SubQueryMessage message, int mostParticipants) {
    QueryContext context = message.context();
    List<String> participants =
        message.subQuery().participants().stream().map(NodeId::value).toList();
    int written = Math.min(participants.size(), mostParticipants);
    append(
        "asked",
        line -> {
          putQuery(line, context).put("attempt", context.attempt());
          line.put("participants", participants.subList(0, written));
          if (written < participants.size()) {
            line.put("participantsOmitted", participants.size() - written);
          }
          line.put("sql", message.subQuery().sql());
          message.subQuery().places().ifPresent(list -> line.put("places", list.entries().size()));
          message.subQuery().narrowing().ifPresent(narrowing -> putRound(line, narrowing));
        });
    unended.add(chain.end().entry());
    return new AuditedQuestion(chain.end().entry(), context);
  }

  /**
   * Writes down a question that is not run, and why: whole, in short, or only by their number,
   * depending on how many of its analyst there were today. It is refused also if that cannot be
   * written.
   */
  public synchronized void turnedAway(SubQueryMessage message, ParleyException reason) {
    try {
      switch (quota.take(message.context().principal().analyst(), clock.instant())) {
        case WHOLE -> refused(asked(message, MOST_PARTICIPANTS), reason);
        case SHORT -> appendShort(message, reason);
        case COUNTED -> {
          // written below, when it is time
        }
      }
      writeDue();
    } catch (ParleyException e) {
      // told already
    }
  }

  private void appendShort(SubQueryMessage message, ParleyException reason) {
    byte[] sql = message.subQuery().sql().getBytes(StandardCharsets.UTF_8);
    append(
        "refused",
        line ->
            putQuery(line, message.context())
                .put("code", reason.code().vendorCode())
                .put("why", reason.fact())
                .put("sqlBytes", sql.length)
                .put("sqlHash", ChainedLine.sha256(sql)));
  }

  private void writeDue() {
    writeCounts(quota.due(clock.instant()));
  }

  private void writeCounts(Map<AnalystId, Long> counts) {
    counts.forEach(
        (analyst, count) -> {
          append("turnedAway", line -> line.put("analyst", analyst.value()).put("count", count));
          quota.written(analyst, count, clock.instant());
        });
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
    try {
      writeCounts(quota.unwritten());
    } catch (ParleyException e) {
      // told already
    }
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
