// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import dev.parley.node.config.Policy;
import dev.parley.node.database.Database;
import dev.parley.node.database.Granted;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is granted now: reads the policy again when its file changes, and the database now and then.
 * A policy that cannot be used, or does not fit the database, leaves the one before in force.
 */
final class PolicyWatch {
  private static final Logger log = LoggerFactory.getLogger(PolicyWatch.class);
  private static final Duration DATABASE_PERIOD = Duration.ofSeconds(30);

  private final Path file;
  private final Database database;
  private volatile Granted granted;
  private FileTime readAt;
  private Instant databaseAt = Instant.now();

  /**
   * @throws ParleyException if the policy cannot be used, or does not fit the database
   */
  PolicyWatch(Path file, Database database) {
    this.file = file;
    this.database = database;
    this.readAt = modified();
    this.granted = Granted.of(Policy.read(file), database);
  }

  Granted granted() {
    return granted;
  }

  /** Returns whether what is granted has changed. */
  boolean refresh() {
    FileTime now = modified();
    boolean policyChanged = !now.equals(readAt);
    boolean databaseDue = Instant.now().isAfter(databaseAt.plus(DATABASE_PERIOD));
    if (!policyChanged && !databaseDue) {
      return false;
    }
    readAt = now;
    databaseAt = Instant.now();
    try {
      Policy policy = policyChanged ? Policy.read(file) : granted.policy();
      Granted fresh = Granted.of(policy, database);
      boolean changed = !fresh.equals(granted);
      granted = fresh;
      if (policyChanged) {
        log.info(
            "read policy tables={} analysts={}", fresh.tables().size(), policy.analysts().size());
      }
      return changed;
    } catch (ParleyException e) {
      log.error("kept the policy before: {}", e.fact());
      return false;
    }
  }

  private FileTime modified() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
