// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import dev.parley.node.config.Policy;
import dev.parley.node.database.Database;
import dev.parley.node.database.Granted;
import dev.parley.node.database.Standing;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the policy stands: reads its file again and again, and the database now and then.
 *
 * <p>What is in the file takes effect once two looks in a row have found the same in it, for
 * editors save in steps, and half of a policy may allow more than the whole. What cannot be used,
 * or is not there, then allows nothing.
 */
final class PolicyWatch {
  private static final Logger log = LoggerFactory.getLogger(PolicyWatch.class);
  private static final Duration DATABASE_PERIOD = Duration.ofSeconds(30);

  private final Path file;
  private final Database database;
  private final Pace pace;
  private volatile Standing standing;

  /** What was in the file at the last look; empty if it could not be read. */
  private Optional<String> seen;

  /** What was in the file when it was judged last. */
  private Optional<String> judged;

  private Instant databaseAt = Instant.now();
  private String complaint = "";

  /**
   * @throws ParleyException if the policy cannot be used, or does not fit the database
   */
  PolicyWatch(Path file, Database database, Pace pace) {
    this.file = file;
    this.database = database;
    this.pace = pace;
    String text = Policy.text(file);
    this.seen = Optional.of(text);
    this.judged = seen;
    this.standing = new Standing(Granted.read(file, text, database), true);
  }

  Standing standing() {
    return standing;
  }

  /** Name and version of the database. */
  String product() {
    return database.product();
  }

  /** Looks; returns whether what is granted has changed. */
  boolean refresh() {
    Optional<String> now = text();
    boolean settled = now.equals(seen);
    seen = now;
    if (!settled || (now.equals(judged) && Instant.now().isBefore(databaseDue()))) {
      return false;
    }
    boolean known = now.equals(judged) && standing.inForce();
    judged = now;
    databaseAt = Instant.now();
    try {
      return put(Granted.read(file, now.orElseThrow(this::missing), database));
    } catch (ParleyException e) {
      if (known && e.code() == ErrorCode.CANNOT_START) {
        log.warn("kept what is granted: {}", e.fact());
        return false;
      }
      withdraw(e.fact());
      return false;
    }
  }

  private Instant databaseDue() {
    return databaseAt.plus(standing.inForce() ? DATABASE_PERIOD : pace.repair());
  }

  private boolean put(Granted fresh) {
    Standing before = standing;
    standing = new Standing(fresh, true);
    complaint = "";
    if (!before.inForce() || !before.last().policy().equals(fresh.policy())) {
      log.info(
          "read policy tables={} grantees={}",
          fresh.tables().size(),
          fresh.policy().grantees().size());
    }
    return !fresh.equals(before.last());
  }

  private void withdraw(String fact) {
    standing = new Standing(standing.last(), false);
    if (!fact.equals(complaint)) {
      log.error("nothing is answered, for the policy cannot be used: {}", fact);
    }
    complaint = fact;
  }

  private Optional<String> text() {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private ParleyException missing() {
    return new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "The policy %s cannot be read".formatted(file),
        "Check that it is there, and that this process may read it.");
  }
}
