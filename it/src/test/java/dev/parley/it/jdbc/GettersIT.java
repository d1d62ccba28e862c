// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every getter of every column, over every row: what pgjdbc gives, our drivers give. */
@ExtendWith(Drivers.Extension.class)
@MayDeviate({
  Deviation.NATIONAL,
  Deviation.CLOBS,
  Deviation.BLOBS,
  Deviation.HANDLES,
  Deviation.NUMBERS_OF_BOOLEANS,
  Deviation.EMPTY_NUMBERS,
  Deviation.CLASSES,
  Deviation.CRASHES
})
class GettersIT {
  private final Drivers drivers;
  private final Deviations deviations;

  GettersIT(Drivers drivers, Deviations deviations) {
    this.drivers = drivers;
    this.deviations = deviations;
  }

  @Says("JDBC 4.3, Table B-6: use of ResultSet getter methods to retrieve JDBC data types")
  @ParameterizedTest(name = "{0}: {1} of {2}")
  @MethodSource
  void aGetterGivesWhatPgjdbcGives(TestedDriver driver, Getter getter, String column)
      throws Exception {
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

  static Stream<Arguments> aGetterGivesWhatPgjdbcGives() {
    List<Arguments> arguments = new ArrayList<>();
    for (TestedDriver driver : List.of(TestedDriver.PARLEY, TestedDriver.EMBEDDED)) {
      for (Getter getter : getters()) {
        Samples.COLUMNS.forEach(c -> arguments.add(Arguments.of(driver, getter, c)));
      }
    }
    return arguments.stream();
  }

  private static List<Getter> getters() {
    List<Getter> getters = new ArrayList<>(Getter.plain());
    getters.addAll(Getter.streams());
    getters.addAll(Getter.times());
    getters.addAll(Getter.plainClasses());
    return getters;
  }

  @Says("java.sql.ResultSet: column names used as input to getter methods are case insensitive")
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void aGetterByLabelIsTheOneByNumber(TestedDriver driver, Getter getter) throws Exception {
    for (int id : Samples.ids()) {
      ResultSet row = drivers.sample(driver, id);
      for (String label : Samples.COLUMNS) {
        Outcome byNumber = getter.read(row, row.findColumn(label));

        assertThat(getter.read(row, label)).isEqualTo(byNumber);
        assertThat(getter.read(row, label.toUpperCase(java.util.Locale.ROOT))).isEqualTo(byNumber);
      }
    }
  }

  static Stream<Arguments> aGetterByLabelIsTheOneByNumber() {
    return Stream.of(TestedDriver.values())
        .flatMap(driver -> getters().stream().map(getter -> Arguments.of(driver, getter)));
  }
}
