// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.settings.Settings;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A place that the owner declares: a geometry column, or a name for two columns of coordinates.
 *
 * @param column its name in queries
 * @param coordinates the columns of x and y; empty if {@code column} is one of the database
 */
public record Location(String column, Optional<Coordinates> coordinates) {

  /** Names of two columns. */
  public record Coordinates(String x, String y) {}

  static Supplier<Location> read(Settings section) {
    var column = section.required("column", text -> text);
    var x = section.optional("x", text -> text);
    var y = section.optional("y", text -> text);
    if (section.has("x") != section.has("y")) {
      section.fault("x and y go together");
    }
    return () ->
        new Location(
            column.get(),
            x.get().flatMap(left -> y.get().map(right -> new Coordinates(left, right))));
  }
}
