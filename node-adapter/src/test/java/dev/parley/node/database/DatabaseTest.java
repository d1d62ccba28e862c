// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.config.Policy;
import dev.parley.node.database.RealColumn.Storage;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
  private static final String[] TABLES = {
    "CREATE TABLE trips (id INTEGER NOT NULL, fare DECIMAL(10, 2), wide NUMERIC(38, 4),"
        + " distance DOUBLE PRECISION, zone VARCHAR(7), seen TIMESTAMP, opens TIME, odd UUID)",
    "CREATE VIEW short_trips AS SELECT id, fare FROM trips WHERE distance < 1",
  };

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void findsTablesAndViewsWithTheirTypes(Dialect dialect) throws Exception {
    try (Database database = RealDatabases.open(dialect, TABLES)) {
      List<GrantedTable> granted =
          Grants.find(policy("id, fare, wide, distance, zone, seen, opens"), database.tables());

      assertThat(database.tables()).hasSize(2);
      assertThat(granted.get(0).published().columns())
          .extracting(c -> c.type().kind())
          .containsExactly(
              ColumnType.Kind.INTEGER,
              ColumnType.Kind.DECIMAL,
              ColumnType.Kind.DECIMAL,
              ColumnType.Kind.DOUBLE,
              ColumnType.Kind.VARCHAR,
              ColumnType.Kind.TIMESTAMP,
              ColumnType.Kind.TIME);
      assertThat(granted.get(0).column("FARE").orElseThrow().published().type())
          .isEqualTo(ColumnType.decimal(10, 2));
      assertThat(granted.get(0).column("id").orElseThrow().published().nullable()).isFalse();
      assertThat(granted.get(0).column("fare").orElseThrow().published().nullable()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void tellsAtOnceAllThatIsNotThere(Dialect dialect) throws Exception {
    try (Database database = RealDatabases.open(dialect, TABLES)) {
      assertThatThrownBy(() -> Grants.find(policy("id, speed, odd"), database.tables()))
          .isInstanceOf(ParleyException.class)
          .hasMessageContaining("no column trips.speed")
          .hasMessageContaining("column trips.odd is of type");
    }
  }

  @Test
  void tellsFaultsOfThePolicyTogetherWithThoseOfTheDatabase() throws Exception {
    try (Database database = RealDatabases.open(Dialect.H2, TABLES)) {
      String yaml =
          """
          minOwners: none
          tables:
            trips: {key: [nr], location: {column: place}, columns: {speed: [filter]}}
            tours: {columns: {id: [sell]}}
            towns: {columns: {id: []}}
          """;

      assertThatThrownBy(() -> Granted.read(Path.of("policy.yaml"), yaml, database))
          .isInstanceOf(ParleyException.class)
          .hasMessageContaining("minOwners = 'none'")
          .hasMessageContaining("tables.tours.columns.id = 'sell'")
          .hasMessageContaining("no column trips.nr")
          .hasMessageContaining("no column trips.place")
          .hasMessageContaining("no column trips.speed")
          .hasMessageContaining("no table towns");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "H2", mode = EnumSource.Mode.EXCLUDE)
  void cannotWrite(Dialect dialect) throws Exception {
    try (Database database = RealDatabases.open(dialect, TABLES);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("INSERT INTO trips (id) VALUES (1)"))
          .isInstanceOf(SQLException.class)
          .hasMessageMatching("(?is).*read.only.*");
    }
  }

  @Test
  void duckDbReadsNoFiles() throws Exception {
    try (Database database = RealDatabases.open(Dialect.DUCKDB, TABLES);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT * FROM read_csv('/etc/passwd')"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("SET enable_external_access = true"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void publishesAnUnboundedNumericOfPostgreSqlWithTenDigitsAfterThePoint() throws Exception {
    try (Database database =
        RealDatabases.open(Dialect.POSTGRESQL, "CREATE TABLE t (n NUMERIC, huge NUMERIC(60, 2))")) {
      List<RealColumn> columns = database.tables().get(0).columns();

      assertThat(columns.get(0).type()).contains(ColumnType.decimal(38, 10));
      assertThat(columns.get(0).storage()).isEqualTo(Storage.UNBOUNDED);
      assertThat(columns.get(1).type()).contains(ColumnType.decimal(38, 2));
      assertThat(columns.get(1).storage()).isEqualTo(Storage.UNBOUNDED);
    }
  }

  @Test
  void knowsTheTypesOfMariaDb() throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.MARIADB,
            "CREATE TABLE t (bo BOOLEAN, ti TINYINT, tu TINYINT UNSIGNED, su SMALLINT UNSIGNED,"
                + " mu MEDIUMINT UNSIGNED ZEROFILL, i INT, iu INT UNSIGNED, b BIGINT,"
                + " bu BIGINT UNSIGNED, d DECIMAL(38, 38), w DECIMAL(65, 2) UNSIGNED, f FLOAT,"
                + " c CHAR(5), v VARCHAR(20), tx TEXT, tt TINYTEXT, lt LONGTEXT, dt DATE,"
                + " dtm DATETIME, dt6 DATETIME(6), ts TIMESTAMP NULL)",
            "CREATE TABLE u (y YEAR, tm TIME, bi BIT(3), bl BLOB, bin BINARY(3), e ENUM('a'),"
                + " s SET('a'), uu UUID, p POINT, g POINT REF_SYSTEM_ID=4326)")) {
      assertThat(types(database, "t"))
          .isEqualTo(
              "BOOLEAN SMALLINT SMALLINT INTEGER INTEGER INTEGER BIGINT BIGINT DECIMAL(20, 0)"
                  + " DECIMAL(38, 38) DECIMAL(38, 2) DOUBLE CHAR(5) VARCHAR(20) VARCHAR VARCHAR"
                  + " VARCHAR DATE TIMESTAMP TIMESTAMP TIMESTAMP");
      assertThat(database.tables().get(0).columns())
          .filteredOn(column -> column.storage() != Storage.DECLARED)
          .extracting(column -> column.name() + " " + column.storage())
          .containsExactly("w UNBOUNDED", "f SINGLE");
      assertThat(types(database, "u"))
          .isEqualTo("? TIME ? VARBINARY VARBINARY ? ? ? GEOMETRY GEOMETRY(POINT, 4326)");
    }
  }

  @Test
  void knowsTheTypesThatOthersLack() throws Exception {
    try (Database duckDb =
            RealDatabases.open(
                Dialect.DUCKDB,
                "CREATE TABLE t (a UTINYINT, b USMALLINT, c UINTEGER, d UBIGINT, e HUGEINT)");
        Database h2 = RealDatabases.open(Dialect.H2, "CREATE TABLE t (a REAL, b DECFLOAT)");
        Database postgres =
            RealDatabases.open(Dialect.POSTGRESQL, "CREATE TABLE t (a REAL, b NAME, c OID)")) {
      assertThat(types(duckDb, "t"))
          .isEqualTo("SMALLINT INTEGER BIGINT DECIMAL(20, 0) DECIMAL(38, 0)");
      assertThat(types(h2, "T")).isEqualTo("DOUBLE ?");
      assertThat(types(postgres, "t")).isEqualTo("DOUBLE ? ?");
    }
  }

  private static String types(Database database, String table) {
    return database.tables().stream()
        .filter(t -> t.name().equals(table))
        .flatMap(t -> t.columns().stream())
        .map(column -> column.type().map(ColumnType::toString).orElse("?"))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anExactNameWinsAndTwinsAreTold(Dialect dialect) throws Exception {
    if (dialect == Dialect.DUCKDB) {
      return; // DuckDB has no names that differ in case alone
    }
    try (Database database =
        RealDatabases.open(
            dialect,
            "CREATE TABLE \"Trips\" (\"ID\" INTEGER)",
            "CREATE TABLE \"trIPS\" (id INTEGER)")) {
      assertThatThrownBy(() -> Grants.find(policy("id"), database.tables()))
          .hasMessageContaining("table trips could be several that differ in case");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theOpenPolicyGrantsAllThatIsKnown(Dialect dialect) throws Exception {
    try (Database database = RealDatabases.open(dialect, TABLES)) {
      Policy policy = Policies.parse(OpenPolicy.of(database, List.of(new AnalystId("ada"))));

      assertThat(policy.minOwners()).isEqualTo(1);
      assertThat(Grants.find(policy, database.tables())).hasSize(2);
      assertThat(Grants.find(policy, database.tables()).get(0).minRows()).isEqualTo(1);
    }
  }

  @Test
  void saysNeitherUrlNorMessageWhenTheDatabaseIsNotThere() {
    DatabaseSettings nowhere =
        new DatabaseSettings(
            "jdbc:postgresql://127.0.0.1:1/secret_name", Optional.of("who"), Optional.empty());

    assertThatThrownBy(() -> Database.open(nowhere, Duration.ofSeconds(1)))
        .isInstanceOf(ParleyException.class)
        .hasMessage("The owner's database cannot be opened: SQLSTATE 08001");
  }

  private static Policy policy(String columns) {
    StringBuilder yaml = new StringBuilder("tables:\n  trips:\n    columns:\n");
    for (String column : columns.split(", ", -1)) {
      yaml.append("      ").append(column).append(": [aggregate]\n");
    }
    return Policies.parse(yaml.toString());
  }
}
