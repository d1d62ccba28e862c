// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.node.audit.AuditLog;
import dev.parley.node.config.Polling;
import dev.parley.node.database.Standing;
import dev.parley.node.member.Channel;
import dev.parley.node.member.Membership;
import dev.parley.node.run.Withdrawal;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.QueryId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for sub-queries of every granted analyst, and has each handled once. Whatever it finds, and
 * whatever the pipe does, it goes on looking.
 */
public final class Inbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final int WORKERS = 2;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final long STOP_SECONDS = 10;

  private final Parts parts;
  private final Handling handling;
  private final Leftovers leftovers;
  private final InboxBell bell;
  private final ThreadPoolExecutor workers;
  private final Thread poller;

  private final Map<AnalystId, SeenQueries> seen = new HashMap<>();
  private final Map<AnalystId, PipeException.Kind> failing = new HashMap<>();
  private volatile boolean stopped;

  /**
   * What an inbox works with.
   *
   * @param standing what the policy allows now
   * @param audit the owner's log of questions
   * @param scratch a folder for partials that are not published yet
   */
  public record Parts(
      Membership member,
      Channel channel,
      Supplier<Standing> standing,
      Ledger ledger,
      AuditLog audit,
      Answering answering,
      Polling polling,
      Clock clock,
      Path scratch) {}

  private Inbox(Parts parts) {
    this.parts = parts;
    this.handling = new Handling(parts);
    this.leftovers = new Leftovers(parts.channel());
    this.workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            0,
            TimeUnit.SECONDS,
            // bounded by what each analyst may have waiting
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "parley-worker"));
    this.bell = new InboxBell(parts.channel(), () -> workers.getActiveCount() > 0);
    this.poller = daemon(this::poll, "parley-inbox");
  }

  /** Begins to look. */
  public static Inbox start(Parts parts) {
    Inbox inbox = new Inbox(parts);
    inbox.poller.start();
    return inbox;
  }

  public NodeStatistics statistics() {
    return parts.answering().tally().now();
  }

  @Override
  public void close() {
    stopped = true;
    poller.interrupt();
    workers.shutdownNow();
    try {
      poller.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
      bell.close();
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        log.warn("workers left behind node={}", parts.member().node());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() {
    Duration pause = parts.polling().busy();
    while (!stopped) {
      try {
        boolean busy = lookOnce();
        pause = busy ? parts.polling().busy() : longer(pause, parts.polling().idle());
      } catch (RuntimeException | Error e) {
        // a node that looks alive, and does not look into its inbox, would be waited for
        Faults.log(e);
        pause = LONGEST_PAUSE;
      }
      try {
        bell.await(failing.isEmpty() ? pause : parts.polling().idle());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Duration longer(Duration pause, Duration longest) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /** Returns whether anything new was there. */
  private boolean lookOnce() {
    boolean found = false;
    Set<String> all = new HashSet<>();
    List<AnalystIdentity> analysts = asking();
    bell.listen(analysts.stream().map(AnalystIdentity::analyst).toList());
    for (AnalystIdentity analyst : analysts) {
      try {
        found |= look(analyst, all);
        if (failing.remove(analyst.analyst()) != null) {
          log.info("pipe works again analyst={}", analyst.analyst());
        }
      } catch (PipeException e) {
        note(analyst.analyst(), e);
      }
    }
    clearBoard(analysts, all);
    return found;
  }

  private void note(AnalystId analyst, PipeException e) {
    if (!parts.standing().get().last().policy().analysts().contains(analyst)) {
      // granted no more, and perhaps the operator has taken the bucket away as well
      seen.remove(analyst);
      failing.remove(analyst);
      return;
    }
    // To stop is to break off what the pipe is asked just now.
    if (failing.put(analyst, e.kind()) != e.kind() && !stopped) {
      log.warn("pipe failed analyst={} kind={}", analyst, e.kind());
    }
  }

  /** Who is granted, or was since this process began: they are told if they are no more. */
  private List<AnalystIdentity> asking() {
    Set<AnalystId> granted = parts.standing().get().last().policy().analysts();
    List<AnalystIdentity> known = parts.member().everKnown();
    for (AnalystIdentity analyst : known) {
      if (granted.contains(analyst.analyst())) {
        seen.computeIfAbsent(analyst.analyst(), id -> new SeenQueries());
      }
    }
    return known.stream().filter(analyst -> seen.containsKey(analyst.analyst())).toList();
  }

  /** Only when all inboxes could be read is it known what on the board is of no query. */
  private void clearBoard(List<AnalystIdentity> analysts, Set<String> all) {
    if (failing.isEmpty() && !analysts.isEmpty()) {
      try {
        leftovers.clearBoard(all);
      } catch (PipeException e) {
        log.warn("pipe failed bucket=board kind={}", e.kind());
      }
    }
  }

  private boolean look(AnalystIdentity analyst, Set<String> all) throws PipeException {
    AnalystId id = analyst.analyst();
    Set<QueryId> asked = parts.channel().asked(id);
    SeenQueries queries = seen.computeIfAbsent(id, unused -> new SeenQueries());
    queries.withdrawOthers(asked);
    boolean found = false;
    for (QueryId queryId : asked) {
      found |= submit(analyst, queryId, queries);
    }
    Instant expiredBefore = parts.clock().instant().minus(Admission.CLOCK_SKEW);
    leftovers.clear(id, asked, queries.over(asked, expiredBefore));
    asked.forEach(queryId -> all.add(Channel.ending(id, queryId)));
    return found;
  }

  private boolean submit(AnalystIdentity analyst, QueryId queryId, SeenQueries queries) {
    Optional<Withdrawal> withdrawal = queries.begin(queryId);
    if (withdrawal.isEmpty()) {
      return false;
    }
    try {
      workers.execute(() -> handle(new Question(analyst, queryId, withdrawal.get()), queries));
      return true;
    } catch (RejectedExecutionException e) {
      queries.retry(queryId);
      return false;
    }
  }

  /** A sub-query that was found, and how it is known that it was taken back. */
  record Question(AnalystIdentity analyst, QueryId queryId, Withdrawal withdrawal) {}

  private void handle(Question question, SeenQueries queries) {
    QueryId queryId = question.queryId();
    Instant expiry = Instant.MAX;
    try {
      expiry = handling.handle(question);
    } catch (PipeException e) {
      queries.retry(queryId);
      return;
    } catch (RuntimeException | Error e) {
      Faults.log(queryId, e);
    }
    // the refusal of what had expired before it came must be seen, too
    Instant now = parts.clock().instant();
    queries.finish(queryId, expiry.isAfter(now) ? expiry : now);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
