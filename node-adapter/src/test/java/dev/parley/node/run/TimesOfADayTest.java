// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealDatabases;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What databases take for a time, and no clock shows; what is finer than a microsecond. */
class TimesOfADayTest {

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"POSTGRESQL", "DUCKDB"})
  void theEndOfADayIsADataErrorWhereItIsRead(Dialect dialect) throws Exception {
    try (Database database =
        RealDatabases.open(
            dialect,
            "CREATE TABLE v (x INTEGER, t TIME)",
            "INSERT INTO v VALUES (1, '23:59:59.999999'), (2, '24:00:00'), (3, NULL)")) {
      assertThatThrownBy(() -> AskedGroups.of(database, "SELECT \"t\" FROM \"v\" GROUP BY \"t\""))
          .isInstanceOfSatisfying(
              ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_ERROR));
      assertThat(
              AskedGroups.of(
                  database, "SELECT COUNT(*) FROM \"v\" WHERE (\"t\" > TIME '23:00:00.000000')"))
          .extracting(Group::rows)
          .containsExactly(2L);
      assertThat(
              AskedGroups.of(database, "SELECT \"t\" FROM \"v\" WHERE (\"x\" <> 2) GROUP BY \"t\"")
                  .stream()
                  .map(group -> group.key().toString()))
          .containsExactlyInAnyOrder("[23:59:59.999999]", "[null]");
    }
  }

  @Test
  void timesOfNanosecondsAndWithZonesAreNotPublished() throws Exception {
    try (Database h2 =
            RealDatabases.open(
                Dialect.H2,
                "CREATE TABLE v (a TIME, b TIME(6), c TIME(7), d TIME(6) WITH TIME ZONE)");
        Database postgres =
            RealDatabases.open(
                Dialect.POSTGRESQL, "CREATE TABLE v (a TIME, b TIME(3), c TIMETZ, d INTERVAL)");
        Database duckDb =
            RealDatabases.open(
                Dialect.DUCKDB, "CREATE TABLE v (a TIME, b TIME, c TIMETZ, d INTERVAL)")) {
      for (Database database : List.of(h2, postgres, duckDb)) {
        assertThat(database.tables().get(0).columns())
            .extracting(column -> column.type())
            .containsExactly(
                Optional.of(ColumnType.TIME),
                Optional.of(ColumnType.TIME),
                Optional.empty(),
                Optional.empty());
      }
    }
  }
}
