// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setter: what SQL sees of its value. */
@ExtendWith(Drivers.Extension.class)
@MayDeviate({
  Deviation.BLOB_PARAMETERS,
  Deviation.BAD_DAYS,
  Deviation.BAD_BYTES,
  Deviation.BAD_OBJECTS,
  Deviation.WALL_CLOCKS,
  Deviation.NO_CLOCKS,
  Deviation.ZONED_CLOCKS,
  Deviation.UNKNOWN_TYPES,
  Deviation.JDBC_TYPES
})
class ParametersIT {
  private final Drivers drivers;
  private final Deviations deviations;

  ParametersIT(Drivers drivers, Deviations deviations) {
    this.drivers = drivers;
    this.deviations = deviations;
  }

  @Says("JDBC 4.3, Tables B-4 and B-5: setObject and setter methods, by Java class and JDBC type")
  @ParameterizedTest(name = "{0}: {1} as {2}")
  @MethodSource
  void aSetterSetsWhatPgjdbcSets(TestedDriver driver, Setter setter, String type) throws Exception {
    Comparisons comparisons = deviations.compare(setter + " as " + type);

    comparisons.add(
        "value",
        setter.seenBy(drivers.shared(TestedDriver.PGJDBC), type),
        setter.seenBy(drivers.shared(driver), type));

    comparisons.verify();
  }

  static Stream<Arguments> aSetterSetsWhatPgjdbcSets() {
    List<Arguments> arguments = new ArrayList<>();
    for (TestedDriver driver : List.of(TestedDriver.PARLEY, TestedDriver.EMBEDDED)) {
      for (Setter setter : Setter.all()) {
        setter.types().forEach(type -> arguments.add(Arguments.of(driver, setter, type)));
      }
    }
    return arguments.stream();
  }
}
