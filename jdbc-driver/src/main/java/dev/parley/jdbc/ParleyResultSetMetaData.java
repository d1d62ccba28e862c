// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.avatica.AvaticaResultSetMetaData;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** The columns of a result; what is asked of a column that there is not is an error. */
final class ParleyResultSetMetaData extends AvaticaResultSetMetaData {
  private final List<ColumnMetaData> columns;

  ParleyResultSetMetaData(AvaticaStatement statement, Meta.Signature signature) {
    super(statement, null, signature);
    columns = signature.columns;
  }

  private ColumnMetaData column(int index) throws SQLException {
    if (index < 1 || index > columns.size()) {
      throw ReadErrors.noColumn(index, columns.size());
    }
    return columns.get(index - 1);
  }

  /** What is not known is empty; the wire makes null of it. */
  private static String orEmpty(@Nullable String name) {
    return name == null ? "" : name;
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    return column(column).autoIncrement;
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return column(column).caseSensitive;
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    return column(column).searchable;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    return column(column).currency;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return column(column).nullable;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return column(column).signed;
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return column(column).displaySize;
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).label;
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return column(column).columnName;
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return orEmpty(column(column).schemaName);
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return column(column).precision;
  }

  @Override
  public int getScale(int column) throws SQLException {
    return column(column).scale;
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return orEmpty(column(column).tableName);
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return orEmpty(column(column).catalogName);
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return column(column).type.id;
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return column(column).type.name;
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    return column(column).readOnly;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return column(column).writable;
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    return column(column).definitelyWritable;
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return column(column).columnClassName;
  }

  @Override
  public <T> T unwrap(Class<T> iface) throws SQLException {
    if (iface.isInstance(this)) {
      return iface.cast(this);
    }
    throw SqlErrors.notWrapped(iface);
  }
}
