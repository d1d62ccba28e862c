// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Spring's JdbcTemplate. */
@ExtendWith(SharedStage.class)
class SpringJdbcIT {
  private final Served served;
  private final SingleConnectionDataSource source;
  private final JdbcTemplate jdbc;

  SpringJdbcIT(Stage stage) {
    this.served = new Served(stage);
    this.source =
        new SingleConnectionDataSource(served.url(), Served.USER, served.password(), true);
    this.jdbc = new JdbcTemplate(source);
  }

  @AfterEach
  void disconnect() {
    source.destroy();
  }

  record Trip(long id, String zone, BigDecimal fare, boolean paid, LocalDate day) {}

  @Test
  void mapsRowsToObjects() {
    List<Trip> trips =
        jdbc.query(
            "SELECT id, zone, fare, paid, day FROM trips WHERE ward = ? AND fare > ? ORDER BY id",
            new DataClassRowMapper<>(Trip.class),
            2,
            new BigDecimal("19.99"));

    assertThat(trips)
        .containsExactly(
            new Trip(3, "O'Hara \"Sq\"", new BigDecimal("39.894"), true, LocalDate.of(2026, 1, 2)),
            new Trip(4, "Zürich-Süd", new BigDecimal("21.000"), true, LocalDate.of(2026, 1, 3)));
  }

  @Test
  void readsSingleValuesAndMaps() {
    assertThat(jdbc.queryForObject("SELECT SECURE COUNT(*) FROM trips", Integer.class))
        .isEqualTo(11);
    assertThat(jdbc.queryForObject("SELECT SUM(fare) FROM trips", BigDecimal.class))
        .isEqualByComparingTo("188.934");
    assertThat(jdbc.queryForObject("SELECT MAX(day) FROM trips", LocalDate.class))
        .isEqualTo(LocalDate.of(2026, 1, 6));
    assertThat(
            jdbc.queryForList(
                "SELECT ward, COUNT(*) AS n FROM trips WHERE ward > 2 GROUP BY ward ORDER BY 1"))
        .containsExactly(Map.of("ward", 3L, "n", 2L), Map.of("ward", 4L, "n", 2L));
  }

  @Test
  void takesNamedParametersAndLists() {
    assertThat(
            new NamedParameterJdbcTemplate(jdbc)
                .queryForObject(
                    "SELECT COUNT(*) FROM trips WHERE ward IN (:wards) AND day >= :from",
                    Map.of("wards", List.of(1, 4), "from", LocalDate.of(2026, 1, 2)),
                    Long.class))
        .isEqualTo(3);
  }

  @Test
  void streamsWithAFetchSizeAndAMaximumOfRows() {
    jdbc.setFetchSize(100);
    jdbc.setMaxRows(1234);
    try (var rows =
        jdbc.queryForStream("SELECT n FROM parley.series", (row, i) -> row.getLong(1))) {
      assertThat(rows.count()).isEqualTo(1234);
    }
  }

  @Test
  void findsNoRowWhereThereIsNone() {
    assertThat(
            catchThrowable(
                () -> jdbc.queryForObject("SELECT id FROM trips WHERE FALSE", Long.class)))
        .isInstanceOf(EmptyResultDataAccessException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM tripz | 42P01 | BadSqlGrammarException",
        "SELECT nobody FROM trips | 42703 | BadSqlGrammarException",
        "SELEKT 1 | 42601 | BadSqlGrammarException",
        "SELECT zone, COUNT(*) FROM trips | 42803 | BadSqlGrammarException",
        "SELECT ward + zone FROM trips | 42804 | BadSqlGrammarException",
        "SELECT FROBNICATE(1) | 42883 | BadSqlGrammarException",
        "SELECT 1 / 0 | 22012 | DataIntegrityViolationException",
        "SELECT CAST('x' AS INTEGER) | 22P02 | DataIntegrityViolationException",
        "SELECT CAST(100000 AS SMALLINT) | 22003 | DataIntegrityViolationException",
        "SELECT RANK() OVER (ORDER BY id) FROM trips | 0A000 | InvalidDataAccessApiUsageException",
      })
  void translatesErrors(String sql, String state, String exception) {
    Throwable error = catchThrowable(() -> jdbc.queryForList(sql));

    assertThat(error).isInstanceOf(DataAccessException.class);
    assertThat(error.getClass().getSimpleName()).isEqualTo(exception);
    assertThat(error.getCause())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void aTableThatIsNotThereIsToldByItsStatement() {
    BadSqlGrammarException error =
        (BadSqlGrammarException) catchThrowable(() -> jdbc.queryForList("SELECT * FROM tripz"));

    assertThat(error.getSql()).isEqualTo("SELECT * FROM tripz");
    assertThat(error.getSQLException().getMessage()).contains("Did you mean 'trips'?");
  }

  @Test
  void aStatementThatTakesTooLongIsAQueryTimeout() {
    jdbc.setQueryTimeout(1);

    assertThat(
            catchThrowable(
                () ->
                    jdbc.queryForObject(
                        "SELECT COUNT(*) FROM (SELECT n FROM parley.series WHERE n < 20000) a"
                            + " JOIN (SELECT n FROM parley.series WHERE n < 20000) b ON a.n > b.n",
                        Long.class)))
        .isInstanceOf(QueryTimeoutException.class);
  }

  @Test
  void whoMayNotComeInGetsNoConnection() {
    JdbcTemplate stranger =
        new JdbcTemplate(new DriverManagerDataSource(served.url(), Served.USER, "wrong"));

    assertThat(catchThrowable(() -> stranger.queryForList("SELECT 1")))
        .isInstanceOf(CannotGetJdbcConnectionException.class);
  }
}
