// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import dev.parley.protocol.spatial.Point;
import dev.parley.testkit.database.DatabaseKind;
import java.util.List;
import java.util.Locale;

/**
 * A question about places near a town.
 *
 * @param select what is asked for of the rows
 * @param nearest how many rows, or 0 for all in a rectangle
 */
record SpatialQuestion(String name, String select, int nearest) {
  /** With half a percent of all rows within: a town. */
  private static final double HALF_SIDE = 1;

  /** What PostgreSQL's index is of, as nodes have it. */
  private static final String INDEXED =
      "point(NULLIF(lon, 'NaN'::float8), NULLIF(lat, 'NaN'::float8))";

  static List<SpatialQuestion> all() {
    return List.of(
        new SpatialQuestion("range count", "COUNT(*)", 0),
        new SpatialQuestion("range query, 0.5 %", "\"id\"", 0),
        new SpatialQuestion("KNN, k = 3", "\"id\"", 3),
        new SpatialQuestion("KNN, k = 10", "\"id\"", 10),
        new SpatialQuestion("KNN, k = 20", "\"id\"", 20));
  }

  String secure(Point at) {
    String condition =
        nearest > 0
            ? filled("KNN(\"location\", ST_Point($x, $y), $k)", at)
            : filled("ST_Within(\"location\", ST_MakeEnvelope($l, $b, $r, $t))", at);
    return "SELECT " + select + " FROM \"points\" WHERE " + condition;
  }

  /** As who owns the database would ask it, with the index that it has. */
  String plain(Point at, DatabaseKind kind) {
    boolean gist = kind == DatabaseKind.POSTGRESQL;
    String rest;
    if (nearest == 0) {
      rest =
          gist
              ? " WHERE " + INDEXED + " <@ box(point($l, $b), point($r, $t))"
              : " WHERE \"lon\" BETWEEN $l AND $r AND \"lat\" BETWEEN $b AND $t";
    } else {
      rest =
          gist
              ? " ORDER BY " + INDEXED + " <-> point($x, $y) LIMIT $k"
              : " ORDER BY (\"lon\" - $x) * (\"lon\" - $x) + (\"lat\" - $y) * (\"lat\" - $y) LIMIT $k";
    }
    return filled("SELECT " + select + " FROM \"points\"" + rest, at);
  }

  private String filled(String sql, Point at) {
    return sql.replace("$x", digits(at.x()))
        .replace("$y", digits(at.y()))
        .replace("$k", String.valueOf(nearest))
        .replace("$l", digits(at.x() - HALF_SIDE))
        .replace("$r", digits(at.x() + HALF_SIDE))
        .replace("$b", digits(at.y() - HALF_SIDE))
        .replace("$t", digits(at.y() + HALF_SIDE));
  }

  private static String digits(double coordinate) {
    return String.format(Locale.ROOT, "%.6f", coordinate);
  }
}
