// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.spatial.Point;
import dev.parley.testkit.data.RowSink;
import dev.parley.testkit.data.TableColumn;
import dev.parley.testkit.data.TableRows;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Places of one owner, the same for the same seed: half of them evenly over the earth in degrees,
 * half in a hundred towns that all owners share.
 */
record PlaceGenerator(int owner, int rows, long seed) implements TableRows {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final int TOWNS = 100;
  private static final double TOWN_DEGREES = 0.2;
  private static final long IDS_PER_OWNER = 100_000_000;

  @Override
  public String table() {
    return "points";
  }

  @Override
  public List<TableColumn> columns() {
    return List.of(
        new TableColumn("id", ColumnType.BIGINT),
        new TableColumn("lon", ColumnType.DOUBLE),
        new TableColumn("lat", ColumnType.DOUBLE));
  }

  @Override
  public List<Places> places() {
    return List.of(new Places("lon", "lat"));
  }

  @Override
  public void forEach(RowSink sink) throws SQLException {
    List<Point> towns = towns(seed);
    SplittableRandom random = new SplittableRandom(seed + (owner + 1) * GOLDEN_GAMMA);
    for (int i = 0; i < rows; i++) {
      long id = owner * IDS_PER_OWNER + i;
      boolean inTown = i % 2 == 1;
      int town = random.nextInt(TOWNS);
      double x = inTown ? towns.get(town).x() + spread(random) : between(-180, 180, random);
      double y = inTown ? towns.get(town).y() + spread(random) : between(-90, 90, random);
      sink.accept(
          column ->
              switch (column) {
                case 0 -> id;
                case 1 -> x;
                default -> y;
              });
    }
  }

  /** Where the towns are. */
  static List<Point> towns(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Stream.generate(() -> new Point(between(-170, 170, random), between(-80, 80, random)))
        .limit(TOWNS)
        .toList();
  }

  private static double between(double low, double high, SplittableRandom random) {
    return low + (high - low) * random.nextDouble();
  }

  /** A sum of four is a bell, nearly. */
  private static double spread(SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += between(-TOWN_DEGREES, TOWN_DEGREES, random);
    }
    return sum;
  }
}
