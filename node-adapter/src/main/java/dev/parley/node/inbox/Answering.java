// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.node.answer.Extent;
import dev.parley.node.answer.GroupsAnswer;
import dev.parley.node.answer.PartialAnswer;
import dev.parley.node.answer.RowsAnswer;
import dev.parley.node.answer.Schemes;
import dev.parley.node.answer.TokenSort;
import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.check.PolicyCheck;
import dev.parley.node.database.Granted;
import dev.parley.node.render.RenderedQuery;
import dev.parley.node.run.QueryRunner;
import dev.parley.node.run.Withdrawal;
import dev.parley.node.topk.Rounds;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.RowQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of an admitted sub-query to a file with its partial: parse, check, run, encrypt. */
public final class Answering implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Answering.class);

  private final Parts parts;
  private final CanonicalParser parser = new CanonicalParser();
  private final Tally tally = new Tally();
  private final Rounds rounds;

  /**
   * What answers are made with.
   *
   * @param runner closed in the end, as is {@code schemes}
   * @param scratch a folder for what does not fit into memory
   * @param maxRows how many rows may be revealed
   */
  public record Parts(
      NodeId node, QueryRunner runner, Schemes schemes, Clock clock, Path scratch, int maxRows) {}

  public Answering(Parts parts) {
    this.parts = parts;
    this.rounds = new Rounds(parts.node(), parts.runner(), parts.maxRows(), parts.clock());
  }

  /** Has the parser loaded before the first question waits for it. */
  public void warmUp() {
    parser.parse(
        "SELECT \"g\", COUNT(*), SUM(CASE WHEN (\"x\" > 0) THEN (\"x\" * 2) END) FROM \"t\""
            + " WHERE ((\"a\" = 1) AND (NOT (\"b\" IN ('x', 'y')))) GROUP BY \"g\"");
  }

  Tally tally() {
    return tally;
  }

  /** Counts a later round of a question; returns whether its first round is known. */
  boolean beginRound(SubQueryMessage message) {
    return rounds.begin(message);
  }

  /**
   * What one answer is made with.
   *
   * @param key under which it is encrypted
   * @param granted what is granted now
   * @param withdrawal by which it is known that nobody waits for it any more
   */
  record Means(PaillierKey key, Granted granted, Withdrawal withdrawal) {}

  /**
   * Writes the answer to {@code message} into {@code file}; returns from how much it was made.
   *
   * @throws ParleyException if the owner does not allow it, it cannot be computed, or nobody waits
   *     for it any more
   */
  Extent answer(SubQueryMessage message, Means means, Path file) throws IOException {
    CheckedQuery checked =
        new PolicyCheck(parts.node(), means.granted().tables())
            .check(parser.parse(message.subQuery().sql()), message.subQuery());
    try (TokenSort sort = new TokenSort(parts.scratch())) {
      long started = System.nanoTime();
      PartialAnswer partial =
          checked.query() instanceof BestQuery
              ? rounds.answer(asked(message, checked, means), sort, tally::ran)
              : run(asked(message, checked, means), sort);
      Duration database = Duration.ofNanos(System.nanoTime() - started);
      started = System.nanoTime();
      write(partial, means, file);
      Duration encryption = Duration.ofNanos(System.nanoTime() - started);
      tally.answered(encryption, Files.size(file));
      log.info(
          "answered query={} analyst={} databaseMs={} encryptMs={} bytes={}",
          message.context().queryId(),
          message.context().principal().analyst(),
          database.toMillis(),
          encryption.toMillis(),
          Files.size(file));
      return partial.extent();
    }
  }

  private static Rounds.Asked asked(SubQueryMessage message, CheckedQuery checked, Means means) {
    return new Rounds.Asked(message, checked, means.granted(), means.withdrawal());
  }

  private PartialAnswer run(Rounds.Asked asked, TokenSort sort) {
    SubQueryMessage message = asked.message();
    CheckedQuery checked = asked.checked();
    RenderedQuery rendered = parts.runner().render(checked);
    long started = System.nanoTime();
    PartialAnswer partial;
    try (QueryRunner.Session session = parts.runner().open(asked.withdrawal())) {
      if (checked.query() instanceof AggregateQuery) {
        GroupsAnswer groups = new GroupsAnswer(parts.node(), message, checked, sort);
        session.run(checked, rendered, groups::add);
        partial = groups;
      } else {
        RowsAnswer rows = new RowsAnswer(parts.node(), message, (RowQuery) checked.query(), sort);
        session.runRows(checked, rendered, parts.maxRows(), rows::add);
        partial = rows;
      }
    }
    tally.ran(rendered.sql(), Duration.ofNanos(System.nanoTime() - started));
    return partial;
  }

  private void write(PartialAnswer partial, Means means, Path file) throws IOException {
    PartialAnswer.Terms terms =
        new PartialAnswer.Terms(
            means.key(),
            parts.schemes().of(means.key()),
            means.granted().policy().minOwners(),
            parts.clock());
    try (OutputStream out = means.withdrawal().watched(Files.newOutputStream(file))) {
      partial.write(out, terms);
    }
  }

  @Override
  public void close() {
    parser.close();
    parts.runner().close();
    parts.schemes().close();
  }
}
