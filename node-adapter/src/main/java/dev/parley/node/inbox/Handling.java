// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.keys.Envelope;
import dev.parley.node.answer.Extent;
import dev.parley.node.audit.AuditLog;
import dev.parley.node.audit.AuditedQuestion;
import dev.parley.node.config.Policy;
import dev.parley.node.database.Granted;
import dev.parley.node.database.Standing;
import dev.parley.node.member.Channel;
import dev.parley.node.member.Membership;
import dev.parley.node.run.Withdrawal;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.RefusalMessage;
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
  Instant handle(Inbox.Question asked) throws PipeException {
    AnalystIdentity analyst = asked.analyst();
    QueryId queryId = asked.queryId();
    Optional<byte[]> object = channel.subQuery(analyst.analyst(), queryId, Envelope.MAX_BYTES);
    if (object.isEmpty()) {
      return Instant.MAX;
    }
    Admission.Received received;
    try {
      received = admission.receive(analyst.analyst(), queryId, object.get());
    } catch (WireFormatException e) {
      log.warn("skipped query={} analyst={}: {}", queryId, analyst.analyst(), e.getMessage());
      return Instant.MAX;
    }
    try {
      if (!isEnded(received.context())) {
        conclude(received, asked.withdrawal());
      }
    } finally {
      received.message().subQuery().secret().destroy();
    }
    return received.context().expiry();
  }

  /** Whether it is a question that an earlier process has brought to its end. */
  private boolean isEnded(QueryContext context) throws PipeException {
    return ledger.knows(entry(context))
        && channel.hasEnded(context.principal().analyst(), context.queryId());
  }

  /** Answers or refuses; nothing is run before it is written down, and nothing leaves. */
  private void conclude(Admission.Received received, Withdrawal withdrawal) {
    try {
      admission.requireAnalyst(received);
    } catch (ParleyException e) {
      refuse(received, e);
      return;
    }
    Optional<AuditedQuestion> question = Optional.empty();
    try {
      Granted now = standing.get().granted(member.node());
      PaillierKey key = admitted(received, now.policy());
      question = Optional.of(audit.asked(received.message()));
      run(received, question.get(), new Answering.Means(key, now, withdrawal));
    } catch (ParleyException e) {
      if (withdrawal.isWithdrawn() && question.isPresent()) {
        leave(question.get(), e);
      } else {
        refuse(received, question, e);
      }
    } catch (IOException | RuntimeException | Error e) {
      // also where memory or stack did not suffice: nobody is to wait for what will not come
      Faults.log(received.context().queryId(), e);
      refuse(received, question, internal());
    }
  }

  /** Returns the key for the answer to a question that may be asked, and counts it. */
  private PaillierKey admitted(Admission.Received received, Policy policy) {
    PaillierKey key = admission.admit(received, policy);
    Ledger.Entry entry = entry(received.context());
    boolean goesOn = !ledger.knows(entry) && answering.beginRound(received.message());
    return switch (ledger.enter(goesOn ? entry.free() : entry, policy.questionsPerDay())) {
      case USED_UP -> throw usedUp(policy.questionsPerDay());
      case KNOWN -> throw askedBefore();
      case NEW -> key;
    };
  }

  private void run(Admission.Received received, AuditedQuestion question, Answering.Means means)
      throws IOException {
    Path file = Files.createTempFile(scratch, received.context().queryId().value(), ".partial");
    try {
      Extent extent = computed(received, means, file);
      means.withdrawal().check();
      // policy and manifest may have changed meanwhile: what is not allowed now does not leave
      PaillierKey unused =
          admission.admit(received, standing.get().granted(member.node()).policy());
      audit.answered(question, extent);
      publish(received, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Extent computed(Admission.Received received, Answering.Means means, Path file)
      throws IOException {
    try {
      return answering.answer(received.message(), means, file);
    } catch (ParleyException e) {
      DataErrors.charge(ledger, entry(received.context()), e);
      throw e;
    }
  }

  private void publish(Admission.Received received, Path file) {
    QueryContext context = received.context();
    publication.publish(
        context,
        () -> {
          channel.putPartial(received.analyst(), context.queryId(), file);
          channel.putDone(received.analyst(), context.queryId());
        });
  }

  /** Nobody waits for a refusal any more; how the question ended is written down all the same. */
  private void leave(AuditedQuestion question, ParleyException reason) {
    audit.refused(question, reason);
    QueryContext context = question.context();
    log.info("withdrawn query={} analyst={}", context.queryId(), context.principal().analyst());
  }

  /** What was not written down before, for it was not to be run, is so now. */
  private void refuse(
      Admission.Received received, Optional<AuditedQuestion> question, ParleyException reason) {
    question.ifPresentOrElse(
        asked -> audit.refused(asked, reason), () -> audit.turnedAway(received.message(), reason));
    refuse(received, reason);
  }

  private void refuse(Admission.Received received, ParleyException reason) {
    QueryContext context = received.context();
    answering.tally().refused();
    log.info(
        "refused query={} analyst={} code={}",
        context.queryId(),
        received.analyst(),
        reason.code());
    RefusalMessage refusal = RefusalMessage.of(context, reason);
    byte[] object =
        Envelope.seal(
            ObjectKind.REFUSAL, member.sender(), received.envelope().replyTo(), refusal.encode());
    publication.publish(
        context, () -> channel.putRefusal(received.analyst(), context.queryId(), object));
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
        ErrorCode.NODE_MISSING,
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
