// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import dev.parley.pipe.PipeException;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.protocol.query.QueryContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one node. Whether it is alive is told by the gateway's own clock: by when a
 * heartbeat was seen to change. A node whose clock is off by more than {@link
 * QueryContext#CLOCK_SKEW} cannot be asked, and is named.
 */
final class NodeSight {
  /** After this many heartbeats have failed to come, a node counts as offline. */
  private static final int MISSED = 3;

  private @Nullable HeartbeatMessage heartbeat;
  private @Nullable CatalogMessage catalog;
  private @Nullable Instant changed;
  private @Nullable PipeException trouble;
  private String clockFault = "";
  private String keyFault = "";
  private String complaint = "";

  /**
   * Takes a heartbeat, unless a newer one is known: an old one may be a replay.
   *
   * @return what is wrong with it, or nothing
   */
  synchronized String saw(HeartbeatMessage newer, Instant now) {
    HeartbeatMessage known = heartbeat;
    if (newer.at().isAfter(now.plus(QueryContext.CLOCK_SKEW))) {
      clockFault = clockFault(newer, now, "ahead of");
      return " Its clock is " + clockFault;
    }
    if (known == null) {
      heartbeat = newer;
      // it may have lain there for long, and its writer be gone
      changed = newer.at().isBefore(now) ? newer.at() : now;
      clockFault = "";
    } else if (newer.at().isAfter(known.at())) {
      heartbeat = newer;
      changed = now;
      // it has just been written, and says that this was long ago
      boolean late = newer.at().isBefore(now.minus(QueryContext.CLOCK_SKEW));
      clockFault = late ? clockFault(newer, now, "behind") : "";
    }
    return clockFault.isEmpty() ? "" : " Its clock is " + clockFault;
  }

  private static String clockFault(HeartbeatMessage beat, Instant now, String where) {
    return "%d s %s this gateway's, more than %d min"
        .formatted(
            Duration.between(now, beat.at()).abs().toSeconds(),
            where,
            QueryContext.CLOCK_SKEW.toMinutes());
  }

  /** Takes a catalog, unless a newer one is known: an old one may be a replay. */
  synchronized void saw(CatalogMessage newer) {
    CatalogMessage known = catalog;
    if (known == null
        || newer.epoch() > known.epoch()
        || (newer.epoch() == known.epoch()
            && newer.catalog().sequence() > known.catalog().sequence())) {
      catalog = newer;
    }
  }

  /**
   * Notes with which keys the heartbeat that lies there now is signed.
   *
   * @param epoch of the manifest that does not accept them; empty if one does, or if none is there
   */
  synchronized void noteKeys(OptionalInt epoch) {
    keyFault =
        epoch.isEmpty()
            ? ""
            : "signs with keys that the manifest of epoch %d does not accept"
                .formatted(epoch.getAsInt());
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

  synchronized @Nullable CatalogMessage catalog() {
    return catalog;
  }

  synchronized @Nullable HeartbeatMessage heartbeat() {
    return heartbeat;
  }

  synchronized boolean isOnline(Instant now) {
    HeartbeatMessage last = heartbeat;
    return last != null
        && clockFault.isEmpty()
        && age(now).compareTo(last.next().multipliedBy(MISSED)) <= 0;
  }

  /** Says, for people, when it was last seen, or what is wrong with its clock or its keys. */
  synchronized String lastSeen(Instant now) {
    if (!clockFault.isEmpty()) {
      return "its clock is " + clockFault;
    }
    if (!keyFault.isEmpty()) {
      return "it " + keyFault;
    }
    return heartbeat == null ? "never seen" : "last seen " + age(now).toSeconds() + " s ago";
  }

  /** Says, as it goes on after its name, that its keys are not accepted; empty if they are. */
  synchronized Optional<String> keyFault() {
    return keyFault.isEmpty() ? Optional.empty() : Optional.of(keyFault);
  }

  /** Says, for people, what is to be done if it cannot be asked. */
  synchronized String remedy() {
    if (!clockFault.isEmpty()) {
      return "Ask the owner to set the node's clock";
    }
    return keyFault.isEmpty()
        ? "Ask the owner to start the node"
        : "Ask the owner for the node's keys, and the founder whether they were revoked";
  }

  synchronized Duration age(Instant now) {
    Instant last = changed;
    return last == null ? Duration.ofDays(1) : Duration.between(last, now);
  }
}
