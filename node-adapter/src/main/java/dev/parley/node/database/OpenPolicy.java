// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.catalog.Use;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The policy of a demonstration: every use of every column of a database, of one row and one owner.
 * Never for data that is anybody's secret.
 */
public final class OpenPolicy {
  private OpenPolicy() {}

  /**
   * Returns the text of a {@code policy.yaml} for all tables of the default schema; columns of
   * types that Parley does not know are left out.
   */
  public static String of(Database database, Collection<AnalystId> analysts) {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    for (RealTable table : database.tables()) {
      List<String> known =
          table.columns().stream()
              .filter(column -> column.type().isPresent())
              .map(RealColumn::name)
              .toList();
      if (!known.isEmpty()) {
        tables.put(table.name(), known);
      }
    }
    return of(tables, analysts);
  }

  /** Returns the text of a {@code policy.yaml} for tables with their columns. */
  public static String of(Map<String, List<String>> tables, Collection<AnalystId> analysts) {
    StringBuilder yaml = new StringBuilder("# everything is allowed: for demonstrations only\n");
    yaml.append("analysts: [")
        .append(analysts.stream().map(a -> quoted(a.value())).collect(Collectors.joining(", ")))
        .append("]\nquestionsPerDay: 1000000\nminOwners: 1\ntables:\n");
    String uses =
        Arrays.stream(Use.values()).map(Use::word).collect(Collectors.joining(", ", "[", "]"));
    tables.forEach(
        (table, columns) -> {
          yaml.append("  ").append(quoted(table)).append(":\n    minRows: 1\n    columns:\n");
          columns.forEach(c -> yaml.append("      ").append(quoted(c)).append(": " + uses + "\n"));
        });
    return yaml.toString();
  }

  /** A double-quoted scalar of YAML 1.2, §7.3.1. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
