// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.keys.Envelope;
import dev.parley.node.audit.AuditLog;
import dev.parley.node.audit.AuditedQuestion;
import dev.parley.node.database.Granted;
import dev.parley.node.database.Standing;
import dev.parley.node.member.Channel;
import dev.parley.node.member.Membership;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of one sub-query from when it is found until it is answered or refused. */
final class Handling {
  private static final Logger log = LoggerFactory.getLogger(Handling.class);

  private final Membership member;
  private final Channel channel;
  private final Supplier<Standing> standing;
  private final Ledger ledger;
  private final AuditLog audit;
  private final Answering answering;
  private final Admission admission;
  private final Publication publication;
  private final Clock clock;
  private final Path scratch;

  Handling(Inbox.Parts parts) {
    this.member = parts.member();
    this.channel = parts.channel();
    this.standing = parts.standing();
    this.ledger = parts.ledger();
    this.audit = parts.audit();
    this.answering = parts.answering();
    this.clock = parts.clock();
    this.scratch = parts.scratch();
    this.admission = new Admission(member, clock);
    this.publication = new Publication(clock);
  }

  /**
   * Handles a sub-query to its end.
   *
   * @return when it expires; never, if that cannot be known
   * @throws PipeException if it could not even be fetched, so that it is worth another look
   */
  Instant handle(AnalystIdentity analyst, QueryId queryId) throws PipeException {
    Optional<byte[]> object = channel.subQuery(analyst.analyst(), queryId, Envelope.MAX_BYTES);
    if (object.isEmpty()) {
      return Instant.MAX;
    }
    SubQueryMessage message;
    try {
      message = admission.authenticate(analyst, queryId, object.get());
    } catch (WireFormatException e) {
      log.warn("skipped query={} analyst={}: {}", queryId, analyst.analyst(), e.getMessage());
      return Instant.MAX;
    }
    try {
      if (!isEnded(message.context())) {
        conclude(message, analyst);
      }
    } finally {
      message.subQuery().secret().destroy();
    }
    return message.context().expiry();
  }

  /** Whether it is a question that an earlier process has brought to its end. */
  private boolean isEnded(QueryContext context) throws PipeException {
    return ledger.knows(entry(context)) && channel.hasEnded(context.queryId());
  }

  /** Answers or refuses; nothing is done before it is written down, and nothing leaves. */
  private void conclude(SubQueryMessage message, AnalystIdentity analyst) {
    QueryContext context = message.context();
    AuditedQuestion question;
    try {
      question = audit.asked(message);
    } catch (ParleyException e) {
      refuse(context, analyst, e);
      return;
    }
    try {
      answer(message, analyst, question);
    } catch (ParleyException e) {
      DataErrors.charge(ledger, entry(context), e);
      refuse(question, analyst, e);
    } catch (IOException | RuntimeException | Error e) {
      // also where memory or stack did not suffice: nobody is to wait for what will not come
      Faults.log(context.queryId(), e);
      refuse(question, analyst, internal());
    }
  }

  private void answer(SubQueryMessage message, AnalystIdentity analyst, AuditedQuestion question)
      throws IOException {
    Granted now = standing.get().granted(member.node());
    admission.admit(message, analyst, now.policy());
    switch (ledger.enter(entry(message.context()), now.policy().questionsPerDay())) {
      case USED_UP -> throw usedUp(now.policy().questionsPerDay());
      case KNOWN -> throw askedBefore();
      case NEW -> {
        Path file = Files.createTempFile(scratch, message.context().queryId().value(), ".partial");
        try {
          audit.answered(question, answering.answer(message, analyst, now, file));
          publish(message.context(), analyst, file);
        } finally {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private void publish(QueryContext context, AnalystIdentity analyst, Path file) {
    publication.publish(
        context,
        () -> {
          channel.putPartial(analyst.analyst(), context.queryId(), file);
          channel.putDone(context.queryId());
        });
  }

  private void refuse(AuditedQuestion question, AnalystIdentity analyst, ParleyException reason) {
    audit.refused(question, reason);
    refuse(question.context(), analyst, reason);
  }

  private void refuse(QueryContext context, AnalystIdentity analyst, ParleyException reason) {
    answering.tally().refused();
    log.info(
        "refused query={} analyst={} code={}", context.queryId(), analyst.analyst(), reason.code());
    RefusalMessage refusal = RefusalMessage.of(context, reason);
    byte[] object =
        Envelope.seal(ObjectKind.REFUSAL, member.sender(), analyst.sealing(), refusal.encode());
    publication.publish(context, () -> channel.putRefusal(context.queryId(), object));
  }

  private Ledger.Entry entry(QueryContext context) {
    return new Ledger.Entry(
        context.queryId(),
        context.round(),
        context.principal().analyst(),
        clock.instant(),
        context.expiry().plus(Admission.CLOCK_SKEW));
  }

  private ParleyException usedUp(int questionsPerDay) {
    return new ParleyException(
        ErrorCode.QUESTIONS_USED_UP,
        "Node '%s' answers %d questions a day, and they have been asked"
            .formatted(member.node(), questionsPerDay),
        "Wait, or ask the data owner to raise questionsPerDay.");
  }

  private ParleyException askedBefore() {
    return new ParleyException(
        ErrorCode.NODE_FAILED,
        "Node '%s' was stopped while it answered, and answers no query twice"
            .formatted(member.node()),
        "Ask again.");
  }

  private ParleyException internal() {
    return new ParleyException(
        ErrorCode.NODE_FAILED,
        "Node '%s' failed".formatted(member.node()),
        "Ask the data owner to look into the log of the node.");
  }
}
