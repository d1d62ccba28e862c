// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the merged plaintext database is to know of places. */
public final class ReferencePlaces {
  private static final Path SCRIPT = Path.of("src/test/resources/spatial-reference.sql");

  private ReferencePlaces() {}

  /** Returns the statements that make functions like those of PostGIS. */
  public static List<String> functions() throws IOException {
    return Stream.of(Files.readString(SCRIPT).split("\n\n", -1))
        .filter(sql -> !sql.startsWith("--"))
        .toList();
  }

  /** Returns the statement that gives {@code table} the column of places that nodes declare. */
  public static String location(String table, String x, String y) {
    return "ALTER TABLE %1$s ADD COLUMN location point GENERATED ALWAYS AS "
        .concat(
            "(CASE WHEN %2$s IS NOT NULL AND %3$s IS NOT NULL THEN point(%2$s, %3$s) END) STORED")
        .formatted(table, x, y);
  }
}
