// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.AvaticaPreparedStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/**
 * The setters of a prepared statement. Avatica's own pass over streams and some NULLs in silence,
 * do not know java.time, and cut times to the millisecond. Streams are read at once.
 */
abstract class BindingStatement extends AvaticaPreparedStatement {

  BindingStatement(
      ParleyConnection connection,
      Meta.StatementHandle h,
      Meta.Signature signature,
      int resultSetType,
      int resultSetConcurrency,
      int resultSetHoldability)
      throws SQLException {
    super(connection, h, signature, resultSetType, resultSetConcurrency, resultSetHoldability);
  }

  private int slot(int parameter) throws SQLException {
    checkOpen();
    if (parameter < 1 || parameter > slots.length) {
      throw ReadErrors.noParameter(parameter, slots.length);
    }
    return parameter - 1;
  }

  /**
   * Returns normally if every parameter has a value, be it NULL.
   *
   * @throws SQLException 22023 if one has none
   */
  final void requireParameters() throws SQLException {
    checkOpen();
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] == null) {
        throw ReadErrors.notSet(i + 1);
      }
    }
  }

  @Override
  protected AvaticaParameter getParameter(int param) throws SQLException {
    checkOpen();
    if (param < 1 || param > slots.length) {
      throw ReadErrors.noParameter(param, slots.length);
    }
    return super.getParameter(param);
  }

  @Override
  public int isNullable(int param) throws SQLException {
    AvaticaParameter unused = getParameter(param);
    return ParameterMetaData.parameterNullableUnknown;
  }

  @Override
  public int getParameterCount() {
    return slots.length;
  }

  private void unsupported(int parameter) throws SQLException {
    int unused = slot(parameter);
    throw SqlErrors.notSupported(
        "Parley has no parameters of that type",
        "Set a number, a text, a truth value, a date, a time, a timestamp or bytes.");
  }

  @Override
  public void setObject(int parameterIndex, @Nullable Object x) throws SQLException {
    slots[slot(parameterIndex)] = BoundValue.of(x, WallClock.of(null));
  }

  @Override
  public void setObject(int parameterIndex, @Nullable Object x, int targetSqlType)
      throws SQLException {
    slots[slot(parameterIndex)] = BoundValue.of(x, targetSqlType, WallClock.of(null));
  }

  @Override
  public void setObject(int parameterIndex, @Nullable Object x, int targetSqlType, int scale)
      throws SQLException {
    Object scaled = x == null ? null : BoundValue.scaled(x, targetSqlType, scale);
    setObject(parameterIndex, scaled, targetSqlType);
  }

  @Override
  public void setObject(int parameterIndex, @Nullable Object x, SQLType targetSqlType)
      throws SQLException {
    setObject(parameterIndex, x, targetSqlType.getVendorTypeNumber());
  }

  @Override
  public void setObject(int parameterIndex, @Nullable Object x, SQLType targetSqlType, int scale)
      throws SQLException {
    setObject(parameterIndex, x, targetSqlType.getVendorTypeNumber(), scale);
  }

  @Override
  public void setNull(int parameterIndex, int sqlType) throws SQLException {
    setObject(parameterIndex, null);
  }

  @Override
  public void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
    setObject(parameterIndex, null);
  }

  @Override
  public void setBoolean(int parameterIndex, boolean x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setByte(int parameterIndex, byte x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setShort(int parameterIndex, short x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setInt(int parameterIndex, int x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setLong(int parameterIndex, long x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setFloat(int parameterIndex, float x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setDouble(int parameterIndex, double x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setBigDecimal(int parameterIndex, @Nullable BigDecimal x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setString(int parameterIndex, @Nullable String x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setNString(int parameterIndex, @Nullable String x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setDate(int parameterIndex, @Nullable Date x) throws SQLException {
    setDate(parameterIndex, x, null);
  }

  @Override
  public void setTimestamp(int parameterIndex, @Nullable Timestamp x) throws SQLException {
    setTimestamp(parameterIndex, x, null);
  }

  @Override
  public void setDate(int parameterIndex, @Nullable Date x, @Nullable Calendar calendar)
      throws SQLException {
    slots[slot(parameterIndex)] = BoundValue.of(x, WallClock.of(calendar));
  }

  @Override
  public void setTimestamp(int parameterIndex, @Nullable Timestamp x, @Nullable Calendar calendar)
      throws SQLException {
    slots[slot(parameterIndex)] = BoundValue.of(x, WallClock.of(calendar));
  }

  @Override
  public void setTime(int parameterIndex, @Nullable Time x) throws SQLException {
    setTime(parameterIndex, x, null);
  }

  @Override
  public void setTime(int parameterIndex, @Nullable Time x, @Nullable Calendar calendar)
      throws SQLException {
    slots[slot(parameterIndex)] = BoundValue.of(x, WallClock.of(calendar));
  }

  @Override
  public void setBytes(int parameterIndex, byte @Nullable [] x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setAsciiStream(int parameterIndex, @Nullable InputStream x, int length)
      throws SQLException {
    setString(parameterIndex, Characters.of(x, StandardCharsets.US_ASCII, length));
  }

  @Override
  public void setAsciiStream(int parameterIndex, @Nullable InputStream x, long length)
      throws SQLException {
    setString(parameterIndex, Characters.of(x, StandardCharsets.US_ASCII, length));
  }

  @Override
  public void setAsciiStream(int parameterIndex, @Nullable InputStream x) throws SQLException {
    setString(parameterIndex, Characters.of(x, StandardCharsets.US_ASCII, Long.MAX_VALUE));
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // deprecated by JDBC, which demands it
  public void setUnicodeStream(int parameterIndex, @Nullable InputStream x, int length)
      throws SQLException {
    setString(parameterIndex, Characters.of(x, StandardCharsets.UTF_8, length));
  }

  @Override
  public void setBinaryStream(int parameterIndex, @Nullable InputStream x, int length)
      throws SQLException {
    setBytes(parameterIndex, Bytes.of(x, length));
  }

  @Override
  public void setBinaryStream(int parameterIndex, @Nullable InputStream x, long length)
      throws SQLException {
    setBytes(parameterIndex, Bytes.of(x, length));
  }

  @Override
  public void setBinaryStream(int parameterIndex, @Nullable InputStream x) throws SQLException {
    setBytes(parameterIndex, Bytes.of(x, Long.MAX_VALUE));
  }

  @Override
  public void setCharacterStream(int parameterIndex, @Nullable Reader x, int length)
      throws SQLException {
    setString(parameterIndex, Characters.of(x, length));
  }

  @Override
  public void setCharacterStream(int parameterIndex, @Nullable Reader x, long length)
      throws SQLException {
    setString(parameterIndex, Characters.of(x, length));
  }

  @Override
  public void setCharacterStream(int parameterIndex, @Nullable Reader x) throws SQLException {
    setString(parameterIndex, Characters.of(x, Long.MAX_VALUE));
  }

  @Override
  public void setNCharacterStream(int parameterIndex, @Nullable Reader x, long length)
      throws SQLException {
    setCharacterStream(parameterIndex, x, length);
  }

  @Override
  public void setNCharacterStream(int parameterIndex, @Nullable Reader x) throws SQLException {
    setCharacterStream(parameterIndex, x);
  }

  @Override
  public void setRef(int parameterIndex, Ref x) throws SQLException {
    unsupported(parameterIndex);
  }

  @Override
  public void setBlob(int parameterIndex, @Nullable Blob x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setBlob(int parameterIndex, @Nullable InputStream x, long length)
      throws SQLException {
    setBinaryStream(parameterIndex, x, length);
  }

  @Override
  public void setBlob(int parameterIndex, @Nullable InputStream x) throws SQLException {
    setBinaryStream(parameterIndex, x);
  }

  @Override
  public void setClob(int parameterIndex, @Nullable Clob x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setClob(int parameterIndex, @Nullable Reader x, long length) throws SQLException {
    setCharacterStream(parameterIndex, x, length);
  }

  @Override
  public void setClob(int parameterIndex, @Nullable Reader x) throws SQLException {
    setCharacterStream(parameterIndex, x);
  }

  @Override
  public void setNClob(int parameterIndex, @Nullable NClob x) throws SQLException {
    setObject(parameterIndex, x);
  }

  @Override
  public void setNClob(int parameterIndex, @Nullable Reader x, long length) throws SQLException {
    setCharacterStream(parameterIndex, x, length);
  }

  @Override
  public void setNClob(int parameterIndex, @Nullable Reader x) throws SQLException {
    setCharacterStream(parameterIndex, x);
  }

  @Override
  public void setArray(int parameterIndex, Array x) throws SQLException {
    unsupported(parameterIndex);
  }

  @Override
  public void setURL(int parameterIndex, URL x) throws SQLException {
    unsupported(parameterIndex);
  }

  @Override
  public void setRowId(int parameterIndex, RowId x) throws SQLException {
    unsupported(parameterIndex);
  }

  @Override
  public void setSQLXML(int parameterIndex, SQLXML x) throws SQLException {
    unsupported(parameterIndex);
  }
}
