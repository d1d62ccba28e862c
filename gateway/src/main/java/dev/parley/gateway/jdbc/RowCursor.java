// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.avatica.Meta.Frame;
import org.jspecify.annotations.Nullable;

/** Hands out the rows of one result, frame by frame, each row once. */
final class RowCursor {
  /** A frame ends early when its texts have more characters than this. */
  private static final long FRAME_CHARACTERS = 4L << 20;

  private final Iterator<@Nullable Object[]> rows;
  private final long maxRows;
  private final WireTimes times;
  private long position;

  RowCursor(Iterator<@Nullable Object[]> rows, OptionalLong maxRows, WireTimes times) {
    this.rows = rows;
    this.maxRows = maxRows.orElse(Long.MAX_VALUE);
    this.times = times;
  }

  /**
   * Returns the next frame.
   *
   * @param offset the row that the client expects next
   * @throws ParleyException if that is not the next row
   */
  Frame next(long offset, int frameRows) {
    if (offset != position) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "Row " + offset + " was asked for, but row " + position + " is next",
          "Read results forward, or run the query again.");
    }
    List<Object> frame = new ArrayList<>(Math.min(frameRows, 1024));
    long characters = 0;
    while (frame.size() < frameRows && characters < FRAME_CHARACTERS && hasMore()) {
      @Nullable Object[] row = rows.next();
      position++;
      characters += characters(row);
      frame.add(encode(row));
    }
    return new Frame(offset, !hasMore(), frame);
  }

  private boolean hasMore() {
    return position < maxRows && rows.hasNext();
  }

  private Object encode(@Nullable Object[] row) {
    List<@Nullable Object> values = new ArrayList<>(row.length);
    for (Object value : row) {
      values.add(WireTypes.value(value, times));
    }
    return values;
  }

  private static long characters(@Nullable Object[] row) {
    long characters = 0;
    for (Object value : row) {
      characters += value instanceof String text ? text.length() : 0;
    }
    return characters;
  }
}
