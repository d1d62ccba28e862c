// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The columns of every list that the metadata gives, by name, type and order. */
@AskedOfEachDriver
class MetadataShapesIT {
  private static final String TABLE = Samples.TABLE;

  private final TestedDriver driver;
  private final Drivers drivers;

  MetadataShapesIT(TestedDriver driver, Drivers drivers) {
    this.driver = driver;
    this.drivers = drivers;
  }

  private interface Call {
    ResultSet of(DatabaseMetaData metadata) throws SQLException;
  }

  /** Lists, and their columns as the Javadoc has them; {@code ~} is a name that it reserves. */
  enum Shape {
    CATALOGS(DatabaseMetaData::getCatalogs, "TABLE_CAT"),
    SCHEMAS(DatabaseMetaData::getSchemas, "TABLE_SCHEM TABLE_CATALOG"),
    SOME_SCHEMAS(m -> m.getSchemas(null, "%"), "TABLE_SCHEM TABLE_CATALOG"),
    TABLE_TYPES(DatabaseMetaData::getTableTypes, "TABLE_TYPE"),
    TABLES(
        m -> m.getTables(null, null, TABLE, null),
        "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
            + " SELF_REFERENCING_COL_NAME REF_GENERATION"),
    COLUMNS(
        m -> m.getColumns(null, null, TABLE, null),
        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int"
            + " BUFFER_LENGTH:int DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS"
            + " COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int"
            + " ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
            + " SOURCE_DATA_TYPE:short IS_AUTOINCREMENT IS_GENERATEDCOLUMN"),
    TYPE_INFO(
        DatabaseMetaData::getTypeInfo,
        "TYPE_NAME DATA_TYPE:int PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS"
            + " NULLABLE:short CASE_SENSITIVE:boolean SEARCHABLE:short UNSIGNED_ATTRIBUTE:boolean"
            + " FIXED_PREC_SCALE:boolean AUTO_INCREMENT:boolean LOCAL_TYPE_NAME MINIMUM_SCALE:short"
            + " MAXIMUM_SCALE:short SQL_DATA_TYPE:int SQL_DATETIME_SUB:int NUM_PREC_RADIX:int"),
    TABLE_PRIVILEGES(
        m -> m.getTablePrivileges(null, null, TABLE),
        "TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE"),
    COLUMN_PRIVILEGES(
        m -> m.getColumnPrivileges(null, null, TABLE, null),
        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE"),
    BEST_ROW_IDENTIFIER(
        m -> m.getBestRowIdentifier(null, null, TABLE, DatabaseMetaData.bestRowSession, true),
        "SCOPE:short COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int"
            + " DECIMAL_DIGITS:short PSEUDO_COLUMN:short"),
    VERSION_COLUMNS(
        m -> m.getVersionColumns(null, null, TABLE),
        "SCOPE:short COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int"
            + " DECIMAL_DIGITS:short PSEUDO_COLUMN:short"),
    PRIMARY_KEYS(
        m -> m.getPrimaryKeys(null, null, TABLE),
        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:short PK_NAME"),
    IMPORTED_KEYS(m -> m.getImportedKeys(null, null, TABLE), Shape.KEYS),
    EXPORTED_KEYS(m -> m.getExportedKeys(null, null, TABLE), Shape.KEYS),
    CROSS_REFERENCE(m -> m.getCrossReference(null, null, TABLE, null, null, TABLE), Shape.KEYS),
    INDEX_INFO(
        m -> m.getIndexInfo(null, null, TABLE, false, true),
        "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:boolean INDEX_QUALIFIER INDEX_NAME TYPE:short"
            + " ORDINAL_POSITION:short COLUMN_NAME ASC_OR_DESC CARDINALITY:long PAGES:long"
            + " FILTER_CONDITION"),
    PROCEDURES(
        m -> m.getProcedures(null, null, "nothing"),
        "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME ~ ~ ~ REMARKS PROCEDURE_TYPE:short"
            + " SPECIFIC_NAME"),
    PROCEDURE_COLUMNS(
        m -> m.getProcedureColumns(null, null, "nothing", null),
        "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int"
            + " TYPE_NAME PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS"
            + " COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int"
            + " ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME"),
    FUNCTIONS(
        m -> m.getFunctions(null, null, "nothing"),
        "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:short SPECIFIC_NAME"),
    FUNCTION_COLUMNS(
        m -> m.getFunctionColumns(null, null, "nothing", null),
        "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:short DATA_TYPE:int"
            + " TYPE_NAME PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short REMARKS"
            + " CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SPECIFIC_NAME"),
    UDTS(
        m -> m.getUDTs(null, null, "nothing", null),
        "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int REMARKS BASE_TYPE:short"),
    SUPER_TYPES(
        m -> m.getSuperTypes(null, null, "nothing"),
        "TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME"),
    SUPER_TABLES(
        m -> m.getSuperTables(null, null, "nothing"),
        "TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME"),
    ATTRIBUTES(
        m -> m.getAttributes(null, null, "nothing", null),
        "TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int ATTR_TYPE_NAME ATTR_SIZE:int"
            + " DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS ATTR_DEF"
            + " SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int"
            + " IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:short"),
    PSEUDO_COLUMNS(
        m -> m.getPseudoColumns(null, null, TABLE, null),
        "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int COLUMN_SIZE:int"
            + " DECIMAL_DIGITS:int NUM_PREC_RADIX:int COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:int"
            + " IS_NULLABLE"),
    CLIENT_INFO(
        DatabaseMetaData::getClientInfoProperties, "NAME MAX_LEN:int DEFAULT_VALUE DESCRIPTION");

    private static final String KEYS =
        "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM"
            + " FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ:short UPDATE_RULE:short DELETE_RULE:short"
            + " FK_NAME PK_NAME DEFERRABILITY:short";

    @SuppressWarnings("ImmutableEnumChecker") // a method
    private final Call call;

    private final String columns;

    Shape(Call call, String columns) {
      this.call = call;
      this.columns = columns;
    }

    private List<String> expected() {
      return Arrays.asList(columns.split(" "));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Says("Javadoc of DatabaseMetaData, at each method: Each … description has the following columns")
  void aListHasTheColumnsOfTheJavadoc(Shape shape) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = shape.call.of(drivers.shared(driver).getMetaData())) {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        found.add(columns.getColumnLabel(i).toUpperCase(Locale.ROOT) + type(columns, i));
      }
    } catch (java.sql.SQLFeatureNotSupportedException e) {
      assertThat(driver).as("not implemented: %s", shape).isEqualTo(TestedDriver.PGJDBC);
      return;
    }

    List<String> expected = new ArrayList<>(shape.expected());
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i).equals("~")) {
        expected.set(i, found.get(i));
      }
    }
    if (driver.isOurs()) {
      assertThat(found).isEqualTo(expected);
    } else {
      assertThat(names(found)).startsWith(names(expected).toArray(String[]::new));
    }
  }

  private static List<String> names(List<String> columns) {
    return columns.stream().map(c -> c.replaceFirst(":.*", "")).toList();
  }

  private static String type(ResultSetMetaData columns, int i) throws SQLException {
    return switch (columns.getColumnType(i)) {
      case Types.VARCHAR -> "";
      case Types.INTEGER -> ":int";
      case Types.SMALLINT -> ":short";
      case Types.BIGINT -> ":long";
      case Types.BOOLEAN, Types.BIT -> ":boolean";
      default -> ":" + columns.getColumnTypeName(i);
    };
  }
}
