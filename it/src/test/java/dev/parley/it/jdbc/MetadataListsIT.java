// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lists of the metadata say of {@link Samples}, and how they are searched. */
@AskedOfEachDriver
class MetadataListsIT {
  private static final String[] TABLES = {"TABLE"};

  private final TestedDriver driver;
  private final Drivers drivers;

  MetadataListsIT(TestedDriver driver, Drivers drivers) {
    this.driver = driver;
    this.drivers = drivers;
  }

  private DatabaseMetaData metadata() throws SQLException {
    return drivers.shared(driver).getMetaData();
  }

  /** The schema of the table that unites all. */
  private String schema() {
    return driver.isOurs() ? "FEDERATION" : "public";
  }

  @ParameterizedTest
  @CsvSource({
    "samples, samples",
    "SAMPL%, ''",
    "sampl%, samples",
    "sample_, samples",
    "_______, samples",
    "sample\\_, ''",
    "sampl\\%, ''",
    "%ampl%, samples",
    "nothing, ''",
    "'', ''"
  })
  @Says("Javadoc of DatabaseMetaData: \"%\" means any substring, \"_\" any one character")
  void tablesAreFoundByPatterns(String pattern, String found) throws SQLException {
    String wanted = driver.isOurs() && pattern.equals("SAMPL%") ? "samples" : found;

    List<String> names = list(metadata().getTables(null, schema(), pattern, TABLES), "TABLE_NAME");

    assertThat(names.stream().filter("samples"::equals).toList())
        .isEqualTo(wanted.isEmpty() ? List.of() : List.of(wanted));
  }

  @Test
  @Says("Javadoc of getTables: types … must be from the list returned from getTableTypes; null all")
  void tablesHaveTheTypeThatToolsFilterBy() throws SQLException {
    assertThat(list(metadata().getTableTypes(), "TABLE_TYPE")).contains("TABLE");
    assertThat(list(metadata().getTables(null, schema(), "samples", null), "TABLE_TYPE"))
        .containsExactly("TABLE");
    assertThat(
            list(
                metadata().getTables(null, schema(), "samples", new String[] {"VIEW"}),
                "TABLE_NAME"))
        .isEmpty();
    assertThat(
            list(
                metadata().getTables(null, schema(), "samples", new String[] {"VIEW", "TABLE"}),
                "TABLE_NAME"))
        .containsExactly("samples");
    assertThat(list(metadata().getTables(null, schema(), "samples", new String[0]), "TABLE_NAME"))
        .isEmpty();
  }

  @Test
  @Says("Javadoc of getTables: ordered by TABLE_TYPE, TABLE_CAT, TABLE_SCHEM and TABLE_NAME")
  void tablesAreInOrder() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = metadata().getTables(null, null, "%", TABLES)) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_SCHEM") + "." + rows.getString("TABLE_NAME"));
      }
    }

    assertThat(names).hasSizeGreaterThan(1).isSorted();
  }

  @Test
  @Says("Javadoc of getSchemas: ordered by TABLE_CATALOG and TABLE_SCHEM")
  void schemasAreInOrder() throws SQLException {
    assertThat(list(metadata().getSchemas(), "TABLE_SCHEM"))
        .contains(schema())
        .isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(list(metadata().getSchemas(null, schema().substring(0, 3) + "%"), "TABLE_SCHEM"))
        .containsExactly(schema());
    assertThat(list(metadata().getSchemas(null, "nothing"), "TABLE_SCHEM")).isEmpty();
  }

  @Test
  @Says("Javadoc of getColumns: ordered by …, TABLE_NAME, and ORDINAL_POSITION, starting at 1")
  void columnsAreInTheOrderOfTheTable() throws SQLException {
    assertThat(list(metadata().getColumns(null, schema(), "samples", null), "COLUMN_NAME"))
        .isEqualTo(Samples.COLUMNS);
    assertThat(list(metadata().getColumns(null, schema(), "samples", "%"), "ORDINAL_POSITION"))
        .startsWith("1", "2", "3")
        .hasSize(Samples.COLUMNS.size());
    assertThat(list(metadata().getColumns(null, schema(), "samples", "d%"), "COLUMN_NAME"))
        .containsExactly("digits", "day");
    assertThat(list(metadata().getColumns(null, schema(), "samples", "nothing"), "COLUMN_NAME"))
        .isEmpty();
  }

  @Test
  @Says("Javadoc of getColumns: COLUMN_SIZE, DECIMAL_DIGITS, NUM_PREC_RADIX, NULLABLE, IS_NULLABLE")
  void columnsTellSizeScaleRadixAndNullability() throws SQLException {
    Map<String, String> told = new TreeMap<>();
    try (ResultSet rows = metadata().getColumns(null, schema(), "samples", "%")) {
      while (rows.next()) {
        boolean exact = rows.getString("COLUMN_NAME").matches("small|whole|big|exact|digits");
        told.put(
            rows.getString("COLUMN_NAME"),
            (exact
                    ? rows.getInt("COLUMN_SIZE")
                        + " "
                        + rows.getInt("DECIMAL_DIGITS")
                        + " "
                        + rows.getInt("NUM_PREC_RADIX")
                    : "")
                + rows.getInt("NULLABLE")
                + rows.getString("IS_NULLABLE")
                + rows.getString("IS_AUTOINCREMENT"));
      }
    }

    assertThat(told)
        .containsEntry("small", "5 0 101YESNO")
        .containsEntry("whole", "10 0 101YESNO")
        .containsEntry("big", "19 0 101YESNO")
        .containsEntry("exact", "38 10 101YESNO")
        .containsEntry("digits", "38 0 101YESNO")
        .containsEntry("note", "1YESNO")
        .containsEntry("raw", "1YESNO");
  }

  @Test
  @Says("Javadoc of getColumns: DATA_TYPE int => SQL type from java.sql.Types")
  void columnsHaveTheTypesThatResultsHave() throws SQLException {
    List<String> types = list(metadata().getColumns(null, schema(), "samples", "%"), "DATA_TYPE");
    List<String> names = list(metadata().getColumns(null, schema(), "samples", "%"), "TYPE_NAME");
    ResultSet row = drivers.sample(driver, Samples.ORDINARY);

    for (int i = 0; i < Samples.COLUMNS.size(); i++) {
      assertThat(types.get(i))
          .as(Samples.COLUMNS.get(i))
          .isEqualTo(String.valueOf(row.getMetaData().getColumnType(i + 1)));
      assertThat(names.get(i)).isEqualTo(row.getMetaData().getColumnTypeName(i + 1));
    }
  }

  @Test
  @Says("Javadoc of getTypeInfo: ordered by DATA_TYPE")
  void everyTypeOfAColumnIsInTheListOfTypes() throws SQLException {
    List<String> known = list(metadata().getTypeInfo(), "TYPE_NAME");

    assertThat(known)
        .containsAll(list(metadata().getColumns(null, schema(), "samples", "%"), "TYPE_NAME"));
    List<Integer> ids = new ArrayList<>();
    for (String id : list(metadata().getTypeInfo(), "DATA_TYPE")) {
      ids.add(Integer.valueOf(id));
    }
    assertThat(ids).isSorted();
  }

  @Test
  @Says(
      "JDBC 4.3, 15.2.5: a ResultSet object is closed when its Statement is; metadata's stands alone")
  void listsStayOpenBesideOtherResults() throws SQLException {
    try (Connection connection = drivers.connect(driver);
        ResultSet tables = connection.getMetaData().getTables(null, schema(), "samples", null);
        Statement statement = connection.createStatement();
        ResultSet one = statement.executeQuery("SELECT 1")) {
      assertThat(one.next()).isTrue();
      assertThat(tables.next()).isTrue();
      assertThat(list(connection.getMetaData().getSchemas(), "TABLE_SCHEM")).isNotEmpty();
      assertThat(tables.getString("TABLE_NAME")).isEqualTo("samples");
      assertThat(one.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  @Says("Javadoc of DatabaseMetaData: throws SQLException if a database access error occurs")
  void listsOfAClosedConnectionAreAnError() throws SQLException {
    Connection connection = drivers.connect(driver);
    DatabaseMetaData metadata = connection.getMetaData();
    connection.close();

    SQLException error =
        catchThrowableOfType(
            SQLException.class, () -> metadata.getTables(null, null, "%", null).close());

    assertThat(error.getSQLState()).startsWith("08");
  }

  @Test
  @Says("Javadoc of getTablePrivileges: PRIVILEGE String => name of access (SELECT, …)")
  void whoAsksMaySelect() throws SQLException {
    assertThat(list(metadata().getTablePrivileges(null, schema(), "samples"), "PRIVILEGE"))
        .contains("SELECT");
    assertThat(list(metadata().getColumnPrivileges(null, schema(), "samples", "note"), "PRIVILEGE"))
        .contains("SELECT");
    assertThat(list(metadata().getColumnPrivileges(null, schema(), "sample_", "note"), "PRIVILEGE"))
        .isEmpty();
  }

  private static List<String> list(ResultSet rows, String column) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(column)));
      }
      return values;
    }
  }
}
