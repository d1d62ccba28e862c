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
import org.apache.calcite.avatica.AvaticaResultSet;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;

/** A result of which every row is as it is: what would change one by the number of a column. */
abstract class NoUpdatesByIndex extends AvaticaResultSet {

  NoUpdatesByIndex(
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
        new ParleyResultSetMetaData(statement, signature),
        timeZone,
        firstFrame);
  }

  /** The error of what would change a row, or fetch it once more. */
  final SQLException refused() throws SQLException {
    checkOpen();
    return SqlErrors.notSupported("Results cannot be updated", "Parley changes no data.");
  }

  @Override
  public void updateNull(int columnIndex) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBoolean(int columnIndex, boolean x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateByte(int columnIndex, byte x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateShort(int columnIndex, short x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateInt(int columnIndex, int x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateLong(int columnIndex, long x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateFloat(int columnIndex, float x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateDouble(int columnIndex, double x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBigDecimal(int columnIndex, BigDecimal x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateString(int columnIndex, String x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBytes(int columnIndex, byte[] x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateDate(int columnIndex, Date x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateTime(int columnIndex, Time x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateTimestamp(int columnIndex, Timestamp x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream x, int length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream x, int length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader x, int length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateObject(int columnIndex, Object x, int scaleOrLength) throws SQLException {
    throw refused();
  }

  @Override
  public void updateObject(int columnIndex, Object x) throws SQLException {
    throw refused();
  }

  @Override
  public void insertRow() throws SQLException {
    throw refused();
  }

  @Override
  public void updateRow() throws SQLException {
    throw refused();
  }

  @Override
  public void deleteRow() throws SQLException {
    throw refused();
  }

  @Override
  public void refreshRow() throws SQLException {
    throw refused();
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    throw refused();
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    throw refused();
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    throw refused();
  }

  @Override
  public void updateRef(int columnIndex, Ref x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBlob(int columnIndex, Blob x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateClob(int columnIndex, Clob x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateArray(int columnIndex, Array x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateRowId(int columnIndex, RowId x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNString(int columnIndex, String nString) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNClob(int columnIndex, NClob nClob) throws SQLException {
    throw refused();
  }

  @Override
  public void updateSQLXML(int columnIndex, SQLXML xmlObject) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNCharacterStream(int columnIndex, Reader x, long length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream x, long length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream x, long length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader x, long length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBlob(int columnIndex, InputStream inputStream, long length)
      throws SQLException {
    throw refused();
  }

  @Override
  public void updateClob(int columnIndex, Reader reader, long length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNClob(int columnIndex, Reader reader, long length) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNCharacterStream(int columnIndex, Reader x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader x) throws SQLException {
    throw refused();
  }

  @Override
  public void updateBlob(int columnIndex, InputStream inputStream) throws SQLException {
    throw refused();
  }

  @Override
  public void updateClob(int columnIndex, Reader reader) throws SQLException {
    throw refused();
  }

  @Override
  public void updateNClob(int columnIndex, Reader reader) throws SQLException {
    throw refused();
  }
}
