// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

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
@MayDeviate({
  Deviation.CLASSES,
  Deviation.CRASHES,
  Deviation.BAD_DAYS,
  Deviation.BAD_OBJECTS,
  Deviation.WALL_CLOCKS,
  Deviation.NO_CLOCKS,
  Deviation.ZONED_CLOCKS
})
class ZonesIT {
  /** Besides what everybody lives in, a zone that has skipped a day. */
  private static final List<String> ZONES =
      List.of("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia");

  private static final List<String> COLUMNS = List.of("day", "moment", "clock", "note");

  private final Drivers drivers;
  private final Deviations deviations;
  private final TimeZone home = TimeZone.getDefault();

  ZonesIT(Drivers drivers, Deviations deviations) {
    this.drivers = drivers;
    this.deviations = deviations;
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
    for (int id : Samples.ids()) {
      // in the zone at home, in which the owners' databases are asked
      drivers.sample(driver, id);
    }
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Comparisons comparisons = deviations.compare(getter + " of " + column);
    int index = Samples.COLUMNS.indexOf(column) + 1;
    for (int id : Samples.ids()) {
      comparisons.add(
          "row " + id,
          getter.read(drivers.sample(TestedDriver.PGJDBC, id), index),
          getter.read(drivers.sample(driver, id), index));
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

  @Says(
      "java.sql.PreparedStatement: setTimestamp uses the calendar's zone, or the virtual machine's")
  @ParameterizedTest(name = "{0} in {1}: {2} as {3}")
  @MethodSource
  void aTimeIsSetAsPgjdbcSetsIt(TestedDriver driver, String zone, Setter setter, String type)
      throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Comparisons comparisons = deviations.compare(setter + " as " + type);
    comparisons.add(
        "value",
        setter.seenBy(drivers.shared(TestedDriver.PGJDBC), type),
        setter.seenBy(drivers.shared(driver), type));
    comparisons.verify();
  }

  static Stream<Arguments> aTimeIsSetAsPgjdbcSetsIt() {
    List<Arguments> arguments = new ArrayList<>();
    for (String zone : ZONES) {
      for (Setter setter : TimeSetters.all()) {
        setter
            .types()
            .forEach(t -> arguments.add(Arguments.of(TestedDriver.PARLEY, zone, setter, t)));
      }
    }
    return arguments.stream();
  }
}
