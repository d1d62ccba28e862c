// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Times are the same in whatever zone a client lives. */
@ExtendWith(Drivers.Extension.class)
class ZonesIT {
  private static final List<String> ZONES =
      List.of("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia");
  private static final List<String> COLUMNS = List.of("day", "moment", "note");

  private final Drivers drivers;
  private final TimeZone home = TimeZone.getDefault();

  ZonesIT(Drivers drivers) {
    this.drivers = drivers;
  }

  @AfterEach
  void comeHome() {
    TimeZone.setDefault(home);
  }

  @Says("java.sql.ResultSet: getTimestamp uses the calendar's time zone, or the virtual machine's")
  @ParameterizedTest(name = "{0} in {1}: {2} of {3}")
  @MethodSource
  void aTimeIsReadAsPgjdbcReadsIt(TestedDriver driver, String zone, Getter getter, String column)
      throws Exception {
    List<ResultSet> rows = new ArrayList<>();
    List<ResultSet> expected = new ArrayList<>();
    for (int id : Samples.ids()) {
      expected.add(drivers.sample(TestedDriver.PGJDBC, id));
      rows.add(drivers.sample(driver, id));
    }
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Comparisons comparisons = new Comparisons(getter + " of " + column);
    int index = Samples.COLUMNS.indexOf(column) + 1;
    for (int i = 0; i < rows.size(); i++) {
      comparisons.add(
          "row " + (i + 1), getter.read(expected.get(i), index), getter.read(rows.get(i), index));
    }
    comparisons.verify();
  }

  static Stream<Arguments> aTimeIsReadAsPgjdbcReadsIt() {
    List<Arguments> arguments = new ArrayList<>();
    for (String zone : ZONES) {
      for (Getter getter : Getter.times()) {
        COLUMNS.forEach(c -> arguments.add(Arguments.of(TestedDriver.PARLEY, zone, getter, c)));
      }
    }
    return arguments.stream();
  }
}
