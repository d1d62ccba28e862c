// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.MetaImpl;

/**
 * The columns of metadata results that the driver makes by itself, as the Javadoc of {@code
 * java.sql.DatabaseMetaData} lists them; those that it reserves have no name there.
 */
final class MetadataColumns {
  static final List<ColumnMetaData> PROCEDURES =
      of(
          "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3 REMARKS "
              + "PROCEDURE_TYPE:short SPECIFIC_NAME");
  static final List<ColumnMetaData> PROCEDURE_COLUMNS =
      of(
          "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:short "
              + "DATA_TYPE:int TYPE_NAME PRECISION:int LENGTH:int SCALE:short RADIX:short "
              + "NULLABLE:short REMARKS COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int "
              + "CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME");
  static final List<ColumnMetaData> FUNCTIONS =
      of("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:short SPECIFIC_NAME");
  static final List<ColumnMetaData> FUNCTION_COLUMNS =
      of(
          "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int "
              + "TYPE_NAME PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS "
              + "CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME");
  static final List<ColumnMetaData> TABLE_PRIVILEGES =
      of("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
  static final List<ColumnMetaData> COLUMN_PRIVILEGES =
      of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
  static final List<ColumnMetaData> ROW_IDENTIFIER =
      of(
          "SCOPE:short COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int "
              + "DECIMAL_DIGITS:short PSEUDO_COLUMN:short");
  static final List<ColumnMetaData> PRIMARY_KEYS =
      of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:short PK_NAME");
  static final List<ColumnMetaData> FOREIGN_KEYS =
      of(
          "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM "
              + "FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ:short UPDATE_RULE:short DELETE_RULE:short "
              + "FK_NAME PK_NAME DEFERRABILITY:short");
  static final List<ColumnMetaData> INDEXES =
      of(
          "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:boolean INDEX_QUALIFIER INDEX_NAME "
              + "TYPE:short ORDINAL_POSITION:short COLUMN_NAME ASC_OR_DESC CARDINALITY:long "
              + "PAGES:long FILTER_CONDITION");
  static final List<ColumnMetaData> USER_TYPES =
      of("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int REMARKS BASE_TYPE:short");
  static final List<ColumnMetaData> ATTRIBUTES =
      of(
          "TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int ATTR_TYPE_NAME ATTR_SIZE:int "
              + "DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS ATTR_DEF "
              + "SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int "
              + "IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:short");
  static final List<ColumnMetaData> SUPER_TYPES =
      of("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME");
  static final List<ColumnMetaData> SUPER_TABLES =
      of("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME");
  static final List<ColumnMetaData> CLIENT_INFO = of("NAME MAX_LEN:int DEFAULT_VALUE DESCRIPTION");
  static final List<ColumnMetaData> PSEUDO_COLUMNS =
      of(
          "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int COLUMN_SIZE:int "
              + "DECIMAL_DIGITS:int NUM_PREC_RADIX:int COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:int "
              + "IS_NULLABLE");

  private MetadataColumns() {}

  /** Reads names and, behind a colon, types; texts have none. */
  private static List<ColumnMetaData> of(String columns) {
    Map<String, Class<?>> types = new HashMap<>();
    types.put("int", Integer.class);
    types.put("short", Short.class);
    types.put("long", Long.class);
    types.put("boolean", Boolean.class);
    List<ColumnMetaData> list = new ArrayList<>();
    for (String column : columns.split(" ", -1)) {
      int colon = column.indexOf(':');
      String name = colon < 0 ? column : column.substring(0, colon);
      Class<?> type = colon < 0 ? String.class : types.get(column.substring(colon + 1));
      list.add(MetaImpl.columnMetaData(name, list.size(), type, true));
    }
    return Collections.unmodifiableList(list);
  }
}
