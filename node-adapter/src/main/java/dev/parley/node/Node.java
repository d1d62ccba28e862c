// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.node.answer.Schemes;
import dev.parley.node.audit.AuditLog;
import dev.parley.node.audit.AuditPlace;
import dev.parley.node.config.NodeSettings;
import dev.parley.node.config.Policy;
import dev.parley.node.database.Database;
import dev.parley.node.database.Granted;
import dev.parley.node.inbox.Answering;
import dev.parley.node.inbox.Inbox;
import dev.parley.node.inbox.Ledger;
import dev.parley.node.inbox.NodeStatistics;
import dev.parley.node.member.Channel;
import dev.parley.node.member.Membership;
import dev.parley.node.publish.Publisher;
import dev.parley.node.review.Review;
import dev.parley.node.run.QueryRunner;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: one data owner's side of a federation. */
public final class Node implements AutoCloseable {
  static final String VERSION = "0.1.0";

  private static final Logger log = LoggerFactory.getLogger(Node.class);

  /** Made once an analyst has asked for the first time, so that a start takes no time for it. */
  private static final int NOISE_AHEAD = 64;

  private final NodeId id;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Inbox inbox;

  private Node(NodeSettings settings, Pipe pipe, Pace pace) {
    this.id = settings.node();
    boolean started = false;
    open.push(pipe);
    try {
      this.inbox = startInbox(settings, pipe, pace);
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /**
   * Starts a node on the pipe that its settings name.
   *
   * @throws ParleyException if a file, the policy or the database cannot be used
   */
  public static Node start(NodeSettings settings) {
    return start(settings, new S3Pipe(settings.pipe()));
  }

  /**
   * Starts a node on {@code pipe}, which the node closes in the end.
   *
   * @throws ParleyException if a file, the policy or the database cannot be used
   */
  public static Node start(NodeSettings settings, Pipe pipe) {
    return start(settings, pipe, Pace.USUAL);
  }

  /** The same at a pace of its own. */
  static Node start(NodeSettings settings, Pipe pipe, Pace pace) {
    Node node = new Node(settings, pipe, pace);
    log.info("started node={} federation={}", settings.node(), settings.federation());
    return node;
  }

  /**
   * Does all that a start does before anything is sent: reads every file, opens the database, and
   * holds the policy against it; returns what would be published, and what is doubtful.
   *
   * @throws ParleyException if one of them cannot be used
   */
  public static Review check(NodeSettings settings) {
    Manifest manifest = Membership.check(settings, Clock.systemUTC());
    try (Database database =
        Database.open(settings.database(), settings.limits().statementTimeout())) {
      Path policy = settings.policy();
      return Review.of(manifest, Granted.read(policy, Policy.text(policy), database), database);
    }
  }

  public NodeStatistics statistics() {
    return inbox.statistics();
  }

  public NodeId id() {
    return id;
  }

  /** Ends what is running; what was not answered yet is not answered any more. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        log.warn("not closed in order node={} cause={}", id, e.getClass().getName());
      }
    }
  }

  private Inbox startInbox(NodeSettings settings, Pipe pipe, Pace pace) {
    Clock clock = Clock.systemUTC();
    Membership member = Membership.open(settings, clock);
    Path scratch = emptyScratch(settings.state());
    Database database =
        opened(Database.open(settings.database(), settings.limits().statementTimeout()));
    PolicyWatch watch = new PolicyWatch(settings.policy(), database, pace);
    Ledger ledger = opened(Ledger.open(settings.state().resolve("ledger"), clock));
    AuditPlace place = AuditPlace.of(settings.audit(), settings.state());
    AuditLog audit = opened(AuditLog.open(place, id, clock));
    QueryRunner runner = new QueryRunner(id, database, settings.limits().maxGroups());
    Schemes schemes = new Schemes(NOISE_AHEAD);
    Answering answering =
        opened(
            new Answering(
                new Answering.Parts(
                    id, runner, schemes, clock, scratch, settings.limits().maxRows())));
    answering.warmUp();
    Channel channel = new Channel(pipe, member);
    Publisher publisher = new Publisher(member, channel, clock, settings.state());
    opened(new Housekeeping(publisher, member, watch, pace)).start();
    return opened(
        Inbox.start(
            new Inbox.Parts(
                member,
                channel,
                watch::standing,
                ledger,
                audit,
                answering,
                settings.polling(),
                clock,
                scratch)));
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /** Makes the state folder, and removes partials that an earlier process left unpublished. */
  private static Path emptyScratch(Path state) {
    try {
      Path scratch = Files.createDirectories(state.resolve("scratch"));
      try (Stream<Path> files = Files.list(scratch)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      return scratch;
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "The state folder %s cannot be used: %s".formatted(state, e.getClass().getSimpleName()),
          "Give every node a state folder of its own that it may write to.",
          e);
    }
  }
}
