// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.config.Policy;
import dev.parley.node.config.TablePolicy;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.Grants;
import dev.parley.node.database.RealDatabases;
import dev.parley.node.database.RealTable;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.sql.AggregateQuery;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator over every type, on every database, against PostgreSQL's own reading of the
 * canonical text: as its collation is C here, that text means in it what Parley means.
 */
class AgreementTest {
  private static final NodeId NODE = new NodeId("north");
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");
  private static final Map<Dialect, Database> DATABASES = new EnumMap<>(Dialect.class);
  private static final Map<Dialect, List<GrantedTable>> GRANTS = new EnumMap<>(Dialect.class);
  private static final Map<Dialect, Connection> ORACLES = new EnumMap<>(Dialect.class);
  private static final CanonicalParser PARSER = new CanonicalParser();

  /** Whole digits of the one and digits after the point of the other are more than 38. */
  private static final Set<Set<String>> NO_COMMON_TYPE =
      Set.of(Set.of("big", "fine"), Set.of("b", "fine"), Set.of("big", "d"));

  private static final Map<String, List<String>> COLUMNS_BY_FAMILY = new LinkedHashMap<>();
  private static final Map<String, List<String>> LITERALS_BY_FAMILY = new LinkedHashMap<>();

  static {
    COLUMNS_BY_FAMILY.put("number", List.of("si", "i", "b", "d", "big", "fine", "frac", "f", "r"));
    COLUMNS_BY_FAMILY.put("text", List.of("c", "v", "long_text"));
    COLUMNS_BY_FAMILY.put("truth", List.of("bo"));
    COLUMNS_BY_FAMILY.put("time", List.of("dt", "ts"));
    LITERALS_BY_FAMILY.put(
        "number",
        List.of(
            "0",
            "-1",
            "2",
            "2.5",
            "-2.5",
            "1.10",
            "0.1",
            "0.5",
            "32768",
            "100000",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "99999999999999999999999999999999999999",
            "100000000000000000000000000000000000000",
            "-1000000000000000000000000000000000000000000",
            "0.000000000000000000001"));
    LITERALS_BY_FAMILY.put(
        "text", List.of("''", "'a'", "'a '", "'A'", "'it''s'", "'\\'", "'ﬀ'", "'😀'", "'é'"));
    LITERALS_BY_FAMILY.put("truth", List.of("TRUE", "FALSE"));
    LITERALS_BY_FAMILY.put(
        "time",
        List.of(
            "DATE '2020-01-01'",
            "DATE '0001-01-01'",
            "DATE '9999-12-31'",
            "TIMESTAMP '2020-01-01 00:00:00.000000'",
            "TIMESTAMP '2020-01-01 00:00:00.123456'"));
  }

  @BeforeAll
  static void open() throws Exception {
    for (Dialect dialect : Dialect.values()) {
      Database database = RealDatabases.open(dialect, statements(dialect));
      List<RealTable> tables = database.tables();
      DATABASES.put(dialect, database);
      GRANTS.put(dialect, Grants.find(openPolicy(tables.get(0)), tables));
    }
    ORACLES.put(Dialect.POSTGRESQL, of(DATABASES, Dialect.POSTGRESQL).connect());
  }

  @AfterAll
  static void close() throws Exception {
    of(ORACLES, Dialect.POSTGRESQL).close();
    DATABASES.values().forEach(Database::close);
    PARSER.close();
  }

  private static String[] statements(Dialect dialect) {
    String noCase = dialect == Dialect.DUCKDB ? " COLLATE NOCASE" : "";
    String text =
        switch (dialect) {
          case H2 -> "VARCHAR_IGNORECASE";
          case MARIADB -> "LONGTEXT";
          case POSTGRESQL, DUCKDB -> "VARCHAR";
        };
    boolean maria = dialect == Dialect.MARIADB;
    return new String[] {
      "CREATE TABLE vals (id INTEGER NOT NULL, si SMALLINT, i INTEGER, b BIGINT, d DECIMAL(10, 2),"
          + " big DECIMAL(38, 0), fine DECIMAL(38, 20), f DOUBLE PRECISION, r "
          + (maria ? "FLOAT" : "REAL")
          + ", bo BOOLEAN,"
          + " c CHAR(5), v VARCHAR(20)"
          + noCase
          + ", long_text "
          + text
          + ", dt DATE, ts "
          + (maria ? "DATETIME(6)" : "TIMESTAMP")
          + ")",
      "INSERT INTO vals VALUES (1, 1, 2, 9223372036854775807, 1.10,"
          + " 99999999999999999999999999999999999999, 0.00000000000000000001, 0.1, 0.1, TRUE,"
          + " 'a', 'a', 'x', DATE '2020-01-01', TIMESTAMP '2020-01-01 00:00:00.123456')",
      "INSERT INTO vals VALUES (2, 32767, 2147483647, -9223372036854775808, -2.50,"
          + " -99999999999999999999999999999999999999, 2.5, -0.0, 0.5, FALSE,"
          + " 'A', 'A', 'a ', DATE '2020-01-02', TIMESTAMP '2020-01-01 00:00:00')",
      "INSERT INTO vals VALUES (3, -32768, -2147483648, 0, 99999999.99, 2, -1, 0.0, -1, NULL,"
          + " 'it''s', 'a ', 'A', DATE '0001-01-01', TIMESTAMP '9999-12-31 23:59:59.999999')",
      "INSERT INTO vals VALUES (4, -1, -1, -1, -1, -1, -1, -1, -1, TRUE,"
          + " '', '', '', DATE '9999-12-31', TIMESTAMP '2020-01-02 00:00:00')",
      "INSERT INTO vals VALUES (5, 2, 3, 32768, 2.50, 100000, 9999999999999999.5, 1e308, 2.5,"
          + " FALSE, 'ﬀ', 'ﬀ', '😀', DATE '2019-12-31', TIMESTAMP '2019-12-31 23:59:59.999999')",
      "INSERT INTO vals VALUES (6, 0, 0, 1, 0.01, 0, 0, 0.30000000000000004, 0, TRUE,"
          + " '\\', '😀', '\\', DATE '2020-02-29', TIMESTAMP '2020-01-01 00:00:00.123457')",
      "INSERT INTO vals VALUES (7, 100, 32768, 2147483648, 0.10, 9223372036854775807, 0.1, 2.5,"
          + " 100000, FALSE, 'é', 'it''s', 'é', DATE '1970-01-01', TIMESTAMP '1970-01-01 00:00:00')",
      "INSERT INTO vals (id) VALUES (8)",
      "ALTER TABLE vals ADD COLUMN frac DECIMAL(38, 38)",
      "UPDATE vals SET frac = CAST('0.99999999999999999999999999999999999999' AS DECIMAL(38, 38))"
          + " WHERE id = 1",
      "UPDATE vals SET frac = CAST('-0.00000000000000000000000000000000000001' AS DECIMAL(38, 38))"
          + " WHERE id = 2",
      "UPDATE vals SET frac = 0.5 WHERE id = 3",
      "UPDATE vals SET frac = 0 WHERE id = 4",
    };
  }

  static Stream<String> conditionsByColumn() {
    return COLUMNS_BY_FAMILY.values().stream().flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("conditionsByColumn")
  void agreesOnEveryComparisonWithALiteral(String column) throws Exception {
    List<String> conditions = new ArrayList<>();
    List<String> literals = of(LITERALS_BY_FAMILY, family(column));
    for (int i = 0; i < literals.size(); i++) {
      if (isDouble(column) && literals.get(i).startsWith("0.0000000")) {
        continue; // PostgreSQL would compare a column of single precision otherwise
      }
      for (int j = i % 2; j < COMPARISONS.size(); j += 2) {
        conditions.add("(\"%s\" %s %s)".formatted(column, COMPARISONS.get(j), literals.get(i)));
      }
      conditions.add("(NOT (%s <= \"%s\"))".formatted(literals.get(i), column));
    }
    if (!column.equals("r")) { // PostgreSQL would round the list to single precision
      String list = String.join(", ", literals);
      conditions.add("(\"%s\" IN (%s))".formatted(column, list));
      conditions.add("(NOT (\"%s\" IN (%s)))".formatted(column, list));
    }
    conditions.add("(\"%s\" IS NULL)".formatted(column));
    conditions.add("(\"%s\" IS NOT NULL)".formatted(column));

    assertAgreement(conditions);
  }

  @ParameterizedTest
  @MethodSource("conditionsByColumn")
  void agreesOnEveryComparisonWithAColumn(String column) throws Exception {
    List<String> conditions = new ArrayList<>();
    for (String other : of(COLUMNS_BY_FAMILY, family(column))) {
      if (!haveCommonType(column, other)) {
        continue;
      }
      conditions.add("(\"%s\" = \"%s\")".formatted(column, other));
      conditions.add("(\"%s\" < \"%s\")".formatted(column, other));
    }

    assertAgreement(conditions);
  }

  private static boolean haveCommonType(String column, String other) {
    if (column.equals(other) || isDouble(column) || isDouble(other)) {
      return true;
    }
    return !column.equals("frac")
        && !other.equals("frac")
        && !NO_COMMON_TYPE.contains(Set.of(column, other));
  }

  @Test
  void agreesOnConnectivesAndTruth() throws Exception {
    assertAgreement(
        List.of(
            "TRUE",
            "FALSE",
            "\"bo\"",
            "(NOT \"bo\")",
            "(\"bo\" AND (\"i\" > 0))",
            "((\"bo\" = TRUE) OR (\"i\" < 0) OR (\"d\" IS NULL))",
            "(NOT ((\"bo\" OR (\"i\" = 2)) AND ((\"v\" <> 'a') OR (\"c\" = 'a'))))"));
  }

  @ParameterizedTest
  @CsvSource({
    "si",
    "i",
    "b",
    "d",
    "fine",
    "frac",
    "f",
    "r",
    "bo",
    "c",
    "v",
    "long_text",
    "dt",
    "ts"
  })
  void agreesOnTheKeysOfGroups(String column) throws Exception {
    String sql = "SELECT \"%s\", COUNT(*) FROM \"vals\" GROUP BY \"%s\"".formatted(column, column);

    List<Set<String>> keys = new ArrayList<>();
    for (Dialect dialect : Dialect.values()) {
      Set<String> mine = new TreeSet<>();
      run(dialect, sql).forEach(g -> mine.add(spelled(g.key().get(0)) + " x " + g.rows()));
      keys.add(mine);
    }

    assertThat(keys).allSatisfy(mine -> assertThat(mine).isEqualTo(keys.get(0)));
  }

  @ParameterizedTest
  @CsvSource({
    "si, 101, 7",
    "i, 32771, 7",
    "b, 2147516415, 7",
    "d, 100000000.20, 7",
    "fine, 10000000000000000.10000000000000000001, 7"
  })
  void addsUpExactlyInEveryDatabase(String column, BigDecimal sum, long used) throws Exception {
    for (Dialect dialect : Dialect.values()) {
      Group group =
          run(dialect, "SELECT SUM(\"%s\"), COUNT(\"%<s\") FROM \"vals\"".formatted(column)).get(0);

      assertThat(group.measures().get(0).value().orElseThrow())
          .as(dialect.name())
          .isEqualByComparingTo(sum);
      assertThat(group.measures().get(0).rowsUsed()).isEqualTo(used);
      assertThat(group.measures().get(1).value()).contains(BigDecimal.valueOf(used));
      assertThat(group.rows()).isEqualTo(8);
    }
  }

  @Test
  void anUngroupedQueryOverNoRowsIsOneGroupWithoutASum() throws Exception {
    for (Dialect dialect : Dialect.values()) {
      List<Group> groups = run(dialect, "SELECT SUM(\"i\"), COUNT(*) FROM \"vals\" WHERE FALSE");

      assertThat(groups).hasSize(1);
      assertThat(groups.get(0).measures().get(0).value()).isEmpty();
      assertThat(groups.get(0).measures().get(1).value()).contains(BigDecimal.ZERO);
    }
  }

  private static void assertAgreement(List<String> conditions) throws Exception {
    for (String condition : conditions) {
      String sql = "SELECT \"id\" FROM \"vals\" WHERE " + condition + " GROUP BY \"id\"";
      Set<Integer> expected = askedDirectly(sql);
      for (Dialect dialect : Dialect.values()) {
        if (dialect == Dialect.DUCKDB && condition.contains("\"c\"")) {
          continue; // DuckDB has no CHAR: what is declared so is VARCHAR, and blanks count
        }
        Set<Integer> ids = new TreeSet<>();
        run(dialect, sql).forEach(g -> ids.add(((BigDecimal) g.key().get(0)).intValueExact()));
        assertThat(ids).as(dialect + ": " + condition).isEqualTo(expected);
      }
    }
  }

  private static Set<Integer> askedDirectly(String sql) throws SQLException {
    Set<Integer> ids = new TreeSet<>();
    try (var statement = of(ORACLES, Dialect.POSTGRESQL).createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  private static List<Group> run(Dialect dialect, String sql) {
    Database database = of(DATABASES, dialect);
    AggregateQuery query = (AggregateQuery) PARSER.parse(sql);
    CheckedQuery checked = OwnSlots.check(query, NODE, of(GRANTS, dialect));
    List<Group> groups = new ArrayList<>();
    try (QueryRunner runner = new QueryRunner(NODE, database, 100)) {
      runner.run(checked, runner.render(checked), groups::add);
    }
    return groups;
  }

  private static Policy openPolicy(RealTable table) {
    Map<String, Set<Use>> uses = new LinkedHashMap<>();
    table
        .columns()
        .forEach(
            c -> uses.put(c.name().toLowerCase(java.util.Locale.ROOT), EnumSet.allOf(Use.class)));
    TablePolicy policy = new TablePolicy(List.of(), 1, Optional.empty(), uses);
    return new Policy(Set.of(), 1, 1, Map.of("vals", policy));
  }

  private static String spelled(Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  private static String family(String column) {
    return COLUMNS_BY_FAMILY.entrySet().stream()
        .filter(entry -> entry.getValue().contains(column))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }

  private static boolean isDouble(String column) {
    return column.equals("f") || column.equals("r");
  }
}
