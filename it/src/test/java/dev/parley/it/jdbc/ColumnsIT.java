// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of the columns of a result. */
@ExtendWith(Drivers.Extension.class)
@MayDeviate({
  Deviation.NAMES_OF_TYPES,
  Deviation.DECIMAL,
  Deviation.BOOLEAN,
  Deviation.VARBINARY,
  Deviation.LENGTH_OF_DATES,
  Deviation.DIGITS_OF_DOUBLES,
  Deviation.DIGITS_OF_EXPRESSIONS,
  Deviation.NULLABILITY,
  Deviation.READ_ONLY,
  Deviation.SCHEMAS
})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ColumnsIT {
  private static final String COMPUTED =
      "SELECT COUNT(*) AS n, COUNT(*), AVG(whole), SUM(small), SUM(big), AVG(ratio), MAX(day),"
          + " MIN(moment) AS \"First One\" FROM samples";
  private static final String CONSTANTS =
      "SELECT 1 AS one, 'x' AS x, CAST(NULL AS VARCHAR(7)) AS seven, CAST(1 AS DECIMAL(9, 2)) AS d,"
          + " CEILING(1.5), CAST('ab' AS CHAR(5)) AS five, TRUE AS yes, UPPER('a'), 1 + 1";

  private final Drivers drivers;
  private final Deviations deviations;
  private final Map<String, ResultSetMetaData> prepared = new HashMap<>();

  ColumnsIT(Drivers drivers, Deviations deviations) {
    this.drivers = drivers;
    this.deviations = deviations;
  }

  /** Asks one thing of a column. */
  private interface Question {
    @Nullable Object ask(ResultSetMetaData columns, int column) throws SQLException;
  }

  private static Map<String, Question> questions() {
    Map<String, Question> questions = new LinkedHashMap<>();
    questions.put("getColumnLabel", ResultSetMetaData::getColumnLabel);
    questions.put("getColumnName", ResultSetMetaData::getColumnName);
    questions.put("getColumnType", ResultSetMetaData::getColumnType);
    questions.put("getColumnTypeName", ResultSetMetaData::getColumnTypeName);
    questions.put("getColumnClassName", ResultSetMetaData::getColumnClassName);
    questions.put("getPrecision", ResultSetMetaData::getPrecision);
    questions.put("getScale", ResultSetMetaData::getScale);
    questions.put("getColumnDisplaySize", ResultSetMetaData::getColumnDisplaySize);
    questions.put("isNullable", ResultSetMetaData::isNullable);
    questions.put("isSigned", ResultSetMetaData::isSigned);
    questions.put("isCaseSensitive", ResultSetMetaData::isCaseSensitive);
    questions.put("isCurrency", ResultSetMetaData::isCurrency);
    questions.put("isSearchable", ResultSetMetaData::isSearchable);
    questions.put("isAutoIncrement", ResultSetMetaData::isAutoIncrement);
    questions.put("isReadOnly", ResultSetMetaData::isReadOnly);
    questions.put("isWritable", ResultSetMetaData::isWritable);
    questions.put("isDefinitelyWritable", ResultSetMetaData::isDefinitelyWritable);
    questions.put("getTableName", ResultSetMetaData::getTableName);
    questions.put("getSchemaName", ResultSetMetaData::getSchemaName);
    questions.put("getCatalogName", ResultSetMetaData::getCatalogName);
    return questions;
  }

  @Says("JDBC 4.3, 15.2.2: ResultSetMetaData provides information about the columns")
  @ParameterizedTest(name = "{0}: {1} of {2}")
  @MethodSource
  void aColumnIsDescribedAsByPgjdbc(TestedDriver driver, String name, String sql) throws Exception {
    Question question = Objects.requireNonNull(questions().get(name));
    Comparisons comparisons =
        deviations.compare(
            name + " of " + (sql.startsWith("SELECT *") ? "samples" : "expressions"));
    ResultSetMetaData expected = columns(TestedDriver.PGJDBC, sql);
    ResultSetMetaData actual = columns(driver, sql);
    comparisons.add(
        "columns", Outcome.of(expected::getColumnCount), Outcome.of(actual::getColumnCount));
    for (int i = 1; i <= expected.getColumnCount(); i++) {
      int column = i;
      comparisons.add(
          "column " + expected.getColumnLabel(i),
          Outcome.of(() -> question.ask(expected, column)),
          Outcome.of(() -> question.ask(actual, column)));
    }
    comparisons.verify();
  }

  @Says("Javadoc of getTableName: table name, or an empty text if not applicable")
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void aColumnTellsItsTableAsPgjdbcDoes(TestedDriver driver, String sql) throws Exception {
    ResultSetMetaData expected = columns(TestedDriver.PGJDBC, sql);
    ResultSetMetaData actual = columns(driver, sql);

    for (int i = 1; i <= expected.getColumnCount(); i++) {
      assertThat(actual.getTableName(i)).as("column %d", i).isEqualTo(expected.getTableName(i));
      assertThat(actual.getColumnName(i)).isEqualTo(expected.getColumnName(i));
    }
  }

  static Stream<Arguments> aColumnTellsItsTableAsPgjdbcDoes() {
    return Stream.of(TestedDriver.PARLEY, TestedDriver.EMBEDDED)
        .flatMap(
            driver ->
                Stream.of(
                        "SELECT s.whole AS w, s.note, s.whole + 1 AS more, t.day"
                            + " FROM samples s JOIN samples t ON s.id = t.id",
                        "SELECT flag, COUNT(*) AS n, MAX(day) FROM samples GROUP BY flag",
                        "SELECT w FROM (SELECT whole AS w, id FROM samples) AS s ORDER BY id LIMIT 3",
                        "SELECT whole FROM samples UNION SELECT small FROM samples",
                        "WITH s AS (SELECT * FROM samples) SELECT s.day, 1 AS one FROM s",
                        "SELECT DISTINCT note FROM samples WHERE id IN (SELECT whole FROM samples)",
                        "SELECT CAST(whole AS BIGINT) AS wide, UPPER(note) AS big FROM samples")
                    .map(sql -> Arguments.of(driver, sql)));
  }

  /** Prepared once for all questions, of which none makes it run. */
  private ResultSetMetaData columns(TestedDriver driver, String sql) throws SQLException {
    ResultSetMetaData known = prepared.get(driver + sql);
    if (known == null) {
      known = drivers.shared(driver).prepareStatement(sql).getMetaData();
      prepared.put(driver + sql, known);
    }
    return known;
  }

  static Stream<Arguments> aColumnIsDescribedAsByPgjdbc() {
    List<Arguments> arguments = new ArrayList<>();
    for (TestedDriver driver : List.of(TestedDriver.PARLEY, TestedDriver.EMBEDDED)) {
      for (String name : questions().keySet()) {
        arguments.add(Arguments.of(driver, name, "SELECT * FROM samples WHERE id = 1"));
        arguments.add(Arguments.of(driver, name, CONSTANTS));
        arguments.add(Arguments.of(driver, name, COMPUTED));
      }
    }
    return arguments.stream();
  }
}
