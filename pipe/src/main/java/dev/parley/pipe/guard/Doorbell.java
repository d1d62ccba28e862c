// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.PatientList;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lets a party that asks for a list, and says which it knows, wait until it has changed. Tells
 * nothing that the list does not tell. What is changed past this guard, by another one before the
 * same store, is seen when the time is up.
 */
final class Doorbell implements AutoCloseable {
  /** Each holds a thread of the listener. */
  static final int MOST_WAITING = 96;

  private static final int MOST_OF_ONE = 24;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})(?:$|[,;\\s])");

  private final ThreadLocal<Optional<Wish>> wish = ThreadLocal.withInitial(Optional::empty);
  private final Set<Waiter> waiters = new HashSet<>();
  private boolean closed;

  /** Grows when all who wait are sent away. */
  private long dismissals;

  /** That the answer to a request come when there is something new. */
  private record Wish(String known, Duration most, HttpServletResponse response) {

    static Optional<Wish> of(HttpServletRequest request, HttpServletResponse response) {
      String known = request.getHeader(PatientList.KNOWN);
      String preferences = request.getHeader(PatientList.PREFER);
      if (known == null || preferences == null) {
        return Optional.empty();
      }
      Matcher wait = WAIT.matcher(preferences);
      return wait.find()
          ? Optional.of(new Wish(known, atMost(Integer.parseInt(wait.group(1))), response))
          : Optional.empty();
    }

    private static Duration atMost(int seconds) {
      Duration asked = Duration.ofSeconds(seconds);
      return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }

    boolean knows(ListObjectsV2Response page) {
      return !Boolean.TRUE.equals(page.isTruncated())
          && known.equals(
              PatientList.digest(page.contents().stream().map(S3Object::key).sorted().toList()));
    }
  }

  /** Who waits. */
  private static final class Waiter {
    private final String identity;
    private final String bucket;
    private final String prefix;
    private long dismissed;
    private boolean rung;

    Waiter(String identity, String bucket, String prefix) {
      this.identity = identity;
      this.bucket = bucket;
      this.prefix = prefix;
    }
  }

  /** Remembers what the request that this thread handles wishes; {@link #forget} ends that. */
  void hear(HttpServletRequest request, HttpServletResponse response) {
    wish.set(Wish.of(request, response));
  }

  void forget() {
    wish.remove();
  }

  /**
   * Returns what {@code look} returns: at once, or when that is not what is known any more.
   *
   * @param identity who may list, and asks to
   * @param look makes the list
   */
  ListObjectsV2Response changed(
      String identity, ListObjectsV2Request request, Supplier<ListObjectsV2Response> look) {
    Optional<Wish> wished = wish.get();
    String prefix = request.prefix() == null ? "" : request.prefix();
    Waiter waiter = new Waiter(identity, request.bucket(), prefix);
    if (wished.isEmpty() || !admit(waiter)) {
      return look.get();
    }
    try {
      wished.get().response().setHeader(PatientList.APPLIED, "wait");
      long deadline = System.nanoTime() + wished.get().most().toNanos();
      ListObjectsV2Response page = look.get();
      while (wished.get().knows(page) && isRung(waiter, deadline)) {
        page = look.get();
      }
      return page;
    } finally {
      leave(waiter);
    }
  }

  private synchronized boolean admit(Waiter waiter) {
    long own = waiters.stream().filter(other -> other.identity.equals(waiter.identity)).count();
    waiter.dismissed = dismissals;
    return !closed && own < MOST_OF_ONE && waiters.size() < MOST_WAITING && waiters.add(waiter);
  }

  private synchronized void leave(Waiter waiter) {
    waiters.remove(waiter);
  }

  /** Waits; returns whether something was changed, rather than the time is up. */
  private synchronized boolean isRung(Waiter waiter, long deadline) {
    try {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      while (!waiter.rung && waiter.dismissed == dismissals && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    boolean changed = waiter.rung && waiter.dismissed == dismissals;
    waiter.rung = false;
    return changed;
  }

  /** Wakes who waits for changes to that key. */
  synchronized void ring(String bucket, String key) {
    for (Waiter waiter : waiters) {
      waiter.rung |= waiter.bucket.equals(bucket) && key.startsWith(waiter.prefix);
    }
    notifyAll();
  }

  /** Answers all who wait, with what they know: they may be granted it no more. */
  synchronized void dismiss() {
    dismissals++;
    notifyAll();
  }

  /** The same, and nobody waits from now on. */
  @Override
  public synchronized void close() {
    closed = true;
    dismiss();
  }
}
