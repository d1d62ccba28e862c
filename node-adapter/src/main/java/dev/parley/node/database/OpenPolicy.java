// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.node.config.Location;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The policy of a demonstration: every use of every column of a database, of one row and one owner.
 * Never for data that is anybody's secret.
 */
public final class OpenPolicy {
  /** What a column of places is called that is made of two columns. */
  private static final String LOCATION = "location";

  private static final List<List<String>> PAIRS =
      List.of(List.of("lon", "lat"), List.of("longitude", "latitude"), List.of("x", "y"));

  private OpenPolicy() {}

  /**
   * Returns the text of a {@code policy.yaml} for all tables of the default schema; columns of
   * types that Parley does not know are left out.
   */
  public static String of(Database database, Collection<AnalystId> analysts) {
    Map<String, Map<String, ColumnType>> tables = new LinkedHashMap<>();
    for (RealTable table : database.tables()) {
      Map<String, ColumnType> known = new LinkedHashMap<>();
      table.columns().forEach(c -> c.type().ifPresent(type -> known.put(c.name(), type)));
      if (!known.isEmpty()) {
        tables.put(table.name(), known);
      }
    }
    return of(tables, analysts);
  }

  /**
   * Returns the text of a {@code policy.yaml} for tables with their columns. A table with a
   * longitude and a latitude, or x and y, has a column {@value #LOCATION} of places made of them.
   */
  public static String of(
      Map<String, Map<String, ColumnType>> tables, Collection<AnalystId> analysts) {
    StringBuilder yaml = new StringBuilder("# everything is allowed: for demonstrations only\n");
    yaml.append("analysts: [")
        .append(analysts.stream().map(a -> quoted(a.value())).collect(Collectors.joining(", ")))
        .append("]\nquestionsPerDay: 1000000\nminOwners: 1\ntables:\n");
    tables.forEach((table, columns) -> append(table, columns, yaml));
    return yaml.toString();
  }

  private static void append(String table, Map<String, ColumnType> columns, StringBuilder yaml) {
    yaml.append("  ").append(quoted(table)).append(":\n    minRows: 1\n");
    List<String> names = new ArrayList<>(columns.keySet());
    Optional<Location.Coordinates> place =
        names.stream().anyMatch(LOCATION::equalsIgnoreCase)
            ? Optional.empty()
            : coordinates(columns);
    place.ifPresent(
        at -> {
          names.add(LOCATION);
          yaml.append(
              "    location: {column: %s, x: %s, y: %s}\n"
                  .formatted(LOCATION, quoted(at.x()), quoted(at.y())));
        });
    String uses =
        Arrays.stream(Use.values()).map(Use::word).collect(Collectors.joining(", ", "[", "]"));
    yaml.append("    columns:\n");
    names.forEach(name -> yaml.append("      ").append(quoted(name)).append(": " + uses + "\n"));
  }

  private static Optional<Location.Coordinates> coordinates(Map<String, ColumnType> columns) {
    for (List<String> pair : PAIRS) {
      List<String> found =
          pair.stream()
              .flatMap(
                  wanted ->
                      columns.keySet().stream()
                          .filter(name -> name.equalsIgnoreCase(wanted))
                          .filter(name -> Objects.requireNonNull(columns.get(name)).isNumeric())
                          .limit(1))
              .toList();
      if (found.size() == pair.size()) {
        return Optional.of(new Location.Coordinates(found.get(0), found.get(1)));
      }
    }
    return Optional.empty();
  }

  /** A double-quoted scalar of YAML 1.2, §7.3.1. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
