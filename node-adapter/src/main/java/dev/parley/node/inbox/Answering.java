// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.node.answer.PartialAnswer;
import dev.parley.node.answer.Schemes;
import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.check.PolicyCheck;
import dev.parley.node.database.Granted;
import dev.parley.node.render.RenderedQuery;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of an admitted sub-query to a file with its partial: parse, check, run, encrypt. */
public final class Answering implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Answering.class);

  private final NodeId node;
  private final QueryRunner runner;
  private final Schemes schemes;
  private final Clock clock;
  private final CanonicalParser parser = new CanonicalParser();
  private final Tally tally = new Tally();

  public Answering(NodeId node, QueryRunner runner, Schemes schemes, Clock clock) {
    this.node = node;
    this.runner = runner;
    this.schemes = schemes;
    this.clock = clock;
  }

  /** Has the parser loaded before the first question waits for it. */
  public void warmUp() {
    parser.parse(
        "SELECT \"g\", COUNT(*), SUM(\"x\") FROM \"t\""
            + " WHERE ((\"a\" = 1) AND (NOT (\"b\" IN ('x', 'y')))) GROUP BY \"g\"");
  }

  Tally tally() {
    return tally;
  }

  /**
   * Writes the answer to {@code message} into {@code file}.
   *
   * @throws ParleyException if the owner does not allow it, or it cannot be computed
   */
  void answer(SubQueryMessage message, AnalystIdentity analyst, Granted granted, Path file) {
    CheckedQuery checked =
        new PolicyCheck(node, granted.tables())
            .check(parser.parse(message.subQuery().sql()), message.subQuery().slots());
    RenderedQuery rendered = runner.render(checked);
    PartialAnswer partial = new PartialAnswer(node, message, checked);
    long started = System.nanoTime();
    runner.run(checked, rendered, partial::add);
    Duration database = Duration.ofNanos(System.nanoTime() - started);
    tally.ran(rendered.sql(), database);
    PartialAnswer.Terms terms =
        new PartialAnswer.Terms(
            analyst.paillier(),
            schemes.of(analyst.paillier()),
            granted.policy().minOwners(),
            clock);
    started = System.nanoTime();
    long bytes = write(partial, terms, file);
    Duration encryption = Duration.ofNanos(System.nanoTime() - started);
    tally.answered(encryption, bytes);
    log.info(
        "answered query={} analyst={} databaseMs={} encryptMs={} bytes={}",
        message.context().queryId(),
        analyst.analyst(),
        database.toMillis(),
        encryption.toMillis(),
        bytes);
  }

  private static long write(PartialAnswer partial, PartialAnswer.Terms terms, Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      partial.write(out, terms);
    } catch (IOException e) {
      throw new UncheckedIOException("A partial could not be written", e);
    }
    return file.toFile().length();
  }

  @Override
  public void close() {
    parser.close();
    runner.close();
    schemes.close();
  }
}
