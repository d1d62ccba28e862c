// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.DateField;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import dev.parley.protocol.sql.Typing;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  /** What is written without the table: the words are the same everywhere, or it compares. */
  private static final Set<Operator> STRUCTURE =
      EnumSet.of(
          Operator.EQUAL,
          Operator.NOT_EQUAL,
          Operator.LESS,
          Operator.LESS_OR_EQUAL,
          Operator.GREATER,
          Operator.GREATER_OR_EQUAL,
          Operator.AND,
          Operator.OR,
          Operator.NOT,
          Operator.IS_NULL,
          Operator.IS_NOT_NULL,
          Operator.IN,
          Operator.COALESCE,
          Operator.NULLIF);

  private static final int BATCH = 20;
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

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void givesWhatPostgreSqlGives(Dialect dialect) {
    List<String> batch = new ArrayList<>();
    for (String expression : TranslationCases.ALL) {
      if (!oracle(expression, "").isEmpty() && !isAbsent(expression, dialect)) {
        batch.add(expression);
      }
      if (batch.size() == BATCH) {
        assertAgreement(dialect, batch, "");
        batch.clear();
      }
    }
    assertAgreement(dialect, batch, "");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void failsWherePostgreSqlFails(Dialect dialect) {
    for (String expression : TranslationCases.ALL) {
      if (!oracle(expression, "").isEmpty() || isAbsent(expression, dialect)) {
        continue;
      }
      List<String> good = new ArrayList<>();
      for (int id = 1; id <= EdgeValues.ROWS; id++) {
        String where = " WHERE (\"id\" = " + id + ")";
        if (oracle(expression, where).isEmpty()) {
          assertThatThrownBy(() -> ask(dialect, List.of(expression), where))
              .as("%s in %s%s", expression, dialect, where)
              .isInstanceOfSatisfying(
                  ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_ERROR));
        } else {
          good.add("" + id);
        }
      }
      assertAgreement(
          dialect, List.of(expression), " WHERE (\"id\" IN (" + String.join(", ", good) + "))");
    }
  }

  @Test
  void everyOperatorCastAndFieldHasAnEntryAndACase() {
    for (Operator operator : Operator.values()) {
      if (operator.isSpatial()) {
        continue; // PlacesTest has these
      }
      assertThat(Translations.operators().contains(operator) || STRUCTURE.contains(operator))
          .as(operator.name())
          .isTrue();
      assertThat(TranslationCases.ALL)
          .as(operator.name())
          .anyMatch(c -> c.contains(word(operator)));
    }
    for (DateField field : DateField.values()) {
      assertThat(TranslationCases.ALL).anyMatch(c -> c.contains("DATE_PART('" + field.word()));
      assertThat(TranslationCases.ALL.stream().anyMatch(c -> c.contains("TRUNC('" + field.word())))
          .isEqualTo(field.isUnit());
    }
    for (Kind from : Kind.values()) {
      for (Kind to : Kind.values()) {
        assertThat(Translations.casts().contains(new Translations.Conversion(from, to)))
            .as(from + " to " + to)
            .isEqualTo(isConversion(from, to));
      }
    }
  }

  private static String word(Operator operator) {
    return operator.form() == Operator.Form.FUNCTION ? operator.word() + "(" : operator.word();
  }

  /** Whether {@link Typing} allows it, and there is something to do. */
  private static boolean isConversion(Kind from, Kind to) {
    Expression.Column column = new Expression.Column("x");
    if (hasNoCasts(from) || hasNoCasts(to)) {
      return false;
    }
    if (to == Kind.CHAR || from == Kind.CHAR || (from == to && !isExact(from))) {
      return false;
    }
    try {
      new Typing(x -> type(from)).of(new Expression.Cast(column, type(to)));
      return true;
    } catch (ParleyException e) {
      return false;
    }
  }

  private static boolean hasNoCasts(Kind kind) {
    return kind == Kind.GEOMETRY || kind == Kind.VARBINARY;
  }

  private static boolean isExact(Kind kind) {
    return type(kind).isExactNumeric();
  }

  private static ColumnType type(Kind kind) {
    return kind == Kind.DECIMAL ? ColumnType.decimal(9, 2) : new ColumnType(kind, 0, 0);
  }

  private static void assertAgreement(Dialect dialect, List<String> expressions, String where) {
    if (expressions.isEmpty()) {
      return;
    }
    List<Map<Integer, Object>> mine = ask(dialect, expressions, where);
    for (int i = 0; i < expressions.size(); i++) {
      assertThat(mine.get(i))
          .as("%s in %s%s", expressions.get(i), dialect, where)
          .isEqualTo(oracle(expressions.get(i), where));
    }
  }

  private static boolean isAbsent(String expression, Dialect dialect) {
    return switch (dialect) {
      case MARIADB -> TranslationCases.ABSENT_IN_MARIADB.matcher(expression).find();
      // DuckDB has no CHAR: what is declared so is VARCHAR, and blanks count
      case DUCKDB -> expression.contains("\"c\"") && expression.contains("\"v\"");
      default -> false;
    };
  }

  private static List<Map<Integer, Object>> ask(
      Dialect dialect, List<String> expressions, String where) {
    String sql = "SELECT \"id\", " + String.join(", ", expressions) + " FROM \"vals\"" + where;
    CheckedQuery checked = new CheckedQuery(PARSER.parse(sql), of(TABLES, dialect), List.of());
    List<Map<Integer, Object>> rows = new ArrayList<>();
    expressions.forEach(expression -> rows.add(new TreeMap<>()));
    QueryRunner runner = of(RUNNERS, dialect);
    runner.runRows(
        checked,
        runner.render(checked),
        100,
        row -> {
          int id = ((BigDecimal) Objects.requireNonNull(row.get(0))).intValueExact();
          for (int i = 0; i < rows.size(); i++) {
            rows.get(i).put(id, spelled(row.get(i + 1)));
          }
        });
    return rows;
  }

  /** Returns nothing if PostgreSQL fails. */
  private static Map<Integer, Object> oracle(String expression, String where) {
    String mine =
        expression
            .replaceAll("X'([0-9a-f]*)'", "'\\\\x$1'::bytea")
            .replaceAll("DATE_PART\\('(\\w+)', ", "EXTRACT($1 FROM ")
            .replaceAll(
                "PLUS_INTERVAL\\((\"ts\"), (-?\\d+), (-?\\d+)\\)",
                "(($1 + $2 * INTERVAL '1 month') + $3 * INTERVAL '1 microsecond')");
    Map<Integer, Object> rows = new TreeMap<>();
    try (Statement statement = ORACLE.get(0).createStatement();
        ResultSet found = statement.executeQuery("SELECT id, " + mine + " FROM vals" + where)) {
      String type = found.getMetaData().getColumnTypeName(2);
      while (found.next()) {
        Object value =
            switch (type) {
              case "date" -> found.getObject(2, LocalDate.class);
              case "time" -> found.getObject(2, LocalTime.class);
              case "timestamp" -> found.getObject(2, LocalDateTime.class);
              default -> found.getObject(2);
            };
        rows.put(found.getInt(1), spelled(value));
        boolean late =
            value instanceof LocalDate day && (day.getYear() > 9999 || day.getYear() < 1);
        late |= value instanceof LocalDateTime t && (t.getYear() > 9999 || t.getYear() < 1);
        late |= value instanceof BigDecimal n && n.precision() > 38;
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
    if (value instanceof Octets octets) {
      return octets.hex();
    }
    if (value instanceof byte[] bytes) {
      return Octets.of(bytes).hex();
    }
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
