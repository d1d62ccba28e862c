// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.data.TableColumn;
import dev.parley.testkit.data.TableRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What the merged plaintext database is to know of places. */
final class ReferencePlaces {
  private static final Path SCRIPT = Path.of("src/test/resources/spatial-reference.sql");
  private static final List<List<String>> PAIRS = List.of(List.of("lon", "lat"), List.of("x", "y"));

  private ReferencePlaces() {}

  /**
   * Returns the statements that make functions like those of PostGIS, and in each table that has
   * coordinates the column of places that the nodes of a demonstration declare.
   */
  static List<String> of(List<OwnerData> owners) throws IOException {
    List<String> statements = new ArrayList<>();
    for (String sql : Files.readString(SCRIPT).split("\n\n", -1)) {
      if (!sql.startsWith("--")) {
        statements.add(sql);
      }
    }
    Set<String> done = new TreeSet<>();
    for (OwnerData owner : owners) {
      for (TableRows rows : owner.tables()) {
        if (done.add(rows.table().toLowerCase(Locale.ROOT))) {
          location(rows, statements);
        }
      }
    }
    return statements;
  }

  private static void location(TableRows rows, List<String> statements) {
    List<String> names = rows.columns().stream().map(TableColumn::name).toList();
    for (List<String> pair : PAIRS) {
      if (names.containsAll(pair)) {
        statements.add(
            "ALTER TABLE %1$s ADD COLUMN location point GENERATED ALWAYS AS (CASE WHEN %2$s IS NOT NULL AND %3$s IS NOT NULL THEN point(%2$s, %3$s) END) STORED"
                .formatted(rows.table(), pair.get(0), pair.get(1)));
      }
    }
  }
}
