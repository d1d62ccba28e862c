// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.data.ListedRows;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.data.TableColumn;
import dev.parley.testkit.data.TableRows;
import dev.parley.testkit.data.TripGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OwnerDatabaseTest {
  private static Path folder;
  private static DatabaseHost host;

  @BeforeAll
  static void start(@TempDir Path empty) {
    folder = empty;
    host = new DatabaseHost(folder);
  }

  @AfterAll
  static void stopsAndLeavesNothing() throws IOException {
    host.close();

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesBackEveryTypeAsItWas(DatabaseKind kind) throws Exception {
    ListedRows rows = EveryType.rows();

    try (OwnerDatabase database = host.create(kind, "types", List.of(rows));
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT * FROM \"Every \"\"type\" ORDER BY \"big\" IS NULL, \"big\"")) {
      for (List<@Nullable Object> row : rows.rows()) {
        assertThat(result.next()).isTrue();
        assertThat(EveryType.read(result, rows.columns())).isEqualTo(row);
      }
      assertThat(result.next()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsTextsAsTheyAreAndNullApartFromTheEmptyString(DatabaseKind kind) throws Exception {
    List<@Nullable String> texts =
        Arrays.asList(
            "",
            null,
            "\\N",
            "\\.",
            "a\tb",
            "l1\nl2",
            "l1\r\nl2",
            "\\",
            "\"q\"",
            "'",
            " x ",
            "ä€😀");
    List<List<@Nullable Object>> numbered = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      numbered.add(Arrays.asList(i, texts.get(i)));
    }
    List<TableColumn> columns =
        List.of(new TableColumn("i", ColumnType.INTEGER), new TableColumn("s", ColumnType.VARCHAR));

    try (OwnerDatabase database =
            host.create(kind, "texts", List.of(new ListedRows("t", columns, numbered)));
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT \"s\" FROM \"t\" ORDER BY \"i\"")) {
      List<@Nullable String> back = new ArrayList<>();
      while (result.next()) {
        back.add(result.getString(1));
      }
      assertThat(back).isEqualTo(texts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void letsNodesReadOnly(DatabaseKind kind) throws Exception {
    try (OwnerDatabase database = host.create(kind, "read-only", List.of(trips(10)));
        Connection connection = database.connect()) {
      assertThat(count(connection)).isEqualTo(10);
      for (String forbidden :
          List.of(
              "DELETE FROM \"trips\"",
              "UPDATE \"trips\" SET \"fare\" = 0",
              "DROP TABLE \"trips\"",
              "CREATE TABLE mine (i INTEGER)")) {
        assertThatThrownBy(() -> execute(connection, forbidden)).isInstanceOf(SQLException.class);
      }
      assertThat(count(connection)).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void letsAnotherProcessInWhileThisOneReads(DatabaseKind kind) throws Exception {
    try (OwnerDatabase database = host.create(kind, "shared", List.of(trips(25)));
        Connection connection = database.connect()) {
      assertThat(count(connection)).isEqualTo(25);

      assertThat(countInAnotherProcess(database)).contains("rows=25");
    }
  }

  @ParameterizedTest
  @EnumSource
  void isGoneOnceItIsClosed(DatabaseKind kind) throws Exception {
    OwnerDatabase database = host.create(kind, "gone", List.of(trips(1)));

    database.close();
    database.close();

    assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "H2", "MARIADB"})
  void refusesAWrongPassword(DatabaseKind kind) {
    try (OwnerDatabase database = host.create(kind, "password", List.of(trips(1)))) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.url(), database.user(), "guess"))
          .isInstanceOf(SQLException.class);
      assertThat(database.toString()).doesNotContain(database.password());
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, 42501, postgres", "MARIADB, 42000, root"})
  void keepsOwnersOutOfEachOthersDatabases(DatabaseKind kind, String state, String superuser) {
    try (OwnerDatabase mine = host.create(kind, "mine", List.of(trips(1)));
        OwnerDatabase yours = host.create(kind, "yours", List.of(trips(1)))) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(yours.url(), mine.user(), mine.password()))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
      assertThatThrownBy(() -> DriverManager.getConnection(yours.url(), superuser, ""))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void keepsDuckDbFromOtherFiles() throws Exception {
    Path other = Files.writeString(folder.resolve("other.csv"), "a\n1\n");
    try (OwnerDatabase database = host.create(DatabaseKind.DUCKDB, "fenced", List.of(trips(1)));
        Connection connection = database.connect()) {
      assertThatThrownBy(() -> execute(connection, "SELECT * FROM read_csv('" + other + "')"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> execute(connection, "SET enable_external_access = true"))
          .isInstanceOf(SQLException.class);
    } finally {
      Files.delete(other);
    }
  }

  @Test
  void keepsOtherUsersOutOfItsFolder() throws Exception {
    try (Stream<Path> folders = Files.list(folder)) {
      assertThat(folders)
          .isNotEmpty()
          .allSatisfy(
              own ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                      .isEqualTo("rwx------"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsThatATableCannotBeLoadedWithoutItsValues(DatabaseKind kind) {
    ListedRows tooLarge =
        new ListedRows(
            "t",
            List.of(new TableColumn("d", ColumnType.decimal(4, 2))),
            List.of(List.of(new BigDecimal("987654.25"))));

    assertThatThrownBy(() -> host.create(kind, "broken", List.of(tooLarge)))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA);
              assertThat(e.fact()).contains("Table 't' cannot be loaded");
              assertThat(e).hasNoCause();
              assertThat(e.toLine()).doesNotContain("987654");
            });
  }

  @Test
  void mariaDbEndsWithTheProcessThatStartedIt(@TempDir Path own) throws Exception {
    Process process =
        java(HoldMariaDb.class, own.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ProcessHandle server;
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      server = ProcessHandle.of(Long.parseLong(line.replace("server=", ""))).orElseThrow();
      assertThat(server.isAlive()).isTrue();
    } finally {
      process.destroy(); // SIGTERM
      process.waitFor();
    }

    assertThat(server.isAlive()).isFalse();
    try (Stream<Path> left = Files.walk(own)) {
      assertThat(left).noneMatch(path -> path.endsWith("mariadb"));
    }
  }

  @Test
  void mergesTheTablesOfAllOwnersForReference() throws Exception {
    ListedRows north =
        new ListedRows(
            "Trips",
            List.of(
                new TableColumn("ID", ColumnType.BIGINT),
                new TableColumn("Fare", ColumnType.decimal(4, 1))),
            List.of(List.of(1L, new BigDecimal("2.5"))));
    ListedRows south =
        new ListedRows(
            "trips",
            List.of(
                new TableColumn("fare", ColumnType.INTEGER),
                new TableColumn("zone", ColumnType.VARCHAR)),
            List.of(List.of(7, "a"), List.of(8, "b")));

    try (ReferenceDatabase merged =
            ReferenceDatabase.load(host, List.of(owner("north", north), owner("south", south)));
        Connection connection = merged.connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT COUNT(*), COUNT(id), SUM(fare), MAX(zone) FROM trips")) {
      result.next();
      assertThat(read(result, 4)).isEqualTo(List.of(3L, 1L, new BigDecimal("17.5"), "b"));
    }
  }

  private static List<@Nullable Object> read(ResultSet result, int columns) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      values.add(result.getObject(i));
    }
    return values;
  }

  private static String countInAnotherProcess(OwnerDatabase database) throws Exception {
    Process process = java(CountRows.class).redirectErrorStream(true).start();
    String input =
        String.join("\n", database.url(), database.user(), database.password(), "\"trips\"\n");
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static ProcessBuilder java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static TableRows trips(int rows) {
    return new TripGenerator(0, rows, 1);
  }

  private static OwnerData owner(String node, TableRows rows) {
    return new OwnerData(new NodeId(node), List.of(rows), Optional.empty());
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM \"trips\"")) {
      result.next();
      return result.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
