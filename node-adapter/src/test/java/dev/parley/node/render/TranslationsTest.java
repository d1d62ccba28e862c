// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

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
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every translation in every database, against PostgreSQL's own reading of the canonical text, row
 * by row: the same value, or an error; and an error wherever PostgreSQL has one.
 */
class TranslationsTest {
  private static final NodeId NODE = new NodeId("north");
  private static final Map<Dialect, Database> DATABASES = new EnumMap<>(Dialect.class);
  private static final Map<Dialect, QueryRunner> RUNNERS = new EnumMap<>(Dialect.class);
  private static final Map<Dialect, GrantedTable> TABLES = new EnumMap<>(Dialect.class);
  private static final List<Connection> ORACLE = new ArrayList<>();
  private static final CanonicalParser PARSER = new CanonicalParser();

  @BeforeAll
  static void open() throws Exception {
    for (Dialect dialect : Dialect.values()) {
      Database database = RealDatabases.open(dialect, EdgeValues.statements(dialect));
      List<RealTable> tables = database.tables();
      DATABASES.put(dialect, database);
      RUNNERS.put(dialect, new QueryRunner(NODE, database, 100));
      TABLES.put(dialect, Grants.find(openPolicy(tables.get(0)), tables).get(0));
    }
    ORACLE.add(of(DATABASES, Dialect.POSTGRESQL).connect());
    ORACLE.get(0).setAutoCommit(true);
  }

  @AfterAll
  static void close() throws Exception {
    ORACLE.get(0).close();
    RUNNERS.values().forEach(QueryRunner::close);
    DATABASES.values().forEach(Database::close);
    PARSER.close();
  }

  static List<String> cases() {
    return TranslationCases.ALL;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatPostgreSqlGivesOrFails(String expression) {
    Map<Integer, Object> all = oracle(expression, "");
    for (Dialect dialect : Dialect.values()) {
      try {
        Map<Integer, Object> rows = ask(dialect, expression, "");
        if (!all.isEmpty()) {
          assertThat(rows).as("%s in %s", expression, dialect).isEqualTo(all);
          continue;
        }
      } catch (ParleyException e) {
        if (isAbsent(e, expression, dialect)) {
          continue;
        }
        assertThat(e.code()).as(expression + dialect).isIn(ErrorCode.DATA_ERROR, ErrorCode.OUT_OF_RANGE);
      }
      assertRowByRow(dialect, expression);
    }
  }

  private static boolean isAbsent(ParleyException e, String expression, Dialect dialect) {
    return e.code() == ErrorCode.NOT_SUPPORTED
        && TranslationCases.ABSENT.getOrDefault(expression, Set.of()).contains(dialect);
  }

  private static void assertRowByRow(Dialect dialect, String expression) {
    int right = 0;
    int expectedRight = 0;
    for (int id = 1; id <= EdgeValues.ROWS; id++) {
      String where = " WHERE (\"id\" = " + id + ")";
      Map<Integer, Object> expected = oracle(expression, where);
      expectedRight += expected.isEmpty() ? 0 : 1;
      try {
        Map<Integer, Object> rows = ask(dialect, expression, where);
        assertThat(rows).as("%s in %s%s", expression, dialect, where).isEqualTo(expected);
        right++;
      } catch (ParleyException e) {
        assertThat(e.code()).isIn(ErrorCode.DATA_ERROR, ErrorCode.OUT_OF_RANGE);
      }
    }
    assertThat(expectedRight - right)
        .as("%s in %s fails where PostgreSQL does not", expression, dialect)
        .isLessThanOrEqualTo(TranslationCases.STRICTER.getOrDefault(expression, 0));
  }

  private static Map<Integer, Object> ask(Dialect dialect, String expression, String where) {
    String sql = "SELECT \"id\", " + expression + " FROM \"vals\"" + where;
    CheckedQuery checked =
        new CheckedQuery(PARSER.parse(sql), of(TABLES, dialect), List.of());
    Map<Integer, Object> rows = new TreeMap<>();
    QueryRunner runner = of(RUNNERS, dialect);
    runner.runRows(
        checked,
        runner.render(checked),
        100,
        row -> rows.put(((BigDecimal) Objects.requireNonNull(row.get(0))).intValueExact(), spelled(row.get(1))));
    return rows;
  }

  /** Returns nothing if PostgreSQL fails. */
  private static Map<Integer, Object> oracle(String expression, String where) {
    String mine =
        expression
            .replaceAll("DATE_PART\\('(\\w+)', ", "EXTRACT($1 FROM ")
            .replaceAll(
                "PLUS_INTERVAL\\((\"ts\"), (-?\\d+), (-?\\d+)\\)",
                "(($1 + $2 * INTERVAL '1 month') + $3 * INTERVAL '1 microsecond')");
    Map<Integer, Object> rows = new TreeMap<>();
    try (Statement statement = ORACLE.get(0).createStatement();
        ResultSet found =
            statement.executeQuery("SELECT id, " + mine + " FROM vals" + where)) {
      String type = found.getMetaData().getColumnTypeName(2);
      while (found.next()) {
        Object value =
            switch (type) {
              case "date" -> found.getObject(2, LocalDate.class);
              case "timestamp" -> found.getObject(2, LocalDateTime.class);
              default -> found.getObject(2);
            };
        rows.put(found.getInt(1), spelled(value));
        boolean late = value instanceof LocalDate day && (day.getYear() > 9999 || day.getYear() < 1);
        late |= value instanceof LocalDateTime t && (t.getYear() > 9999 || t.getYear() < 1);
        late |= value instanceof BigDecimal n && n.precision() - n.scale() + Math.max(0, n.scale()) > 38 && n.stripTrailingZeros().precision() > 38;
        if (late) {
          return Map.of();
        }
      }
      return rows;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage() + ": " + mine).startsWith("22");
      return Map.of();
    }
  }

  private static Object spelled(@org.jspecify.annotations.Nullable Object value) {
    if (value instanceof Double number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  private static Policy openPolicy(RealTable table) {
    Map<String, Set<Use>> uses = new LinkedHashMap<>();
    table
        .columns()
        .forEach(c -> uses.put(c.name().toLowerCase(Locale.ROOT), EnumSet.allOf(Use.class)));
    TablePolicy policy = new TablePolicy(List.of(), 1, Optional.empty(), uses);
    return new Policy(Set.of(), 1, 1, Map.of("vals", policy));
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }
}
