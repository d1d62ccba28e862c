// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import dev.parley.pipe.PipeException;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.message.HeartbeatMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one node. Whether it is alive is told by the gateway's own clock: by when a
 * heartbeat was seen to change, so that clocks that differ do no harm.
 */
final class NodeSight {
  /** After this many heartbeats have failed to come, a node counts as offline. */
  private static final int MISSED = 3;

  private @Nullable HeartbeatMessage heartbeat;
  private @Nullable NodeCatalog catalog;
  private @Nullable Instant changed;
  private @Nullable PipeException trouble;
  private String complaint = "";

  /** Takes a heartbeat, unless a newer one is known: an old one may be a replay. */
  synchronized void saw(HeartbeatMessage newer, Instant now) {
    HeartbeatMessage known = heartbeat;
    if (known == null) {
      heartbeat = newer;
      // it may have lain there for long, and its writer be gone
      changed = newer.at().isBefore(now) ? newer.at() : now;
    } else if (newer.at().isAfter(known.at())) {
      heartbeat = newer;
      changed = now;
    }
  }

  /** Takes a catalog, unless a newer one is known: an old one may be a replay. */
  synchronized void saw(NodeCatalog newer) {
    NodeCatalog known = catalog;
    if (known == null || newer.sequence() > known.sequence()) {
      catalog = newer;
    }
  }

  /** Notes whether the board could be read; {@code null} if it could. */
  synchronized void note(@Nullable PipeException failure) {
    trouble = failure;
  }

  /** Why the board could not be read the last time; null if it could. */
  synchronized @Nullable PipeException trouble() {
    return trouble;
  }

  /** Notes what is wrong with the board's content; returns whether that is news. */
  synchronized boolean isNews(String newComplaint) {
    boolean news = !complaint.equals(newComplaint);
    complaint = newComplaint;
    return news;
  }

  synchronized @Nullable NodeCatalog catalog() {
    return catalog;
  }

  synchronized @Nullable HeartbeatMessage heartbeat() {
    return heartbeat;
  }

  synchronized boolean isOnline(Instant now) {
    HeartbeatMessage last = heartbeat;
    return last != null && age(now).compareTo(last.next().multipliedBy(MISSED)) <= 0;
  }

  synchronized Duration age(Instant now) {
    Instant last = changed;
    return last == null ? Duration.ofDays(1) : Duration.between(last, now);
  }
}
