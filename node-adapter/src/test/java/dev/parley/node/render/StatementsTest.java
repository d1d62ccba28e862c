// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import dev.parley.node.run.Group;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups and rows in every database, against what PostgreSQL says of the same rows. */
class StatementsTest {
  private static final NodeId NODE = new NodeId("north");
  private static final Map<Dialect, Database> DATABASES = new EnumMap<>(Dialect.class);
  private static final Map<Dialect, Map<String, GrantedTable>> TABLES =
      new EnumMap<>(Dialect.class);
  private static final List<Connection> ORACLE = new ArrayList<>();
  private static final CanonicalParser PARSER = new CanonicalParser();

  @BeforeAll
  static void open() throws Exception {
    for (Dialect dialect : Dialect.values()) {
      List<String> statements = new ArrayList<>(List.of(EdgeValues.statements(dialect)));
      statements.add("CREATE TABLE noise (g INTEGER, x DOUBLE PRECISION)");
      for (int i = 0; i < 200; i++) {
        double noise = Math.sin(i) / 1000;
        String x = i % 50 == 0 ? "NULL" : Double.toString((i % 4 == 1 ? 1e9 : 0.5) + noise);
        statements.add("INSERT INTO noise VALUES (" + i % 4 + ", " + x + ")");
      }
      Database database = RealDatabases.open(dialect, statements.toArray(String[]::new));
      DATABASES.put(dialect, database);
      Map<String, GrantedTable> granted = new LinkedHashMap<>();
      List<RealTable> tables = database.tables();
      for (GrantedTable table : Grants.find(openPolicy(tables), tables)) {
        granted.put(table.published().name(), table);
      }
      TABLES.put(dialect, granted);
    }
    ORACLE.add(of(DATABASES, Dialect.POSTGRESQL).connect());
    ORACLE.get(0).setAutoCommit(true);
  }

  @AfterAll
  static void close() throws Exception {
    ORACLE.get(0).close();
    DATABASES.values().forEach(Database::close);
    PARSER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"si\"",
        "\"i\"",
        "\"b\"",
        "\"d\"",
        "\"big\"",
        "\"fine\"",
        "\"p\"",
        "(\"d\" * \"p\")",
        "(\"si\" + \"i\")",
        "CASE WHEN (\"i\" > 0) THEN \"d\" END",
        "DATE_PART('second', \"ts\")",
        "CASE WHEN FALSE THEN \"b\" END"
      })
  void sumsOfNumbersAndOfTheirSquaresAreExact(String x) throws Exception {
    String where = x.contains("+") ? " WHERE (\"id\" > 3)" : "";
    String mine = x.replace("DATE_PART('second', ", "EXTRACT(SECOND FROM ");
    List<String> expected =
        oracle(
            "SELECT bo, COUNT(%s), SUM(%1$s), SUM(CAST(%1$s AS NUMERIC) * %1$s) FROM vals"
                    .formatted(mine)
                + where
                + " GROUP BY bo");

    for (Dialect dialect : Dialect.values()) {
      List<String> found = new ArrayList<>();
      String sql =
          "SELECT \"bo\", COUNT(%s), SUM(%1$s), SUMSQ(%1$s) FROM \"vals\"".formatted(x)
              + where
              + " GROUP BY \"bo\"";
      groups(dialect, sql).forEach(g -> found.add(spelled(g)));
      assertThat(found).as(dialect + x).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CASE WHEN (\"i\" > 0) THEN 'more' ELSE 'less' END",
        "UPPER(\"v\")",
        "CAST(\"c\" AS VARCHAR)",
        "(\"v\" || ' ')",
        "DATE_TRUNC('month', \"ts\")",
        "(\"dt\" + 0)",
        "CASE WHEN (\"i\" > 0) THEN 1 END",
        "COALESCE(\"bo\", FALSE)",
        "MOD(\"i\", 2)",
        "ROUND(\"d\")",
        "CASE WHEN (\"d\" > 1) THEN 1.50 ELSE 1.5 END"
      })
  void groupsByWhatIsEqual(String key) throws Exception {
    List<String> expected =
        oracle("SELECT %s, COUNT(i), SUM(si) FROM vals GROUP BY 1".formatted(key));

    for (Dialect dialect : Dialect.values()) {
      List<String> found = new ArrayList<>();
      groups(
              dialect,
              "SELECT %s, COUNT(\"i\"), SUM(\"si\") FROM \"vals\" GROUP BY %1$s".formatted(key))
          .forEach(g -> found.add(spelled(g)));
      assertThat(found).as(dialect + key).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noiseOverABillionIsKept(Dialect dialect) throws Exception {
    List<Group> groups =
        groups(
            dialect,
            "SELECT \"g\", COUNT(\"x\"), SUM(\"x\"), SUMSQ(\"x\") FROM \"noise\" GROUP BY \"g\"");
    assertThat(groups).hasSize(4);

    for (Group group : groups) {
      List<BigDecimal> numbers = new ArrayList<>();
      try (Statement statement = ORACLE.get(0).createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT x FROM noise WHERE x IS NOT NULL AND g = " + group.key().get(0))) {
        while (rows.next()) {
          numbers.add(new BigDecimal(rows.getDouble(1)));
        }
      }
      BigDecimal n = BigDecimal.valueOf(numbers.size());
      BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal squares =
          numbers.stream().map(x -> x.pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal mySum = group.measures().get(1).value().orElseThrow();
      BigDecimal mySquares = group.measures().get(2).value().orElseThrow();

      assertThat(group.measures().get(0).value()).contains(n);
      assertThat(mySum.subtract(sum).doubleValue()).isCloseTo(0, within(1e-12 * sum.doubleValue()));
      assertThat(deviations(n, mySum, mySquares) / deviations(n, sum, squares) - 1)
          .isCloseTo(0, within(1e-9));
    }
  }

  private static double deviations(BigDecimal n, BigDecimal sum, BigDecimal squares) {
    return n.multiply(squares).subtract(sum.pow(2)).doubleValue();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aSumOutOfTheRangeOfDoubleFails(Dialect dialect) {
    for (String sum : List.of("SUM((\"f\" * CAST(1.5 AS DOUBLE PRECISION)))", "SUMSQ(\"f\")")) {
      assertThatThrownBy(() -> groups(dialect, "SELECT " + sum + " FROM \"vals\""))
          .isInstanceOfSatisfying(
              ParleyException.class,
              e -> {
                assertThat(e.code()).isIn(ErrorCode.OUT_OF_RANGE, ErrorCode.DATA_ERROR);
                assertThat(e.fact()).doesNotContain("e308", "E308", "Infinity");
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"v\";ASC NULLS FIRST", "\"v\";DESC NULLS LAST", "\"w\";ASC NULLS LAST",
        "\"d\";DESC NULLS FIRST", "\"ts\";ASC NULLS LAST", "(\"dt\" + 0);DESC NULLS LAST",
        "(\"i\" * 1.5);ASC NULLS FIRST", "\"bo\";DESC NULLS FIRST", "\"big\";ASC NULLS FIRST"
      })
  void rowsComeInTheOrderOfTheirBytes(String key, String order) throws Exception {
    String sql =
        "SELECT \"id\", %s FROM \"vals\" ORDER BY %1$s %s, \"id\" ASC NULLS LAST LIMIT 9"
            .formatted(key, order);
    List<String> expected = oracle(sql);

    for (Dialect dialect : Dialect.values()) {
      assertThat(rows(dialect, sql)).as(dialect.name()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT \"bo\" FROM \"vals\"",
        "SELECT DISTINCT ABS((\"f\" * CAST(0 AS DOUBLE PRECISION))) FROM \"vals\" WHERE (\"f\" < 1)",
        "SELECT DISTINCT \"f\" FROM \"vals\" WHERE ((\"f\" = 0) OR (\"f\" IS NULL))",
        "SELECT DISTINCT LOWER(\"v\") FROM \"vals\" ORDER BY LOWER(\"v\") DESC NULLS FIRST LIMIT 4",
        "SELECT MIN(\"v\"), MAX(\"v\"), MIN(\"w\"), MAX(\"w\"), MIN(\"c\") FROM \"vals\" WHERE (\"c\" <> '')",
        "SELECT \"bo\", MIN(\"b\"), MAX(\"fine\"), MIN(\"dt\"), MAX(\"ts\"), MIN(\"f\"), MAX((\"v\" || '!'))"
            + " FROM \"vals\" GROUP BY \"bo\"",
        "SELECT MAX(\"i\") FROM \"vals\" WHERE FALSE",
        "SELECT \"v\" FROM \"vals\" LIMIT 0"
      })
  void rowsAreDistinctAndExtremesAreOfBytes(String sql) throws Exception {
    List<String> expected = oracle(sql);

    for (Dialect dialect : Dialect.values()) {
      assertThat(rows(dialect, sql))
          .as(dialect.name())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void moreRowsThanTheLimitAreRefused(Dialect dialect) {
    CheckedQuery checked = checked(dialect, "SELECT \"id\" FROM \"vals\"");
    try (QueryRunner runner = new QueryRunner(NODE, of(DATABASES, dialect), 10)) {
      assertThatThrownBy(() -> runner.runRows(checked, runner.render(checked), 10, row -> {}))
          .isInstanceOfSatisfying(
              ParleyException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.NODE_FAILED);
                assertThat(e.fact()).contains("10 rows");
                assertThat(e.hint()).contains("limits.maxRows");
              });
    }
  }

  private static List<Group> groups(Dialect dialect, String sql) {
    List<Group> groups = new ArrayList<>();
    CheckedQuery checked = checked(dialect, sql);
    try (QueryRunner runner = new QueryRunner(NODE, of(DATABASES, dialect), 100)) {
      runner.run(checked, runner.render(checked), groups::add);
    }
    return groups;
  }

  private static List<String> rows(Dialect dialect, String sql) {
    List<String> rows = new ArrayList<>();
    CheckedQuery checked = checked(dialect, sql);
    try (QueryRunner runner = new QueryRunner(NODE, of(DATABASES, dialect), 100)) {
      runner.runRows(
          checked,
          runner.render(checked),
          100,
          row -> rows.add(String.join(" | ", row.stream().map(StatementsTest::spelled).toList())));
    }
    return rows;
  }

  private static CheckedQuery checked(Dialect dialect, String sql) {
    String table = sql.contains("\"noise\"") ? "noise" : "vals";
    return new CheckedQuery(PARSER.parse(sql), of(of(TABLES, dialect), table), List.of());
  }

  private static String spelled(Group group) {
    List<String> parts = new ArrayList<>();
    group.key().forEach(key -> parts.add(spelled(key)));
    group.measures().forEach(measure -> parts.add(spelled(measure.value().orElse(null))));
    return String.join(" | ", parts);
  }

  private static List<String> oracle(String sql) throws Exception {
    List<String> found = new ArrayList<>();
    try (Statement statement = ORACLE.get(0).createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> parts = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String type = rows.getMetaData().getColumnTypeName(i);
          Object value =
              switch (type) {
                case "timestamp" -> rows.getObject(i, java.time.LocalDateTime.class);
                case "date" -> rows.getObject(i, java.time.LocalDate.class);
                case "bpchar" -> rows.getString(i).stripTrailing();
                default -> rows.getObject(i);
              };
          parts.add(spelled(value));
        }
        found.add(String.join(" | ", parts));
      }
    }
    return found;
  }

  private static String spelled(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  private static Policy openPolicy(List<RealTable> tables) {
    Map<String, TablePolicy> policies = new LinkedHashMap<>();
    for (RealTable table : tables) {
      Map<String, Set<Use>> uses = new LinkedHashMap<>();
      table
          .columns()
          .forEach(c -> uses.put(c.name().toLowerCase(Locale.ROOT), EnumSet.allOf(Use.class)));
      policies.put(
          table.name().toLowerCase(Locale.ROOT),
          new TablePolicy(List.of(), 1, Optional.empty(), uses));
    }
    return new Policy(Set.of(), 1, 1, policies);
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }
}
