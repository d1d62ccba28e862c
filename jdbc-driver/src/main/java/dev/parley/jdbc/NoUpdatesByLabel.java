// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.TimeZone;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;

/** The same by the label of a column. */
abstract class NoUpdatesByLabel extends NoUpdatesByIndex {

  NoUpdatesByLabel(
      AvaticaStatement statement,
      QueryState state,
      Meta.Signature signature,
      TimeZone timeZone,
      Meta.Frame firstFrame)
      throws SQLException {
    super(statement, state, signature, timeZone, firstFrame);
  }

  @Override
  public void updateNull(String columnLabel) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBoolean(String columnLabel, boolean x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateByte(String columnLabel, byte x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateShort(String columnLabel, short x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateInt(String columnLabel, int x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateLong(String columnLabel, long x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateFloat(String columnLabel, float x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateDouble(String columnLabel, double x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBigDecimal(String columnLabel, BigDecimal x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateString(String columnLabel, String x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBytes(String columnLabel, byte[] x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateDate(String columnLabel, Date x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateTime(String columnLabel, Time x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateTimestamp(String columnLabel, Timestamp x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateAsciiStream(String columnLabel, InputStream x, int length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBinaryStream(String columnLabel, InputStream x, int length)
      throws SQLException {
    throw refused();
  }

  @Override
  public void updateCharacterStream(String columnLabel, Reader reader, int length)
      throws SQLException {
    throw refused();
  }

  @Override
  public void updateObject(String columnLabel, Object x, int scaleOrLength) throws SQLException {
    throw refused();
  }

  @Override
  public void updateObject(String columnLabel, Object x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateRef(String columnLabel, Ref x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBlob(String columnLabel, Blob x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateClob(String columnLabel, Clob x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateArray(String columnLabel, Array x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateRowId(String columnLabel, RowId x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNString(String columnLabel, String nString) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNClob(String columnLabel, NClob nClob) throws SQLException {
    throw refused();
  }

  @Override
  public void updateSQLXML(String columnLabel, SQLXML xmlObject) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNCharacterStream(String columnLabel, Reader reader, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public void updateAsciiStream(String columnLabel, InputStream x, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public void updateBinaryStream(String columnLabel, InputStream x, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public void updateCharacterStream(String columnLabel, Reader reader, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public void updateBlob(String columnLabel, InputStream inputStream, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public void updateClob(String columnLabel, Reader reader, long length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNClob(String columnLabel, Reader reader, long length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNCharacterStream(String columnLabel, Reader reader) throws SQLException {
    throw refused();
  }

  @Override
  public void updateAsciiStream(String columnLabel, InputStream x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBinaryStream(String columnLabel, InputStream x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateCharacterStream(String columnLabel, Reader reader) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBlob(String columnLabel, InputStream inputStream) throws SQLException {
    throw refused();
  }

  @Override
  public void updateClob(String columnLabel, Reader reader) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNClob(String columnLabel, Reader reader) throws SQLException {
    throw refused();
  }
}
