// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.jdbc.CatalogTable;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.pipe.PipeException;
import dev.parley.planner.catalog.SystemTable;
import dev.parley.protocol.catalog.Octets;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sessions can read of the gateway itself. */
class SystemTablesTest {
  private static SessionFixture fixture;
  private static UserSession ada;

  @BeforeAll
  static void open() throws PipeException {
    fixture = new SessionFixture();
    ada = fixture.login("ada");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyRowHasAValueOfItsTypeForEachColumn(SystemTable table) {
    Iterator<Object[]> rows = new SystemTables((Session) ada).rows(table).iterator();
    for (int i = 0; i < 500 && rows.hasNext(); i++) {
      Object[] row = rows.next();
      assertThat(row).hasSameSizeAs(table.columns());
      for (int c = 0; c < row.length; c++) {
        assertThat(isOf(table.columns().get(c), row[c])).isTrue();
      }
    }
  }

  private static boolean isOf(SystemTable.Column column, @Nullable Object value) {
    Class<?> wanted =
        switch (column.type().kind()) {
          case SMALLINT, INTEGER, BIGINT -> Long.class;
          case DECIMAL -> BigDecimal.class;
          case DOUBLE -> Double.class;
          case BOOLEAN -> Boolean.class;
          case CHAR, VARCHAR, GEOMETRY -> String.class;
          case TIME -> LocalTime.class;
          case VARBINARY -> Octets.class;
          case DATE -> LocalDate.class;
          case TIMESTAMP -> LocalDateTime.class;
        };
    return value == null || wanted.isInstance(value);
  }

  @Test
  void schemasAreThoseOfTheFederationOfNodesAndOfParley() {
    assertThat(
            shown("SELECT catalog_name, schema_name FROM information_schema.schemata ORDER BY 2"))
        .containsExactly(
            "health FEDERATION",
            "health INFORMATION_SCHEMA",
            "health PARLEY",
            "health east",
            "health north",
            "health west");
  }

  @Test
  void tablesAreBaseTablesWithRemarks() {
    assertThat(
            shown(
                "SELECT table_schema, table_name, table_type, remarks"
                    + " FROM INFORMATION_SCHEMA.TABLES WHERE table_schema <> 'PARLEY'"))
        .contains(
            "FEDERATION visits BASE TABLE of east, north, west",
            "north visits BASE TABLE of north",
            "INFORMATION_SCHEMA TABLES BASE TABLE the tables that can be asked")
        .hasSize(7);
  }

  @Test
  void columnsHaveTheirTypesAndUses() {
    assertThat(
            shown(
                "SELECT table_schema, column_name, ordinal_position, is_nullable, data_type,"
                    + " numeric_precision, numeric_precision_radix, numeric_scale, remarks"
                    + " FROM information_schema.columns WHERE table_name = 'visits'"))
        .contains(
            "FEDERATION stay 1 YES BIGINT 19 10 0 aggregate, filter, group",
            "east stay 1 YES BIGINT 19 10 0 aggregate, filter, group")
        .hasSize(4);
    assertThat(
            shown(
                "SELECT column_name, data_type, character_maximum_length, numeric_precision,"
                    + " numeric_precision_radix, numeric_scale, datetime_precision"
                    + " FROM information_schema.columns WHERE table_name = 'SERIES'"))
        .containsExactly(
            "n BIGINT null 19 10 0 null",
            "k INTEGER null 10 10 0 null",
            "d DECIMAL null 12 10 2 null",
            "x DOUBLE PRECISION null 53 2 null null",
            "s CHARACTER VARYING null null null null null",
            "day DATE null null null null 0",
            "at TIMESTAMP null null null null 6",
            "flag BOOLEAN null null null null null");
  }

  @Test
  void allOfThemAreInTheMetadataWithRemarks() {
    Set<String> described =
        ada.tables().stream()
            .filter(table -> !table.remarks().isEmpty())
            .map(CatalogTable::name)
            .collect(Collectors.toSet());

    assertThat(described)
        .containsAll(Arrays.stream(SystemTable.values()).map(SystemTable::name).toList());
  }

  @Test
  void theSeriesIsAMillionRowsThatStayTheSame() {
    Iterator<Object[]> once = new Series().iterator();
    Iterator<Object[]> again = new Series().iterator();
    boolean[] nulls = new boolean[8];
    Set<Object> texts = new HashSet<>();
    int rows = 0;
    Object[] row = new Object[0];
    boolean numbered = true;
    while (once.hasNext()) {
      row = once.next();
      numbered &= row[0].equals((long) rows);
      if (rows < 100) {
        assertThat(row).isEqualTo(again.next());
        texts.add(String.valueOf(row[4]));
      }
      for (int c = 0; c < row.length; c++) {
        nulls[c] |= row[c] == null;
      }
      rows++;
    }

    assertThat(numbered).isTrue();
    assertThat(row)
        .containsExactly(
            999_999L,
            99L,
            new BigDecimal("919999.03"),
            124_998.875,
            "\u884c \ud83d\udc22 999999",
            LocalDate.of(2027, 5, 18),
            LocalDateTime.of(2001, 12, 7, 0, 42, 18, 999_000_000),
            false);
    assertThat(rows).isEqualTo(1_000_000);
    assertThat(nulls).containsExactly(false, true, true, true, true, true, true, true);
    assertThat(texts).hasSizeGreaterThan(60).contains("", "null");
  }

  @Test
  void theSeriesCanBeAsked() {
    assertThat(
            shown(
                "SELECT n, k, d, x, s, \"day\", \"at\", flag FROM parley.series LIMIT 1 OFFSET 7"))
        .containsExactly("7 null null null null null null false");
  }

  private List<String> shown(String sql) {
    return SessionFixture.rows(ada, sql).stream()
        .map(row -> Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" ")))
        .toList();
  }
}
