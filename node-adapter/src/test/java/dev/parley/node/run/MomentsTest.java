// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealDatabases;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Timestamps with time zone, which are published as what clocks showed in UTC. */
class MomentsTest {
  private static final String[] MOMENTS = {
    "CREATE TABLE v (x INTEGER, m TIMESTAMP WITH TIME ZONE)",
    "INSERT INTO v VALUES (1, TIMESTAMP WITH TIME ZONE '2024-03-10 02:30:00.123456+05:30'),"
        + " (2, TIMESTAMP WITH TIME ZONE '2024-03-09 16:00:00.123456-05:00'),"
        + " (3, TIMESTAMP WITH TIME ZONE '2024-06-30 23:59:59-07:00'), (4, NULL)"
  };

  private final TimeZone home = TimeZone.getDefault();

  @AfterEach
  void comeHome() {
    TimeZone.setDefault(home);
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
  void areWhatClocksShowedInUtcWhateverTheZoneOfTheProcess(Dialect dialect) throws Exception {
    for (String zone : List.of("UTC", "America/New_York", "Asia/Kolkata")) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      try (Database database = open(dialect, zone)) {
        assertThat(database.tables().get(0).columns().get(1).type())
            .isEqualTo(Optional.of(ColumnType.TIMESTAMP));
        assertThat(AskedGroups.keys(database, "SELECT \"m\" FROM \"v\" GROUP BY \"m\""))
            .as(zone)
            .containsExactlyInAnyOrder(
                "[2024-03-09T21:00:00.123456]", "[2024-07-01T06:59:59]", "[null]");
        assertThat(
                AskedGroups.of(
                    database,
                    "SELECT COUNT(*) FROM \"v\""
                        + " WHERE (\"m\" = TIMESTAMP '2024-03-09 21:00:00.123456')"))
            .extracting(Group::rows)
            .containsExactly(2L);
        assertThat(
                AskedGroups.keys(
                    database,
                    "SELECT CAST(\"m\" AS DATE), DATE_PART('hour', \"m\") FROM \"v\""
                        + " WHERE (\"m\" > DATE '2024-06-01')"
                        + " GROUP BY CAST(\"m\" AS DATE), DATE_PART('hour', \"m\")"))
            .containsExactly("[2024-07-01, 6]");
      }
    }
  }

  /** H2 takes the zone of the process once and for all, and one for a session. */
  private static Database open(Dialect dialect, String zone) throws Exception {
    if (dialect != Dialect.H2) {
      return RealDatabases.open(dialect, MOMENTS);
    }
    String url = RealDatabases.fill(dialect, MOMENTS).url() + ";TIME ZONE=" + zone;
    return Database.open(DatabaseSettings.of(url), Duration.ofSeconds(30));
  }

  @Test
  void infinityIsADataErrorWhereItIsRead() throws Exception {
    try (Database database =
        RealDatabases.open(
            Dialect.POSTGRESQL,
            "CREATE TABLE v (m TIMESTAMPTZ)",
            "INSERT INTO v VALUES ('infinity')")) {
      assertThatThrownBy(() -> AskedGroups.of(database, "SELECT \"m\" FROM \"v\" GROUP BY \"m\""))
          .isInstanceOfSatisfying(
              ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_ERROR));
    }
  }
}
