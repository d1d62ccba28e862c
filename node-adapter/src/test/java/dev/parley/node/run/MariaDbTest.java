// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealDatabases;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MariaDB alone can store, and does where others fail. */
class MariaDbTest {

  @ParameterizedTest
  @ValueSource(strings = {"0000-00-00", "2020-00-05", "2020-05-00", "0000-05-05", "2020-02-31"})
  void whatIsNoDateIsADataErrorWhereverItStands(String noDate) throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.MARIADB,
            "SET sql_mode = 'ANSI_QUOTES,ALLOW_INVALID_DATES'",
            "CREATE TABLE v (x INTEGER, d DATE NOT NULL, t DATETIME NOT NULL)",
            "INSERT INTO v VALUES (1, '2020-01-01', '2020-01-01'), (2, '%1$s', '%1$s')"
                .formatted(noDate))) {
      for (String column : List.of("d", "t")) {
        for (String sql :
            List.of(
                "SELECT \"%s\" FROM \"v\" GROUP BY \"%<s\"",
                "SELECT COUNT(\"%s\") FROM \"v\"",
                "SELECT COUNT(*) FROM \"v\" WHERE (\"%s\" IS NULL)",
                "SELECT COUNT(*) FROM \"v\" WHERE (\"%s\" < TIMESTAMP '2021-01-01"
                    + " 00:00:00.000000')")) {
          assertThatThrownBy(() -> AskedGroups.of(database, sql.formatted(column)))
              .as(sql.formatted(column))
              .isInstanceOfSatisfying(
                  ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_ERROR));
        }
      }
      assertThat(AskedGroups.of(database, "SELECT COUNT(*) FROM \"v\"").get(0).rows()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-00:00:01", "24:00:00", "838:59:59", "-30:00:00"})
  void whatIsNoTimeOfADayIsADataErrorWhereverItStands(String noTime) throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.MARIADB,
            "CREATE TABLE v (x INTEGER, t TIME)",
            "INSERT INTO v VALUES (1, '23:59:59'), (2, '%s'), (3, NULL)".formatted(noTime))) {
      for (String sql :
          List.of(
              "SELECT \"t\" FROM \"v\" GROUP BY \"t\"",
              "SELECT COUNT(\"t\") FROM \"v\"",
              "SELECT COUNT(*) FROM \"v\" WHERE (\"t\" IS NULL)",
              "SELECT SUM(DATE_PART('hour', \"t\")) FROM \"v\"",
              "SELECT COUNT(*) FROM \"v\" WHERE (\"t\" < TIME '12:00:00.000000')")) {
        assertThatThrownBy(() -> AskedGroups.of(database, sql))
            .as(sql)
            .isInstanceOfSatisfying(
                ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_ERROR));
      }
      assertThat(
              AskedGroups.keys(
                  database, "SELECT \"t\" FROM \"v\" WHERE (\"x\" <> 2) GROUP BY \"t\""))
          .containsExactlyInAnyOrder("[23:59:59]", "[null]");
    }
  }

  @Test
  void datesOfTheFirstAndTheLastYearAreDates() throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.MARIADB,
            "CREATE TABLE v (d DATE, t DATETIME(6))",
            "INSERT INTO v VALUES ('0001-01-01', '0001-01-01'),"
                + " ('9999-12-31', '9999-12-31 23:59:59.999999'), (NULL, NULL)")) {
      assertThat(AskedGroups.keys(database, "SELECT \"d\", \"t\" FROM \"v\" GROUP BY \"d\", \"t\""))
          .containsExactlyInAnyOrder(
              "[0001-01-01, 0001-01-01T00:00]",
              "[9999-12-31, 9999-12-31T23:59:59.999999]",
              "[null, null]");
    }
  }

  @Test
  void momentsAreReadAsUtcWhateverTheServersZone() throws Exception {
    DatabaseSettings filled =
        RealDatabases.fill(
            Dialect.MARIADB,
            "CREATE TABLE v (t TIMESTAMP NULL)",
            "SET time_zone = '+05:00'",
            "INSERT INTO v VALUES ('2020-06-01 03:00:00')");
    String url = filled.url() + "?sessionVariables=time_zone='-07:00'";
    try (Database database =
        Database.open(
            new DatabaseSettings(url, filled.user(), filled.passwordFile()),
            Duration.ofSeconds(30))) {
      assertThat(AskedGroups.keys(database, "SELECT \"t\" FROM \"v\" GROUP BY \"t\""))
          .containsExactly("[2020-05-31T22:00]");
      assertThat(
              AskedGroups.of(
                      database,
                      "SELECT COUNT(*) FROM \"v\""
                          + " WHERE (\"t\" = TIMESTAMP '2020-05-31 22:00:00.000000')")
                  .get(0)
                  .rows())
          .isEqualTo(1);
    }
  }

  @Test
  void textsAreBytesInEveryCharacterSetAndOfEveryLength() throws Exception {
    String begin = "x".repeat(70_000);
    try (Database database =
        RealDatabases.open(
            Dialect.MARIADB,
            "CREATE TABLE v (l VARCHAR(20) CHARACTER SET latin1, x LONGTEXT, y LONGTEXT)",
            "INSERT INTO v VALUES ('é', CONCAT('" + begin + "', 'a'), 1)",
            "INSERT INTO v VALUES ('e', CONCAT('" + begin + "', 'A'), 1)",
            "INSERT INTO v VALUES ('e ', CONCAT('" + begin + "', 'b'), 1)",
            "INSERT INTO v VALUES ('E', CONCAT('" + begin + "', 'a'), 1)")) {
      assertThat(AskedGroups.keys(database, "SELECT \"l\" FROM \"v\" GROUP BY \"l\""))
          .containsExactlyInAnyOrder("[é]", "[e]", "[e ]", "[E]");
      assertThat(AskedGroups.of(database, "SELECT \"x\", \"y\" FROM \"v\" GROUP BY \"x\", \"y\""))
          .extracting(Group::rows)
          .containsExactlyInAnyOrder(2L, 1L, 1L);
      String text = Dialect.MARIADB.text("x", false);
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement();
          var first = statement.executeQuery("SELECT l FROM v ORDER BY " + text + " DESC")) {
        first.next();
        assertThat(first.getString(1)).isEqualTo("e ");
      }
      assertThat(
              AskedGroups.of(database, "SELECT COUNT(*) FROM \"v\" WHERE (\"l\" > 'e ')")
                  .get(0)
                  .rows())
          .isEqualTo(1);
    }
  }

  @Test
  void minusZeroIsZeroAndAllButZeroIsTrue() throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.MARIADB,
            "CREATE TABLE v (f DOUBLE, b BOOLEAN)",
            "INSERT INTO v VALUES (-0e0, 2), (0e0, 1), (0.1e0, 0), (0.1e0, NULL)")) {
      assertThat(AskedGroups.keys(database, "SELECT \"f\" FROM \"v\" GROUP BY \"f\""))
          .containsExactlyInAnyOrder("[0.0]", "[0.1]");
      assertThat(AskedGroups.keys(database, "SELECT \"b\" FROM \"v\" GROUP BY \"b\""))
          .containsExactlyInAnyOrder("[true]", "[false]", "[null]");
      assertThat(
              AskedGroups.of(database, "SELECT COUNT(*) FROM \"v\" WHERE (\"b\" = TRUE)")
                  .get(0)
                  .rows())
          .isEqualTo(2);
    }
  }

  @Test
  void comparesAndSumsNumbersOfSixtyFiveDigits() throws Exception {
    String nines = "9".repeat(63);
    try (Database database =
        RealDatabases.open(
            Dialect.MARIADB,
            "CREATE TABLE v (x DECIMAL(65, 2), u BIGINT UNSIGNED)",
            "INSERT INTO v VALUES (" + nines + ".99, 18446744073709551615), (1.5, 0), (-1.5, 7)")) {
      assertThat(count(database, "(\"x\" > " + nines + ".98)")).isEqualTo(1);
      assertThat(count(database, "(\"x\" < " + nines + ".991)")).isEqualTo(3);
      assertThat(count(database, "(\"x\" < 1" + "0".repeat(70) + ")")).isEqualTo(3);
      assertThat(count(database, "(\"x\" = 1.50)")).isEqualTo(1);
      assertThat(count(database, "(\"u\" = 18446744073709551615)")).isEqualTo(1);
      assertThat(count(database, "(\"u\" > -1)")).isEqualTo(3);
      assertThat(AskedGroups.keys(database, "SELECT \"u\" FROM \"v\" GROUP BY \"u\""))
          .containsExactlyInAnyOrder("[18446744073709551615]", "[0]", "[7]");
    }
  }

  @Test
  void aWarningIsADataError() throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.MARIADB, "CREATE VIEW v AS SELECT CAST('7 apples' AS SIGNED) AS x")) {
      assertThatThrownBy(
              () -> AskedGroups.of(database, "SELECT COUNT(*) FROM \"v\" WHERE (\"x\" = 7)"))
          .isInstanceOfSatisfying(
              ParleyException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.DATA_ERROR);
                assertThat(e.toLine()).doesNotContain("apples");
              });
    }
  }

  @Test
  void theSessionIsTheNodesOwnWhateverServerAndUrlSay() throws Exception {
    DatabaseSettings filled = RealDatabases.fill(Dialect.MARIADB, "CREATE TABLE v (x INTEGER)");
    String url =
        filled.url().replace("jdbc:mariadb:", "jdbc:mysql:")
            + "?allowMultiQueries=true&useServerPrepStmts=false&allowLocalInfile=true"
            + "&sessionVariables=sql_mode='',time_zone='-07:00',sql_select_limit=1";
    DatabaseSettings settings = new DatabaseSettings(url, filled.user(), filled.passwordFile());

    try (Database database = Database.open(settings, Duration.ofSeconds(5));
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      assertThat(database.tables()).hasSize(1);
      assertThatThrownBy(() -> statement.execute("SELECT 1; SELECT 2"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(
              () -> statement.execute("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE v"))
          .isInstanceOf(SQLException.class);
      try (var row =
          statement.executeQuery(
              "SELECT @@sql_mode, @@time_zone, @@max_statement_time, @@tx_read_only,"
                  + " @@character_set_connection, @@sql_select_limit")) {
        row.next();
        assertThat(row.getString(1)).contains("NO_BACKSLASH_ESCAPES", "STRICT_ALL_TABLES");
        assertThat(row.getString(2)).isEqualTo("+00:00");
        assertThat(row.getDouble(3)).isEqualTo(5);
        assertThat(row.getBoolean(4)).isTrue();
        assertThat(row.getString(5)).isEqualTo("utf8mb4");
        assertThat(row.getString(6)).isEqualTo("18446744073709551615");
      }
    }
  }

  private static long count(Database database, String condition) throws Exception {
    return AskedGroups.of(database, "SELECT COUNT(*) FROM \"v\" WHERE " + condition).get(0).rows();
  }
}
