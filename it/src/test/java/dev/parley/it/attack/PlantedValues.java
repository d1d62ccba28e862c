// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import dev.parley.it.search.Marker;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Values that occur nowhere but in the owners' tables and in the questions about them: cells, their
 * sums for each owner and over all, names, literals.
 */
final class PlantedValues {
  static final Path DATA = Path.of("src/test/resources/planted");
  static final String ABSENT_WARD = "Nebuchadnezzar-Annex";
  static final String ABSENT_CHARGE = "5550123987.41";

  /** Digits behind the point of each column of numbers. */
  private static final Map<String, Integer> SCALES =
      Map.of("zqpatient", 0, "zqcharge", 2, "zqcode", 0);

  private final List<Marker> markers = new ArrayList<>();
  private final Map<String, BigDecimal> totals = new TreeMap<>();

  private PlantedValues() {}

  static PlantedValues read() throws IOException {
    PlantedValues values = new PlantedValues();
    values.markers.add(Marker.text("zqvisits"));
    values.markers.add(Marker.text("zqward"));
    SCALES.keySet().forEach(column -> values.markers.add(Marker.text(column)));
    values.markers.add(Marker.text(ABSENT_WARD));
    values.markers.add(Marker.number(new BigDecimal(ABSENT_CHARGE), 2));
    try (Stream<Path> files = Files.walk(DATA)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        values.addTable(Files.readAllLines(file));
      }
    }
    values.totals.forEach(values::addNumber);
    return values;
  }

  /** What must not be found. */
  List<Marker> markers() {
    return List.copyOf(markers);
  }

  private void addTable(List<String> lines) {
    String[] columns = lines.get(0).split(",", -1);
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      for (int i = 0; i < cells.length; i++) {
        if (SCALES.containsKey(columns[i])) {
          BigDecimal number = new BigDecimal(cells[i]);
          addNumber(columns[i], number);
          sums.merge(columns[i], number, BigDecimal::add);
        } else {
          markers.add(Marker.text(cells[i]));
        }
      }
    }
    sums.forEach(this::addNumber);
    sums.forEach((column, sum) -> totals.merge(column, sum, BigDecimal::add));
  }

  private void addNumber(String column, BigDecimal number) {
    markers.add(Marker.number(number, SCALES.getOrDefault(column, 0)));
  }
}
