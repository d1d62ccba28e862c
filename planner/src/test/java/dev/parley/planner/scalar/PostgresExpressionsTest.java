// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.planner.Federations;
import dev.parley.planner.Planner;
import dev.parley.planner.SessionOptions;
import dev.parley.planner.calcite.CatalogView;
import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.calcite.Validation;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.ParleyParser;
import dev.parley.sql.rewrite.Rewriting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files hold what PostgreSQL 14 gives, and a test of `it` asks it again. */
class PostgresExpressionsTest {
  /** PostgreSQL tells more errors apart. */
  private static final Map<String, String> COARSER =
      Map.of(
          "42846", "42804", "22007", "22P02", "22008", "22P02", "22011", "22000", "2201E", "22000",
          "2201F", "22000", "22023", "22P02");

  private final Planner planner = new Planner();

  static Stream<Arguments> expressions() {
    return Stream.of("numbers", "texts", "choices", "casts", "times", "clock", "bytes")
        .flatMap(file -> lines(file).map(line -> line.split(" => ", 2)))
        .map(parts -> Arguments.of(parts[0], parts[1]));
  }

  static Stream<String> values() {
    return expressions()
        .map(Arguments::get)
        .filter(line -> !line[1].toString().startsWith("error"))
        .map(line -> line[0].toString());
  }

  private static Stream<String> lines(String file) {
    try (InputStream in =
        PostgresExpressionsTest.class.getResourceAsStream("/scalar/" + file + ".txt")) {
      assertThat(in).as(file).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#") && !line.isBlank());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void givesWhatPostgresGives(String expression, String expected) {
    assertThat(outcome("SELECT " + expression)).as(expression).isEqualTo(coarser(expected));
  }

  /** Where nothing can be computed when the statement is planned. */
  @ParameterizedTest
  @MethodSource("expressions")
  void givesTheSameInARow(String expression, String expected) {
    String row = "SELECT " + expression + " FROM (VALUES (1)) AS t (n) WHERE n = 1";

    assertThat(outcome(row)).as(expression).isEqualTo(coarser(expected));
  }

  /** Aggregates and unions are typed by Calcite, from what it thinks of the expressions. */
  @ParameterizedTest
  @MethodSource("values")
  void hasTheTypeThatCalciteIsTold(String expression) {
    SqlNode query =
        Rewriting.of(ParleyParser.parse("SELECT " + expression + " AS v"), Rewriting.Secure.AUTO);
    RelNode algebra = Validation.toAlgebra(query, CatalogView.of(Federations.CITY)).project();
    ColumnType told = ColumnTypes.of(algebra.getRowType().getFieldList().get(0).getType());
    ColumnType type =
        planner
            .plan("SELECT " + expression, Federations.CITY, SessionOptions.DEFAULT)
            .columns()
            .get(0)
            .type();

    assertThat(type.isText() ? ColumnType.VARCHAR : type)
        .isEqualTo(told.isText() ? ColumnType.VARCHAR : told);
  }

  private static String coarser(String expected) {
    if (!expected.startsWith("error ")) {
      return expected;
    }
    String state = expected.substring("error ".length());
    return "error " + COARSER.getOrDefault(state, state);
  }

  private String outcome(String sql) {
    try {
      Plan plan = planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT);
      Object[] row = plan.finish(List.of()).get(0);
      ResultColumn column = plan.columns().get(0);
      assertThat(column.nullable() || row[0] != null).as("nullable").isTrue();
      return name(column.type()) + " " + shown(row[0]);
    } catch (ParleyException e) {
      // PostgreSQL calls an operator that does not exist a function that does not.
      String state = e.code().sqlState();
      return "error " + (state.equals("42804") && isOperator(e) ? "42883" : state);
    }
  }

  private static boolean isOperator(ParleyException error) {
    return Stream.of("CASE", "CAST", "COALESCE").noneMatch(error.fact()::startsWith);
  }

  private static String name(ColumnType type) {
    return switch (type.kind()) {
      case DECIMAL -> "numeric";
      case DOUBLE -> "double precision";
      case CHAR, VARCHAR -> "text";
      case VARBINARY -> "bytea";
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, GEOMETRY ->
          type.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "NULL" : TextValues.print(value);
  }
}
