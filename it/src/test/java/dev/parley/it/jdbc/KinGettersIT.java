// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Getters that pgjdbc has not, or not of each type: they give what others give, which {@link
 * GettersIT} compares with pgjdbc's.
 */
@ExtendWith(Drivers.Extension.class)
class KinGettersIT {
  private final Drivers drivers;

  KinGettersIT(Drivers drivers) {
    this.drivers = drivers;
  }

  /** The getter that another one is like, and what becomes of its value. */
  private record Kin(Getter.ByIndex getter, Function<Object, Object> then) {
    static Kin of(Getter.ByIndex getter) {
      return new Kin(getter, value -> value);
    }

    Outcome read(ResultSet row, int column) throws Exception {
      return Outcome.of(
          () -> {
            Object value = getter.get(row, column);
            return value == null || row.wasNull() ? null : then.apply(value);
          });
    }
  }

  private static Map<Class<?>, Kin> classes() {
    Map<Class<?>, Kin> kin = new LinkedHashMap<>();
    kin.put(Object.class, Kin.of(ResultSet::getObject));
    kin.put(String.class, Kin.of(ResultSet::getString));
    kin.put(Boolean.class, Kin.of(ResultSet::getBoolean));
    kin.put(Byte.class, Kin.of(ResultSet::getByte));
    kin.put(Short.class, Kin.of(ResultSet::getShort));
    kin.put(Integer.class, Kin.of(ResultSet::getInt));
    kin.put(Long.class, Kin.of(ResultSet::getLong));
    kin.put(Float.class, Kin.of(ResultSet::getFloat));
    kin.put(Double.class, Kin.of(ResultSet::getDouble));
    kin.put(BigDecimal.class, Kin.of(ResultSet::getBigDecimal));
    kin.put(
        BigInteger.class,
        new Kin(ResultSet::getBigDecimal, number -> ((BigDecimal) number).toBigInteger()));
    kin.put(byte[].class, Kin.of(ResultSet::getBytes));
    kin.put(java.sql.Date.class, Kin.of(ResultSet::getDate));
    kin.put(java.sql.Time.class, Kin.of(ResultSet::getTime));
    kin.put(Timestamp.class, Kin.of(ResultSet::getTimestamp));
    return kin;
  }

  @Says("java.sql.ResultSet.getObject(int, Class): will convert from the SQL type of the column")
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("driversAndClasses")
  void aClassIsWhatItsGetterGives(TestedDriver driver, Class<?> type) throws Exception {
    Kin kin = Objects.requireNonNull(classes().get(type));
    assertSame(driver, (row, column) -> row.getObject(column, type), kin);
  }

  static Stream<Arguments> driversAndClasses() {
    List<Arguments> arguments = new ArrayList<>();
    for (TestedDriver driver : List.of(TestedDriver.PARLEY, TestedDriver.EMBEDDED)) {
      classes().keySet().forEach(type -> arguments.add(Arguments.of(driver, type)));
    }
    return arguments.stream();
  }

  private static Map<String, List<Getter.ByIndex>> pairs() {
    Map<String, List<Getter.ByIndex>> pairs = new LinkedHashMap<>();
    pairs.put("getNString", List.of(ResultSet::getNString, ResultSet::getString));
    pairs.put("getNClob", List.of(ResultSet::getNClob, ResultSet::getClob));
    pairs.put(
        "getNCharacterStream",
        List.of(ResultSet::getNCharacterStream, ResultSet::getCharacterStream));
    pairs.put("getClob", List.of(KinGettersIT::text, ResultSet::getString));
    pairs.put("getInt", List.of(KinGettersIT::truth, ResultSet::getBoolean));
    return pairs;
  }

  private static @Nullable String text(ResultSet row, int column) throws SQLException {
    Clob clob = row.getClob(column);
    return clob == null ? null : clob.getSubString(1, Math.toIntExact(clob.length()));
  }

  /** What a number tells of a boolean; of other types, what the boolean is. */
  private static boolean truth(ResultSet row, int column) throws SQLException {
    return row.getMetaData().getColumnType(column) == Types.BOOLEAN
        ? row.getInt(column) == 1 && row.getLong(column) == 1
        : row.getBoolean(column);
  }

  @Says("java.sql.ResultSet.getNString, getNClob, getClob: as a String, as a NClob, as a Clob")
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("driversAndPairs")
  void aGetterGivesWhatItsKinGives(TestedDriver driver, String name) throws Exception {
    List<Getter.ByIndex> pair = Objects.requireNonNull(pairs().get(name));
    assertSame(driver, pair.get(0), Kin.of(pair.get(1)));
  }

  static Stream<Arguments> driversAndPairs() {
    List<Arguments> arguments = new ArrayList<>();
    for (TestedDriver driver : List.of(TestedDriver.PARLEY, TestedDriver.EMBEDDED)) {
      pairs().keySet().forEach(name -> arguments.add(Arguments.of(driver, name)));
    }
    return arguments.stream();
  }

  private void assertSame(TestedDriver driver, Getter.ByIndex getter, Kin kin) throws Exception {
    for (int id : Samples.ids()) {
      ResultSet row = drivers.sample(driver, id);
      for (String label : Samples.COLUMNS) {
        int column = row.findColumn(label);
        assertThat(Kin.of(getter).read(row, column))
            .as("%s of row %d", label, id)
            .isEqualTo(kin.read(row, column));
      }
    }
  }
}
