// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.calcite.avatica.Meta.Frame;
import org.jspecify.annotations.Nullable;

/** A statement of one connection: what was prepared last, and how far its result was read. */
final class OpenStatement {
  private final int id;
  private final WireTimes times;
  private volatile @Nullable PreparedQuery query;
  private volatile boolean cancelled;
  private volatile Instant lastUse;
  private boolean busy;
  private @Nullable RowCursor cursor;
  private long maxRows;

  OpenStatement(int id, Instant now, WireTimes times) {
    this.id = id;
    this.times = times;
    this.lastUse = now;
  }

  int id() {
    return id;
  }

  WireTimes times() {
    return times;
  }

  Instant lastUse() {
    return lastUse;
  }

  synchronized boolean isBusy() {
    return busy;
  }

  /**
   * Does something with this statement that no other request may disturb.
   *
   * @throws ParleyException TOO_MANY if another request is at it
   */
  <T> T exclusively(Supplier<Instant> clock, Supplier<T> action) {
    begin();
    try {
      return action.get();
    } finally {
      end(clock.get());
    }
  }

  private synchronized void begin() {
    if (busy) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "Statement " + id + " is busy",
          "Wait for its answer, or use another statement.");
    }
    busy = true;
    cancelled = false;
  }

  private synchronized void end(Instant now) {
    lastUse = now;
    busy = false;
  }

  /** Takes over a query; within {@link #exclusively}. */
  void prepare(PreparedQuery prepared, long mostRows) {
    query = prepared;
    maxRows = mostRows;
    cursor = null;
    throwIfCancelled();
  }

  PreparedQuery prepared() {
    PreparedQuery prepared = query;
    if (prepared == null) {
      throw gone(id);
    }
    return prepared;
  }

  /** Runs what was prepared; within {@link #exclusively}. */
  QueryResult run(List<@Nullable Object> parameters, Duration timeout) {
    OptionalLong limit = maxRows > 0 ? OptionalLong.of(maxRows) : OptionalLong.empty();
    cursor = null;
    RunLimits limits = new RunLimits(limit, timeout, this::isCancelled);
    QueryResult result = prepared().run(parameters, limits);
    throwIfCancelled();
    cursor = new RowCursor(result.rows(), limit, times);
    return result;
  }

  /** Returns the next rows; within {@link #exclusively}. */
  Frame fetch(long offset, int frameRows) {
    if (cursor == null) {
      throw gone(id);
    }
    Frame frame = cursor.next(offset, frameRows);
    throwIfCancelled();
    return frame;
  }

  /**
   * Makes the request that is at this statement fail, and not the next one; returns whether there
   * is one.
   */
  synchronized boolean cancelIfBusy() {
    if (!busy) {
      return false;
    }
    cancelled = true;
    PreparedQuery running = query;
    if (running != null) {
      running.cancel();
    }
    return true;
  }

  static ParleyException gone(int id) {
    return new ParleyException(
        ErrorCode.STATEMENT_LOST,
        "Statement " + id + " is closed, or was idle for too long",
        "Run the query again.");
  }

  private boolean isCancelled() {
    return cancelled;
  }

  private void throwIfCancelled() {
    if (cancelled) {
      throw new ParleyException(
          ErrorCode.CANCELLED, "The query was cancelled", "Run it again if you still need it.");
    }
  }
}
