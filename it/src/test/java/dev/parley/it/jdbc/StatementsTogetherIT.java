// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same calls of statements, of pgjdbc and of our drivers. */
@ExtendWith(Drivers.Extension.class)
@MayDeviate({
  Deviation.BATCHES,
  Deviation.COMPLETION,
  Deviation.CLOSED_STATEMENTS,
  Deviation.OTHER_SQL,
  Deviation.FETCH_SIZES,
  Deviation.HOLDABILITY
})
@Timeout(60)
class StatementsTogetherIT {
  private static final String THREE = OneStatement.THREE;
  private static final String PARAMETER = "SELECT CAST(? AS INTEGER)";

  private final Drivers drivers;
  private final Deviations deviations;

  StatementsTogetherIT(Drivers drivers, Deviations deviations) {
    this.drivers = drivers;
    this.deviations = deviations;
  }

  private interface Deed<T> {
    @Nullable Object with(T it) throws SQLException;
  }

  /** A call that gives nothing. */
  private interface Call<T> {
    void on(T it) throws SQLException;
  }

  private static <T> Deed<T> call(Call<T> call) {
    return it -> {
      call.on(it);
      return "done";
    };
  }

  private static Map<String, Deed<Statement>> calls() {
    Map<String, Deed<Statement>> calls = new LinkedHashMap<>();
    calls.put("executeQuery", s -> s.executeQuery(THREE).next());
    calls.put("execute", s -> s.execute(THREE));
    calls.put("executeUpdate", s -> s.executeUpdate(THREE));
    calls.put("executeLargeUpdate", s -> s.executeLargeUpdate(THREE));
    calls.put("addBatch", call(s -> s.addBatch(THREE)));
    calls.put("clearBatch", call(Statement::clearBatch));
    calls.put("executeBatch", s -> s.executeBatch().length);
    calls.put("getResultSet", Statement::getResultSet);
    calls.put("getUpdateCount", Statement::getUpdateCount);
    calls.put("getLargeUpdateCount", Statement::getLargeUpdateCount);
    calls.put("getMoreResults", Statement::getMoreResults);
    calls.put("getMoreResults(int)", s -> s.getMoreResults(Statement.CLOSE_ALL_RESULTS));
    calls.put("getGeneratedKeys", s -> s.getGeneratedKeys().next());
    calls.put("getConnection", s -> s.getConnection().isClosed());
    calls.put("getWarnings", Statement::getWarnings);
    calls.put("clearWarnings", call(Statement::clearWarnings));
    calls.put("cancel", call(Statement::cancel));
    calls.putAll(settings());
    return calls;
  }

  private static Map<String, Deed<Statement>> settings() {
    Map<String, Deed<Statement>> calls = new LinkedHashMap<>();
    calls.put("getMaxRows", Statement::getMaxRows);
    calls.put("setMaxRows", call(s -> s.setMaxRows(1)));
    calls.put("getMaxFieldSize", Statement::getMaxFieldSize);
    calls.put("getQueryTimeout", Statement::getQueryTimeout);
    calls.put("setQueryTimeout", call(s -> s.setQueryTimeout(1)));
    calls.put("getFetchSize", Statement::getFetchSize);
    calls.put("setFetchSize", call(s -> s.setFetchSize(1)));
    calls.put("getFetchDirection", Statement::getFetchDirection);
    calls.put("setFetchDirection", call(s -> s.setFetchDirection(ResultSet.FETCH_FORWARD)));
    calls.put("setFetchDirection(int)", StatementsTogetherIT::backward);
    calls.put("getResultSetType", Statement::getResultSetType);
    calls.put("getResultSetConcurrency", Statement::getResultSetConcurrency);
    calls.put("getResultSetHoldability", Statement::getResultSetHoldability);
    calls.put("isPoolable", Statement::isPoolable);
    calls.put("setPoolable", call(s -> s.setPoolable(true)));
    calls.put("setEscapeProcessing", call(s -> s.setEscapeProcessing(true)));
    calls.put("setCursorName", call(s -> s.setCursorName("c")));
    calls.put("closeOnCompletion", call(Statement::closeOnCompletion));
    calls.put("isCloseOnCompletion", Statement::isCloseOnCompletion);
    return calls;
  }

  private static Object backward(Statement statement) throws SQLException {
    statement.setFetchDirection(ResultSet.FETCH_REVERSE);
    return statement.getFetchDirection();
  }

  private static Map<String, Deed<PreparedStatement>> preparedCalls() {
    Map<String, Deed<PreparedStatement>> calls = new LinkedHashMap<>();
    calls.put("executeQuery()", s -> s.executeQuery().next());
    calls.put("execute()", PreparedStatement::execute);
    calls.put("executeUpdate()", PreparedStatement::executeUpdate);
    calls.put("executeLargeUpdate()", PreparedStatement::executeLargeUpdate);
    calls.put("addBatch()", call(PreparedStatement::addBatch));
    calls.put("setInt", call(s -> s.setInt(1, 1)));
    calls.put("clearParameters", call(PreparedStatement::clearParameters));
    calls.put("getMetaData", s -> s.getMetaData().getColumnCount());
    calls.put("getParameterMetaData", s -> s.getParameterMetaData().getParameterCount());
    return calls;
  }

  private static Map<String, Deed<Connection>> deeds() {
    Map<String, Deed<Connection>> deeds = new LinkedHashMap<>();
    calls()
        .forEach(
            (name, call) -> {
              deeds.put(name + " of a new statement", on(Connection::createStatement, call));
              deeds.put(
                  name + " of a closed statement", on(c -> closed(c.createStatement()), call));
              deeds.put(
                  name + " of a prepared statement",
                  on(c -> c.prepareStatement("SELECT 1 AS one"), call));
            });
    preparedCalls()
        .forEach(
            (name, call) -> {
              deeds.put(
                  name + " of a prepared statement", on(c -> c.prepareStatement(PARAMETER), call));
              deeds.put(
                  name + " of a closed statement",
                  on(c -> closed(c.prepareStatement(PARAMETER)), call));
            });
    deeds.put("the count after a refusal", StatementsTogetherIT::countAfterRefusal);
    deeds.put("a batch of queries", StatementsTogetherIT::batch);
    deeds.put("a batch of prepared queries", StatementsTogetherIT::preparedBatch);
    deeds.put(
        "a second run of a statement that closes on completion", StatementsTogetherIT::secondRun);
    deeds.put(
        "a second run of a prepared statement that closes on completion",
        StatementsTogetherIT::secondPreparedRun);
    return deeds;
  }

  private interface Opening<S extends Statement> {
    S from(Connection connection) throws SQLException;
  }

  private static <S extends Statement> Deed<Connection> on(Opening<S> opening, Deed<S> deed) {
    return connection -> {
      try (S statement = opening.from(connection)) {
        return deed.with(statement);
      }
    };
  }

  private static <S extends Statement> S closed(S statement) throws SQLException {
    statement.close();
    return statement;
  }

  private static Object countAfterRefusal(Connection connection) throws SQLException {
    boolean ours = connection.getMetaData().getURL().startsWith("jdbc:parley:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(ours ? "SET minNodes = all" : "SET application_name = 'parley-test'");
      int before = statement.getUpdateCount();
      Refusal.assertState(() -> statement.executeUpdate(THREE), "0100E");
      return before + ", then " + statement.getUpdateCount();
    }
  }

  private static String batch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch(THREE);
      statement.addBatch(THREE);
      return run(statement);
    }
  }

  private static String preparedBatch(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PARAMETER)) {
      for (int i = 0; i < 2; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      return run(statement);
    }
  }

  private static String run(Statement batch) throws SQLException {
    String run;
    try {
      run = "ran " + batch.executeBatch().length;
    } catch (BatchUpdateException e) {
      run = "refused " + e.getSQLState() + " " + Arrays.toString(e.getUpdateCounts());
    }
    return run + ", then " + batch.executeBatch().length;
  }

  private static String secondRun(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.closeOnCompletion();
      return twoRuns(statement, () -> statement.executeQuery(THREE));
    }
  }

  private static String secondPreparedRun(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(THREE)) {
      statement.closeOnCompletion();
      return twoRuns(statement, statement::executeQuery);
    }
  }

  private interface Run {
    ResultSet run() throws SQLException;
  }

  private static String twoRuns(Statement statement, Run run) throws SQLException {
    ResultSet first = run.run();
    ResultSet second = run.run();
    String between = first.isClosed() + " " + statement.isClosed();
    int rows = OneStatement.count(second);
    second.close();
    return between + " " + statement.isClosed() + ", " + rows + " rows";
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  @Says("java.sql.Statement: SQLException if this method is called on a closed Statement")
  void aCallGivesWhatPgjdbcGives(TestedDriver driver, String name) throws Exception {
    Deed<Connection> deed = Objects.requireNonNull(deeds().get(name));
    Comparisons comparisons = deviations.compare(name);

    comparisons.add(
        "outcome",
        Outcome.of(() -> deed.with(drivers.shared(TestedDriver.PGJDBC))),
        Outcome.of(() -> deed.with(drivers.shared(driver))));

    comparisons.verify();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  @Says("java.sql.Statement: SQLException if this method is called on a closed Statement")
  void whatIsClosedSaysSo(TestedDriver driver, String name) throws Exception {
    Deed<Connection> deed = Objects.requireNonNull(deeds().get(name));

    assertThat(Outcome.of(() -> deed.with(drivers.shared(driver))).text()).isEqualTo("error 55000");
  }

  static Stream<Arguments> whatIsClosedSaysSo() {
    return aCallGivesWhatPgjdbcGives()
        .filter(arguments -> String.valueOf(arguments.get()[1]).contains(" of a closed "));
  }

  static Stream<Arguments> aCallGivesWhatPgjdbcGives() {
    List<Arguments> arguments = new ArrayList<>();
    for (TestedDriver driver : List.of(TestedDriver.PARLEY, TestedDriver.EMBEDDED)) {
      deeds().keySet().forEach(name -> arguments.add(Arguments.of(driver, name)));
    }
    return arguments.stream();
  }
}
