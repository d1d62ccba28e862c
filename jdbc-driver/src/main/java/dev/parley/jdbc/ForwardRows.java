// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.net.URL;
import java.sql.Array;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.jspecify.annotations.Nullable;

/** The rows of a result, one after the other, and the raw values in them. */
abstract class ForwardRows extends NoUpdatesByLabel {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private @Nullable RowsCursor rows;

  /** Why there are no more rows to be had; what comes next is not known then. */
  private @Nullable SQLException broken;

  ForwardRows(
      AvaticaStatement statement,
      QueryState state,
      Meta.Signature signature,
      TimeZone timeZone,
      Meta.Frame firstFrame)
      throws SQLException {
    super(statement, state, signature, timeZone, firstFrame);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw SqlErrors.notWrapped(type);
  }

  @Override
  protected AvaticaResultSet execute() throws SQLException {
    ParleyConnection connection = (ParleyConnection) statement.getConnection();
    Meta.StatementHandle handle = statement.handle;
    long maxRows = statement.getLargeMaxRows();
    RowsCursor opened =
        new RowsCursor(
            firstFrame == null ? Meta.Frame.MORE : firstFrame,
            offset -> connection.fetch(handle, offset, getFetchSize()),
            maxRows == 0 ? Long.MAX_VALUE : maxRows);
    rows = opened;
    return execute2(opened, signature.columns);
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (isClosed()) {
      throw ReadErrors.closed();
    }
  }

  private RowsCursor rows() throws SQLException {
    checkOpen();
    RowsCursor open = rows;
    if (open == null) {
      throw ReadErrors.closed();
    }
    return open;
  }

  /**
   * Returns what stands in a column of this row: Boolean, Integer, Short, Long, BigDecimal, Double,
   * String, LocalDate, LocalTime, LocalDateTime, byte[]; null for NULL.
   */
  final @Nullable Object value(int columnIndex) throws SQLException {
    RowsCursor open = rows();
    List<ColumnMetaData> columns = signature.columns;
    if (columnIndex < 1 || columnIndex > columns.size()) {
      throw ReadErrors.noColumn(columnIndex, columns.size());
    }
    try {
      return decoded(open.value(columnIndex - 1), columns.get(columnIndex - 1).type.id);
    } catch (ClassCastException
        | IndexOutOfBoundsException
        | DateTimeException
        | ArithmeticException e) {
      throw SqlErrors.connectionLost(
          "The answer does not fit its own description", "Take a driver of the gateway's version.");
    }
  }

  private static @Nullable Object decoded(@Nullable Object value, int type) {
    if (value == null) {
      return null;
    }
    switch (type) {
      case Types.DATE:
        return LocalDate.ofEpochDay(((Number) value).longValue());
      case Types.TIME:
        return LocalTime.ofNanoOfDay(
            Math.multiplyExact(((Number) value).longValue(), (long) NANOS_PER_MICRO));
      case Types.TIMESTAMP:
        return moment(((Number) value).longValue());
      default:
        return value;
    }
  }

  private static LocalDateTime moment(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
        ZoneOffset.UTC);
  }

  @Override
  public int findColumn(@Nullable String columnLabel) throws SQLException {
    checkOpen();
    for (ColumnMetaData column : signature.columns) {
      if (column.label.equalsIgnoreCase(columnLabel)) {
        return column.ordinal + 1;
      }
    }
    throw ReadErrors.noLabel(String.valueOf(columnLabel));
  }

  @Override
  public boolean next() throws SQLException {
    RowsCursor open = rows();
    if (broken != null) {
      throw broken;
    }
    try {
      return open.next();
    } catch (SQLException | RuntimeException e) {
      broken = SqlErrors.unwrap(e);
      throw broken;
    }
  }

  private static boolean hasNext(RowsCursor open) throws SQLException {
    try {
      return open.hasNext();
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    }
  }

  @Override
  public int getRow() throws SQLException {
    return (int) Math.min(rows().row(), Integer.MAX_VALUE);
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    RowsCursor open = rows();
    return !open.isBegun() && hasNext(open);
  }

  @Override
  public boolean isFirst() throws SQLException {
    return rows().row() == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    RowsCursor open = rows();
    return open.row() > 0 && !hasNext(open);
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    RowsCursor open = rows();
    return open.row() == 0 && open.passed() > 0;
  }

  private SQLException forwardOnly() throws SQLException {
    checkOpen();
    return ReadErrors.forwardOnly();
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public void afterLast() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean first() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean last() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean previous() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction == ResultSet.FETCH_REVERSE || direction == ResultSet.FETCH_UNKNOWN) {
      throw ReadErrors.forwardOnly();
    }
    if (direction != ResultSet.FETCH_FORWARD) {
      throw ReadErrors.invalidArgument("That is no direction of fetching");
    }
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int fetchSize) throws SQLException {
    if (fetchSize < 0) {
      throw ReadErrors.invalidArgument("The fetch size is negative");
    }
    super.setFetchSize(fetchSize);
  }

  @Override
  public String getCursorName() throws SQLException {
    throw unsupported();
  }

  /** The error of reading a class of which Parley has no values. */
  final SQLException unsupported() throws SQLException {
    checkOpen();
    return SqlErrors.notSupported("Parley has no values of that type", "Read it with getObject.");
  }

  @Override
  public Array getArray(int columnIndex) throws SQLException {
    throw unsupported();
  }

  @Override
  public Ref getRef(int columnIndex) throws SQLException {
    throw unsupported();
  }

  @Override
  public RowId getRowId(int columnIndex) throws SQLException {
    throw unsupported();
  }

  @Override
  public SQLXML getSQLXML(int columnIndex) throws SQLException {
    throw unsupported();
  }

  @Override
  public URL getURL(int columnIndex) throws SQLException {
    throw unsupported();
  }
}
