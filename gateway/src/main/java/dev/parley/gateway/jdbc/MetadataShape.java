// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.MetaImpl;

/** The columns of a JDBC metadata result. */
final class MetadataShape {
  static final MetadataShape CATALOGS = new MetadataShape().text("TABLE_CAT");
  static final MetadataShape SCHEMAS = new MetadataShape().text("TABLE_SCHEM", "TABLE_CATALOG");
  static final MetadataShape TABLE_TYPES = new MetadataShape().text("TABLE_TYPE");
  static final MetadataShape TABLES =
      new MetadataShape()
          .text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS")
          .text("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME")
          .text("SELF_REFERENCING_COL_NAME", "REF_GENERATION");
  static final MetadataShape COLUMNS =
      new MetadataShape()
          .text("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")
          .of(Integer.class, "DATA_TYPE")
          .text("TYPE_NAME")
          .of(Integer.class, "COLUMN_SIZE", "BUFFER_LENGTH", "DECIMAL_DIGITS", "NUM_PREC_RADIX")
          .of(Integer.class, "NULLABLE")
          .text("REMARKS", "COLUMN_DEF")
          .of(Integer.class, "SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH")
          .of(Integer.class, "ORDINAL_POSITION")
          .text("IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE")
          .of(Short.class, "SOURCE_DATA_TYPE")
          .text("IS_AUTOINCREMENT", "IS_GENERATEDCOLUMN");
  static final MetadataShape TYPES =
      new MetadataShape()
          .text("TYPE_NAME")
          .of(Integer.class, "DATA_TYPE", "PRECISION")
          .text("LITERAL_PREFIX", "LITERAL_SUFFIX", "CREATE_PARAMS")
          .of(Short.class, "NULLABLE")
          .of(Boolean.class, "CASE_SENSITIVE")
          .of(Short.class, "SEARCHABLE")
          .of(Boolean.class, "UNSIGNED_ATTRIBUTE", "FIXED_PREC_SCALE", "AUTO_INCREMENT")
          .text("LOCAL_TYPE_NAME")
          .of(Short.class, "MINIMUM_SCALE", "MAXIMUM_SCALE")
          .of(Integer.class, "SQL_DATA_TYPE", "SQL_DATETIME_SUB", "NUM_PREC_RADIX");
  static final MetadataShape NOTICES = new MetadataShape().text("KIND", "TEXT");

  private final List<ColumnMetaData> columns = new ArrayList<>();

  private MetadataShape() {}

  private MetadataShape text(String... names) {
    return of(String.class, names);
  }

  private MetadataShape of(Class<?> type, String... names) {
    for (String name : names) {
      columns.add(MetaImpl.columnMetaData(name, columns.size(), type, true));
    }
    return this;
  }

  Meta.Signature signature() {
    return Meta.Signature.create(
        columns, "", List.of(), Meta.CursorFactory.LIST, Meta.StatementType.SELECT);
  }
}
