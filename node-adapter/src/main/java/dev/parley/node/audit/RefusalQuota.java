// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import dev.parley.protocol.AnalystId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of the log an analyst may take up with questions that are refused before they count as
 * asked: there is no other limit on those. Days are those of UTC. Not for several threads at once.
 */
final class RefusalQuota {
  /** How many are written down whole, for each analyst and day. */
  static final int WHOLE_PER_DAY = 50;

  /** How many more are written down by length and hash. */
  static final int SHORT_PER_DAY = 1000;

  /** How often it is written down how many others there were. */
  static final Duration COUNTED_EVERY = Duration.ofHours(1);

  private final int wholePerDay;
  private final int shortPerDay;
  private final Map<AnalystId, Used> used = new HashMap<>();

  RefusalQuota() {
    this(WHOLE_PER_DAY, SHORT_PER_DAY);
  }

  RefusalQuota(int wholePerDay, int shortPerDay) {
    this.wholePerDay = wholePerDay;
    this.shortPerDay = shortPerDay;
  }

  /** How much is written down of a question that is refused. */
  enum Detail {
    /** All of it. */
    WHOLE,
    /** Who asked and why it was refused, and length and hash of the text. */
    SHORT,
    /** Nothing, but that there was one more. */
    COUNTED
  }

  /** What one analyst has used up today, and what is still to be written of earlier ones. */
  private static final class Used {
    private LocalDate day = LocalDate.MIN;
    private int entries;
    private long counted;
    private Instant writtenAt = Instant.MIN;

    boolean isDue(Instant now) {
      return counted > 0 && !now.isBefore(writtenAt.plus(COUNTED_EVERY));
    }
  }

  /** Returns how much to write of a question of {@code analyst} that is refused now. */
  Detail take(AnalystId analyst, Instant now) {
    Used of = used.computeIfAbsent(analyst, unused -> new Used());
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (today.isAfter(of.day)) {
      of.day = today;
      of.entries = 0;
    }
    if (of.entries == wholePerDay + shortPerDay) {
      of.counted++;
      return Detail.COUNTED;
    }
    of.entries++;
    return of.entries <= wholePerDay ? Detail.WHOLE : Detail.SHORT;
  }

  /** Returns of whom it is time to write down how many were only counted, and how many. */
  Map<AnalystId, Long> due(Instant now) {
    Map<AnalystId, Long> due = new HashMap<>();
    used.forEach(
        (analyst, of) -> {
          if (of.isDue(now)) {
            due.put(analyst, of.counted);
          }
        });
    return due;
  }

  /** Returns how many of each analyst are not written down yet. */
  Map<AnalystId, Long> unwritten() {
    Map<AnalystId, Long> all = new HashMap<>();
    used.forEach(
        (analyst, of) -> {
          if (of.counted > 0) {
            all.put(analyst, of.counted);
          }
        });
    return all;
  }

  /** Notes that so many are written down. */
  void written(AnalystId analyst, long count, Instant now) {
    Used of = used.computeIfAbsent(analyst, unused -> new Used());
    of.counted -= count;
    of.writtenAt = now;
  }
}
