// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.jspecify.annotations.Nullable;

/** A result: every value in every class that JDBC's table of conversions has for it. */
final class ParleyResultSet extends GettersByLabel {
  /** What errors call the values of each column: they tell none, but where it stands. */
  private final String[] names;

  private boolean wasNull;

  ParleyResultSet(
      AvaticaStatement statement,
      QueryState state,
      Meta.Signature signature,
      TimeZone timeZone,
      Meta.Frame firstFrame)
      throws SQLException {
    super(statement, state, signature, timeZone, firstFrame);
    names = new String[signature.columns.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = "A value of column " + (i + 1) + " ('" + signature.columns.get(i).label + "')";
    }
  }

  /** Returns what stands in a column of this row; null for NULL. */
  private @Nullable Cell cell(int columnIndex) throws SQLException {
    Object value = value(columnIndex);
    wasNull = value == null;
    return value == null ? null : new Cell(value, names[columnIndex - 1]);
  }

  private static WallClock here() {
    return WallClock.of(null);
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public @Nullable String getString(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : cell.text();
  }

  @Override
  public @Nullable String getNString(int columnIndex) throws SQLException {
    return getString(columnIndex);
  }

  @Override
  public boolean getBoolean(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell != null && cell.truth();
  }

  private long whole(int columnIndex, long min, long max) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? 0 : cell.whole(min, max);
  }

  @Override
  public byte getByte(int columnIndex) throws SQLException {
    return (byte) whole(columnIndex, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short getShort(int columnIndex) throws SQLException {
    return (short) whole(columnIndex, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int getInt(int columnIndex) throws SQLException {
    return (int) whole(columnIndex, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long getLong(int columnIndex) throws SQLException {
    return whole(columnIndex, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public float getFloat(int columnIndex) throws SQLException {
    return (float) getDouble(columnIndex);
  }

  @Override
  public double getDouble(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? 0 : cell.approximate();
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : cell.decimal();
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // deprecated by JDBC, which demands it
  public @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : cell.decimal(scale);
  }

  @Override
  public byte @Nullable [] getBytes(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : cell.bytes();
  }

  @Override
  public @Nullable Date getDate(int columnIndex) throws SQLException {
    return getDate(columnIndex, null);
  }

  @Override
  public @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : cell.date(WallClock.of(calendar));
  }

  @Override
  public @Nullable Time getTime(int columnIndex) throws SQLException {
    return getTime(columnIndex, null);
  }

  @Override
  public @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : cell.time(WallClock.of(calendar));
  }

  @Override
  public @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
    return getTimestamp(columnIndex, null);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : cell.timestamp(WallClock.of(calendar));
  }

  @Override
  public @Nullable Object getObject(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : cell.standard(here());
  }

  @Override
  public @Nullable Object getObject(int columnIndex, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw SqlErrors.notSupported("Parley has no types of its own", "Leave out the map.");
    }
    return getObject(columnIndex);
  }

  @Override
  public <T> @Nullable T getObject(int columnIndex, @Nullable Class<T> type) throws SQLException {
    if (type == null) {
      throw ReadErrors.invalidArgument("The class to read a value as is null");
    }
    return CellClasses.read(cell(columnIndex), type, here());
  }

  @Override
  public @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
    return getCharacterStream(columnIndex);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // deprecated by JDBC, which demands it
  public @Nullable InputStream getUnicodeStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
    byte[] bytes = getBytes(columnIndex);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  /** Of bytes only; PostgreSQL's driver has none of these, for it takes large objects for it. */
  @Override
  public @Nullable Blob getBlob(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    if (cell != null && !cell.isBytes()) {
      throw unsupported();
    }
    return cell == null ? null : new BytesBlob(cell.bytes());
  }

  @Override
  public @Nullable Clob getClob(int columnIndex) throws SQLException {
    return getNClob(columnIndex);
  }

  @Override
  public @Nullable NClob getNClob(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new TextClob(text);
  }
}
