// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaResultSetMetaData;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.jspecify.annotations.Nullable;

/** A result whose exceptions are the gateway's, and whose numbers never wrap around. */
final class ParleyResultSet extends AvaticaResultSet {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final double LONG_LIMIT = 0x1p63;

  private long rowsLeft;
  private @Nullable SQLException broken;

  ParleyResultSet(
      AvaticaStatement statement,
      QueryState state,
      Meta.Signature signature,
      TimeZone timeZone,
      Meta.Frame firstFrame)
      throws SQLException {
    super(
        statement,
        state,
        signature,
        new AvaticaResultSetMetaData(statement, null, signature),
        timeZone,
        firstFrame);
    long maxRows = statement.getLargeMaxRows();
    rowsLeft = maxRows == 0 ? Long.MAX_VALUE : maxRows;
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (isClosed()) {
      throw SqlErrors.closed("result set");
    }
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    if (broken != null) {
      throw broken;
    }
    if (rowsLeft == 0) {
      return false;
    }
    rowsLeft--;
    try {
      return super.next();
    } catch (SQLException | RuntimeException e) {
      // What comes next is not known any more.
      broken = SqlErrors.unwrap(e);
      throw broken;
    }
  }

  @Override
  public long getLong(int columnIndex) throws SQLException {
    Object value = getObject(columnIndex);
    if (value instanceof BigDecimal) {
      return whole((BigDecimal) value);
    }
    if (value instanceof Double) {
      return whole((Double) value);
    }
    return super.getLong(columnIndex);
  }

  private static long whole(BigDecimal value) throws SQLException {
    BigInteger whole = value.toBigInteger();
    if (whole.compareTo(LONG_MIN) < 0 || whole.compareTo(LONG_MAX) > 0) {
      throw SqlErrors.outOfRange("A value does not fit into a long");
    }
    return whole.longValue();
  }

  private static long whole(double value) throws SQLException {
    if (!(value >= -LONG_LIMIT && value < LONG_LIMIT)) {
      throw SqlErrors.outOfRange("A value does not fit into a long");
    }
    return (long) value;
  }

  private long within(int columnIndex, long min, long max) throws SQLException {
    long value = getLong(columnIndex);
    if (value < min || value > max) {
      throw SqlErrors.outOfRange("A value does not fit into the type that it is read as");
    }
    return value;
  }

  @Override
  public int getInt(int columnIndex) throws SQLException {
    return (int) within(columnIndex, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public short getShort(int columnIndex) throws SQLException {
    return (short) within(columnIndex, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public byte getByte(int columnIndex) throws SQLException {
    return (byte) within(columnIndex, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public long getLong(String columnLabel) throws SQLException {
    return getLong(findColumn(columnLabel));
  }

  @Override
  public int getInt(String columnLabel) throws SQLException {
    return getInt(findColumn(columnLabel));
  }

  @Override
  public short getShort(String columnLabel) throws SQLException {
    return getShort(findColumn(columnLabel));
  }

  @Override
  public byte getByte(String columnLabel) throws SQLException {
    return getByte(findColumn(columnLabel));
  }
}
