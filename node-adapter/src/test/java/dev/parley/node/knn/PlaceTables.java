// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.spatial.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** Tables of places, each made alike in every database, with its indexes. */
final class PlaceTables {
  private static final NavigableMap<Integer, Point> SCATTERED = scattered();

  private PlaceTables() {}

  /** Evenly, in clusters, and some rows that are nowhere. */
  static List<String> statements(Dialect dialect) {
    List<String> all = new ArrayList<>();
    String number = dialect == Dialect.MARIADB ? "DOUBLE" : "DOUBLE PRECISION";
    for (String table : List.of("plain", "heap", "few", "none")) {
      all.add("CREATE TABLE %s (id INTEGER NOT NULL, lon %s, lat %2$s)".formatted(table, number));
    }
    all.add("CREATE TABLE decimals (id INTEGER NOT NULL, lon DECIMAL(9, 6), lat DECIMAL(9, 6))");
    List.of("plain", "heap", "few", "decimals").forEach(table -> insert(table, dialect, all));
    all.add("INSERT INTO few VALUES (4, NULL, 1), (5, 2e150, 1)");
    all.add("INSERT INTO plain VALUES (200001, NULL, 1), (200002, 11.5, NULL), (200003, 2e150, 1)");
    if (dialect != Dialect.MARIADB) {
      all.add("INSERT INTO few VALUES (6, CAST('NaN' AS DOUBLE PRECISION), 1)");
      for (String nowhere : List.of("Infinity", "-Infinity")) {
        String cast = "CAST('" + nowhere + "' AS DOUBLE PRECISION)";
        all.add(
            "INSERT INTO plain VALUES (200004, %s, 48.1), (200005, 11.5, %1$s)".formatted(cast));
        all.add("INSERT INTO plain VALUES (200006, %s, %1$s)".formatted(cast));
      }
    }
    all.addAll(indexes(dialect));
    return all;
  }

  private static List<String> indexes(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL ->
          List.of(
              "CREATE TABLE points AS SELECT id, point(lon, lat) AS loc FROM plain WHERE id <> 200006",
              "CREATE INDEX plain_place ON plain USING gist (" + place("lon", "lat") + ")",
              "CREATE INDEX decimals_place ON decimals USING gist ("
                  + place("lon::float8", "lat::float8")
                  + ")",
              "CREATE INDEX points_place ON points USING gist ("
                  + place("(loc)[0]", "(loc)[1]")
                  + ")",
              "INSERT INTO plain SELECT 300000 + i, CASE WHEN i % 2 = 0 THEN 11.5 ELSE 'NaN' END,"
                  + " CASE WHEN i % 2 = 1 THEN 48.1 ELSE 'NaN' END FROM generate_series(1, 2000) i",
              "INSERT INTO points SELECT id, point(lon, lat) FROM plain WHERE id > 300000",
              "DELETE FROM plain WHERE id > 300000 AND id % 3 > 0",
              "ANALYZE");
      case MARIADB ->
          List.of(
              "CREATE TABLE points (id INTEGER NOT NULL, loc POINT NOT NULL)",
              "INSERT INTO points SELECT id, Point(lon, lat) FROM plain WHERE id <= 100000",
              "CREATE TABLE shapes (id INTEGER NOT NULL, loc GEOMETRY)",
              "INSERT INTO shapes VALUES (1, Point(1, 1)), (2, LineString(Point(0, 0), Point(1, 1))),"
                  + " (3, ST_GeomFromText('POLYGON((0 0, 1 0, 1 1, 0 0))')), (4, Point(2, 2)),"
                  + " (5, NULL)",
              "CREATE INDEX plain_place ON plain (lon, lat)",
              "CREATE SPATIAL INDEX points_place ON points (loc)",
              "ANALYZE TABLE plain, points");
      case H2 -> List.of("CREATE INDEX plain_place ON plain (lon, lat)");
      case DUCKDB -> List.of();
    };
  }

  private static String place(String x, String y) {
    return "point(NULLIF(%s, 'NaN'::float8), NULLIF(%s, 'NaN'::float8))".formatted(x, y);
  }

  private static void insert(String table, Dialect dialect, List<String> all) {
    List<String> values = new ArrayList<>();
    rows(table, dialect)
        .forEach((id, at) -> values.add("(%d, %s, %s)".formatted(id, at.x(), at.y())));
    for (int from = 0; from < values.size(); from += 1000) {
      List<String> some = values.subList(from, Math.min(values.size(), from + 1000));
      all.add("INSERT INTO " + table + " VALUES " + String.join(", ", some));
    }
  }

  /** Returns the places of a table, by their numbers. */
  static Map<Integer, Point> rows(String table, Dialect dialect) {
    return switch (table) {
      case "none" -> Map.of();
      case "shapes" -> Map.of(1, new Point(1, 1), 4, new Point(2, 2));
      case "few" -> Map.of(1, new Point(0, 0), 2, new Point(1, 0), 3, new Point(9, 9));
      case "heap" -> heap();
      default -> SCATTERED.headMap(dialect == Dialect.POSTGRESQL ? 100_000 : 20_000, true);
    };
  }

  /** Half of the rows evenly, half in ten clusters; with six digits, so that decimals hold them. */
  private static NavigableMap<Integer, Point> scattered() {
    Random random = new Random(11);
    NavigableMap<Integer, Point> rows = new TreeMap<>();
    for (int id = 1; id <= 100_000; id++) {
      double x = random.nextDouble() * 360 - 180;
      double y = random.nextDouble() * 180 - 90;
      if (id % 2 == 0) {
        x = id % 20 * 15 - 170 + random.nextGaussian() * 0.01;
        y = id % 20 * 4 - 40 + random.nextGaussian() * 0.01;
      }
      rows.put(id, new Point(Math.rint(x * 1e6) / 1e6, Math.rint(y * 1e6) / 1e6));
    }
    return rows;
  }

  /** All rows but one in one point. */
  private static Map<Integer, Point> heap() {
    Map<Integer, Point> rows = new TreeMap<>();
    for (int id = 1; id <= 3000; id++) {
      rows.put(id, id == 1500 ? new Point(-3, 7) : new Point(11.5, 48.1));
    }
    return rows;
  }
}
