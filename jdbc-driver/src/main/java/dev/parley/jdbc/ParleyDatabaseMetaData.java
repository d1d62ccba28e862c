// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta.DatabaseProperty;
import org.jspecify.annotations.Nullable;

/**
 * What there is, as the gateway lists it. There are no keys, indexes, procedures and types of users
 * in a federation, so these lists are always empty, and no gateway is asked for them.
 */
final class ParleyDatabaseMetaData extends FixedAnswers {
  private static final String PRODUCT = "Parley";

  private final ParleyConnection connection;

  ParleyDatabaseMetaData(ParleyConnection connection) {
    super(connection);
    this.connection = connection;
  }

  @Override
  public String getDatabaseProductName() {
    return PRODUCT;
  }

  @Override
  public String getDatabaseProductVersion() throws SQLException {
    return connection.property(DatabaseProperty.GET_DATABASE_PRODUCT_VERSION, String.class);
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    return connection.property(DatabaseProperty.GET_DATABASE_MAJOR_VERSION, Integer.class);
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    return connection.property(DatabaseProperty.GET_DATABASE_MINOR_VERSION, Integer.class);
  }

  @Override
  public String getSQLKeywords() throws SQLException {
    return connection.property(DatabaseProperty.GET_S_Q_L_KEYWORDS, String.class);
  }

  @Override
  public String getNumericFunctions() throws SQLException {
    return connection.property(DatabaseProperty.GET_NUMERIC_FUNCTIONS, String.class);
  }

  @Override
  public String getStringFunctions() throws SQLException {
    return connection.property(DatabaseProperty.GET_STRING_FUNCTIONS, String.class);
  }

  @Override
  public String getSystemFunctions() throws SQLException {
    return connection.property(DatabaseProperty.GET_SYSTEM_FUNCTIONS, String.class);
  }

  @Override
  public String getTimeDateFunctions() throws SQLException {
    return connection.property(DatabaseProperty.GET_TIME_DATE_FUNCTIONS, String.class);
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return connection.listed(super::getCatalogs);
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return connection.listed(super::getSchemas);
  }

  @Override
  public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
    requireNames(catalog, schemaPattern);
    return connection.listed(() -> super.getSchemas(catalog, schemaPattern));
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return connection.listed(super::getTableTypes);
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return connection.listed(super::getTypeInfo);
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      String @Nullable [] types)
      throws SQLException {
    requireNames(catalog, schemaPattern, tableNamePattern);
    // no table is of no type; Avatica has no way to send one
    String[] asked =
        types == null ? null : Arrays.stream(types).filter(Objects::nonNull).toArray(String[]::new);
    return connection.listed(
        () -> super.getTables(catalog, schemaPattern, tableNamePattern, asked));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tableNamePattern,
      @Nullable String columnNamePattern)
      throws SQLException {
    requireNames(catalog, schemaPattern, tableNamePattern, columnNamePattern);
    return connection.listed(
        () -> super.getColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    List<Object> rows =
        new Privileges(getUserName())
            .ofTables(getTables(catalog, schemaPattern, tablePattern, null));
    return connection.listed(MetadataColumns.TABLE_PRIVILEGES, rows);
  }

  /** Schema and table are names here, and no patterns. */
  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnPattern)
      throws SQLException {
    ResultSet columns = getColumns(catalog, name(schema), name(table), columnPattern);
    return connection.listed(
        MetadataColumns.COLUMN_PRIVILEGES, new Privileges(getUserName()).ofColumns(columns));
  }

  private static void requireNames(@Nullable String... patterns) throws SQLException {
    for (String pattern : patterns) {
      WholeCharacters.of(pattern);
    }
  }

  private static @Nullable String name(@Nullable String name) {
    return name == null ? null : name.replaceAll("([%_\\\\])", "\\\\$1");
  }

  private ResultSet none(List<ColumnMetaData> columns) throws SQLException {
    return connection.listed(columns, Collections.emptyList());
  }

  @Override
  public ResultSet getProcedures(String catalog, String schemaPattern, String namePattern)
      throws SQLException {
    return none(MetadataColumns.PROCEDURES);
  }

  @Override
  public ResultSet getProcedureColumns(
      String catalog, String schemaPattern, String namePattern, String columnPattern)
      throws SQLException {
    return none(MetadataColumns.PROCEDURE_COLUMNS);
  }

  @Override
  public ResultSet getFunctions(String catalog, String schemaPattern, String namePattern)
      throws SQLException {
    return none(MetadataColumns.FUNCTIONS);
  }

  @Override
  public ResultSet getFunctionColumns(
      String catalog, String schemaPattern, String namePattern, String columnPattern)
      throws SQLException {
    return none(MetadataColumns.FUNCTION_COLUMNS);
  }

  @Override
  public ResultSet getBestRowIdentifier(
      String catalog, String schema, String table, int scope, boolean nullable)
      throws SQLException {
    return none(MetadataColumns.ROW_IDENTIFIER);
  }

  @Override
  public ResultSet getVersionColumns(String catalog, String schema, String table)
      throws SQLException {
    return none(MetadataColumns.ROW_IDENTIFIER);
  }

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
    return none(MetadataColumns.PRIMARY_KEYS);
  }

  @Override
  public ResultSet getImportedKeys(String catalog, String schema, String table)
      throws SQLException {
    return none(MetadataColumns.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getExportedKeys(String catalog, String schema, String table)
      throws SQLException {
    return none(MetadataColumns.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getCrossReference(
      String parentCatalog,
      String parentSchema,
      String parentTable,
      String foreignCatalog,
      String foreignSchema,
      String foreignTable)
      throws SQLException {
    return none(MetadataColumns.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getIndexInfo(
      String catalog, String schema, String table, boolean unique, boolean approximate)
      throws SQLException {
    return none(MetadataColumns.INDEXES);
  }

  @Override
  public ResultSet getUDTs(
      String catalog, String schemaPattern, String typeNamePattern, int[] types)
      throws SQLException {
    return none(MetadataColumns.USER_TYPES);
  }

  @Override
  public ResultSet getSuperTypes(String catalog, String schemaPattern, String typeNamePattern)
      throws SQLException {
    return none(MetadataColumns.SUPER_TYPES);
  }

  @Override
  public ResultSet getSuperTables(String catalog, String schemaPattern, String tableNamePattern)
      throws SQLException {
    return none(MetadataColumns.SUPER_TABLES);
  }

  @Override
  public ResultSet getAttributes(
      String catalog, String schemaPattern, String typeNamePattern, String attributePattern)
      throws SQLException {
    return none(MetadataColumns.ATTRIBUTES);
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return connection.listed(MetadataColumns.CLIENT_INFO, ClientInfo.described());
  }

  @Override
  public ResultSet getPseudoColumns(
      String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
      throws SQLException {
    return none(MetadataColumns.PSEUDO_COLUMNS);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw SqlErrors.notWrapped(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
