// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import java.util.Calendar;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta.Frame;
import org.apache.calcite.avatica.util.ArrayImpl;
import org.apache.calcite.avatica.util.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a result, forward only; asks for more when it has handed out those that it has, and
 * not before.
 */
final class RowsCursor implements Cursor {
  private final Source source;
  private final long maxRows;
  private @Nullable Frame frame;
  private Iterator<Object> rest;
  private @Nullable List<?> row;
  private long position;
  private boolean begun;

  /** Where further rows come from. */
  interface Source {
    Frame fetch(long offset) throws SQLException;
  }

  /**
   * Creates a cursor before its first row.
   *
   * @param maxRows how many rows to give at most
   */
  RowsCursor(Frame first, Source source, long maxRows) {
    this.frame = first;
    this.rest = first.rows.iterator();
    this.source = source;
    this.maxRows = maxRows;
  }

  @Override
  public List<Accessor> createAccessors(
      List<ColumnMetaData> types, Calendar localCalendar, ArrayImpl.Factory factory) {
    return Collections.emptyList();
  }

  @Override
  public boolean next() throws SQLException {
    begun = true;
    if (!hasNext()) {
      row = null;
      return false;
    }
    row = (List<?>) rest.next();
    position++;
    return true;
  }

  /** Whether there is a row after this one; may have to ask the gateway. */
  boolean hasNext() throws SQLException {
    if (position == maxRows) {
      return false;
    }
    while (!rest.hasNext()) {
      if (frame == null || frame.done) {
        return false;
      }
      frame = source.fetch(position);
      rest = frame.rows.iterator();
    }
    return true;
  }

  /** Whether it was moved yet. */
  boolean isBegun() {
    return begun;
  }

  /** The number of the row, from 1; 0 if it stands at none. */
  long row() {
    return row == null ? 0 : position;
  }

  /** How many rows it has handed out. */
  long passed() {
    return position;
  }

  /**
   * Returns a value of the row.
   *
   * @param column from 0
   * @throws SQLException 24000 if it stands at none
   */
  @Nullable Object value(int column) throws SQLException {
    if (row == null) {
      throw ReadErrors.noRow();
    }
    return row.get(column);
  }

  @Override
  public boolean wasNull() {
    return false;
  }

  @Override
  public void close() {
    row = null;
    frame = null;
    rest = Collections.emptyIterator();
  }
}
