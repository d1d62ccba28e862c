// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.spatial;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Places in clusters, some of them the same, some nowhere, and questions that fit them. */
final class RandomPlaces {
  private static final List<String> NODES = List.of("east", "north", "south", "west");
  private static final List<String> KINDS = List.of("cafe", "stop", "school");
  private static final int ROWS = 300;

  private final Random random;
  private double lastX;
  private double lastY;

  RandomPlaces(long seed) {
    this.random = new Random(seed);
  }

  /** Writes a folder with a table {@code places} for each of four nodes; the last has few rows. */
  void write(Path folder) throws IOException {
    int id = 0;
    for (String node : NODES) {
      StringBuilder csv = new StringBuilder("id,x,y,kind,weight\n");
      int rows = node.equals("west") ? 5 : ROWS;
      for (int i = 0; i < rows; i++) {
        csv.append(++id).append(',').append(place()).append(',');
        csv.append(KINDS.get(random.nextInt(KINDS.size()))).append(',');
        csv.append(random.nextInt(100)).append('\n');
      }
      Files.createDirectories(folder.resolve(node));
      Files.writeString(folder.resolve(node).resolve("places.csv"), csv);
    }
  }

  /**
   * Writes beside them a table {@code capes} of places around the ends of longitude and latitude.
   */
  void writeCapes(Path folder) throws IOException {
    int id = 0;
    for (String node : NODES) {
      StringBuilder csv = new StringBuilder("id,lon,lat\n");
      for (int i = 0; i < 12; i++) {
        double side = i % 2 == 0 ? 1 : -1;
        csv.append(
            "%d,%s,%s\n"
                .formatted(++id, side * (180 - random.nextDouble()), random.nextGaussian() * 20));
        double lat = side * (90 - random.nextDouble());
        csv.append("%d,%s,%s\n".formatted(++id, random.nextDouble() * 360 - 180, lat));
      }
      Files.writeString(folder.resolve(node).resolve("capes.csv"), csv);
    }
    String ends =
        "101,180,0.5\n102,-180,-0.5\n103,77,90\n104,12,-90\n105,180.5,10\n106,3,-90.5\n107,,\n";
    Path last = folder.resolve(NODES.get(0)).resolve("capes.csv");
    Files.writeString(last, Files.readString(last) + ends);
  }

  private String place() {
    int choice = random.nextInt(100);
    if (choice < 3) {
      return choice == 0 ? "," : ",1.5e0";
    }
    if (choice < 10) {
      return coordinates(lastX, lastY);
    }
    if (choice < 13) {
      return coordinates(lastX + random.nextGaussian() * 1e-9, lastY);
    }
    if (choice == 13) {
      return coordinates(random.nextGaussian() * 1e40, random.nextGaussian() * 1e40);
    }
    lastX = random.nextInt(-3, 4) * 2 + random.nextGaussian();
    lastY = random.nextInt(-3, 4) * 2 + random.nextGaussian() * 0.3;
    return coordinates(lastX, lastY);
  }

  private static String coordinates(double x, double y) {
    return x + "," + y;
  }

  /** A place near others, on one of them, or far from all. */
  String point() {
    return switch (random.nextInt(6)) {
      case 0 -> point(lastX, lastY);
      case 1 -> point(random.nextGaussian() * 1e6, -1e6);
      case 2 -> point(random.nextInt(-6, 7), random.nextInt(-6, 7));
      default -> point(random.nextGaussian() * 4, random.nextGaussian() * 4);
    };
  }

  private static String point(double x, double y) {
    return "ST_Point(" + plain(x) + ", " + plain(y) + ")";
  }

  /** As SQL has exact numbers, so that every parser reads the same double. */
  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).toPlainString();
  }

  /** A condition that any share of rows may meet. */
  String condition() {
    double size = Math.exp(random.nextGaussian() * 1.5);
    String circle = "ST_DWithin(location, " + point() + ", " + plain(size) + ")";
    return switch (random.nextInt(6)) {
      case 0 -> circle;
      case 1 -> circle + " AND weight < " + random.nextInt(100);
      case 2 -> "ST_Within(location, " + envelope(size) + ")";
      case 3 -> "ST_Contains(" + polygon(size) + ", location)";
      case 4 -> "NOT " + circle + " OR kind = 'stop'";
      default -> "ST_Distance(location, " + point() + ") > " + plain(size);
    };
  }

  /** A condition that has nothing to do with places. */
  String otherCondition() {
    return switch (random.nextInt(4)) {
      case 0 -> "kind = 'cafe'";
      case 1 -> "weight >= " + random.nextInt(110);
      default -> "id > 0";
    };
  }

  private String envelope(double size) {
    double x = random.nextGaussian() * 3;
    double y = random.nextGaussian() * 3;
    return "ST_MakeEnvelope(%s, %s, %s, %s)"
        .formatted(plain(x), plain(y), plain(x + size), plain(y + 2 * size));
  }

  /** A star around its middle, so that no edge crosses another. */
  private String polygon(double size) {
    double x = random.nextGaussian() * 3;
    double y = random.nextGaussian() * 3;
    int corners = 3 + random.nextInt(9);
    StringBuilder text = new StringBuilder("ST_GeomFromText('POLYGON((");
    String first = "";
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = size * (1 + random.nextDouble() * 2);
      String corner =
          plain(x + radius * Math.cos(angle)) + " " + plain(y + radius * Math.sin(angle));
      first = i == 0 ? corner : first;
      text.append(corner).append(", ");
    }
    return text.append(first).append("))')").toString();
  }

  int count() {
    return switch (random.nextInt(6)) {
      case 0 -> 1;
      case 1 -> 100;
      case 2 -> 1000;
      default -> 2 + random.nextInt(30);
    };
  }
}
