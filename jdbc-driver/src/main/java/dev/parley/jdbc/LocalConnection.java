// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/**
 * What a connection says without asking anybody. Parley has no transactions, no procedures, and one
 * schema; tools that set them up are heard, and nothing depends on it.
 */
abstract class LocalConnection extends AvaticaConnection {
  /** The one schema that names without a schema are looked up in. */
  private static final String SCHEMA = "FEDERATION";

  private final Warnings warnings = new Warnings();
  private final ClientInfo clientInfo = new ClientInfo();
  private Map<String, Class<?>> typeMap = new HashMap<>();
  private volatile boolean autoCommit = true;

  LocalConnection(UnregisteredDriver driver, AvaticaFactory factory, String url, Properties info) {
    super(driver, factory, url, info);
  }

  final Warnings warnings() {
    return warnings;
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    checkOpen();
    return sql;
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    checkOpen();
    throw SqlErrors.notSupported("Parley has no procedures", "Use prepareStatement.");
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public Clob createClob() throws SQLException {
    throw nothingToFill("Clob", "Set a text with setString or setCharacterStream.");
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw nothingToFill("NClob", "Set a text with setString or setCharacterStream.");
  }

  @Override
  public Blob createBlob() throws SQLException {
    throw nothingToFill("Blob", "Set bytes with setBytes or setBinaryStream.");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw nothingToFill("SQLXML", "Set a text with setString.");
  }

  @Override
  public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
    throw nothingToFill("Array", "Set each value by itself.");
  }

  @Override
  public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    throw nothingToFill("Struct", "Set each value by itself.");
  }

  private SQLException nothingToFill(String type, String hint) throws SQLException {
    checkOpen();
    return SqlErrors.notSupported("Parley makes no " + type, hint);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw SqlErrors.notWrapped(type);
  }

  @Override
  public void setAutoCommit(boolean wanted) throws SQLException {
    checkOpen();
    autoCommit = wanted;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return autoCommit;
  }

  /** There is nothing to commit: nobody writes, and every query sees what owners have by then. */
  @Override
  public void commit() throws SQLException {
    requireNoAutoCommit("A commit");
  }

  @Override
  public void rollback() throws SQLException {
    requireNoAutoCommit("A rollback");
  }

  private void requireNoAutoCommit(String what) throws SQLException {
    checkOpen();
    if (autoCommit) {
      throw SqlErrors.autoCommitting(what);
    }
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    requireNoAutoCommit("A savepoint");
    throw noSavepoints();
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return setSavepoint();
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    checkOpen();
    throw noSavepoints();
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    checkOpen();
    throw noSavepoints();
  }

  private static SQLException noSavepoints() {
    return SqlErrors.notSupported("Parley has no savepoints", "Do without: nothing is changed.");
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    checkOpen();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return true;
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    checkOpen();
    ResultShape.requireHoldability(holdability);
    super.setHoldability(holdability);
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return null;
  }

  /** Another schema is refused: its tables would be meant, and the federation's be asked. */
  @Override
  public void setSchema(@Nullable String schema) throws SQLException {
    checkOpen();
    if (schema != null && !schema.isEmpty() && !schema.equalsIgnoreCase(SCHEMA)) {
      throw SqlErrors.notSupported(
          "Names without a schema are always looked up in " + SCHEMA,
          "Write the schema before the table: north.trips.");
    }
  }

  @Override
  public String getSchema() throws SQLException {
    checkOpen();
    return SCHEMA;
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
    if (level != TRANSACTION_NONE
        && level != TRANSACTION_READ_UNCOMMITTED
        && level != TRANSACTION_READ_COMMITTED
        && level != TRANSACTION_REPEATABLE_READ
        && level != TRANSACTION_SERIALIZABLE) {
      throw SqlErrors.notSupported(
          "There is no such isolation of transactions", "Use a constant of Connection.");
    }
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    checkOpen();
    return TRANSACTION_NONE;
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return typeMap;
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    typeMap = map == null ? new HashMap<>() : map;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings.first();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    requireOpenForInfo();
    clientInfo.set(name, value, warnings);
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    requireOpenForInfo();
    clientInfo.set(properties, warnings);
  }

  private void requireOpenForInfo() throws SQLClientInfoException {
    try {
      checkOpen();
    } catch (SQLException e) {
      throw ClientInfo.closed();
    }
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    checkOpen();
    return clientInfo.all();
  }
}
