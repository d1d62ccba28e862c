// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.io.WKTReader;

class WellKnownTextTest {

  @Test
  void readsPointsAndAreas() {
    assertThat(WellKnownText.read("point(1 -2.5)")).isEqualTo(new Point(1, -2.5));
    assertThat(WellKnownText.read(" SRID=4326; POINT (1 2) ")).isEqualTo(new Point(1, 2, 4326));
    assertThat(WellKnownText.read("POLYGON((0 0,4 0,4 4,0 0),(2 1,3 1,3 2,2 1))"))
        .hasToString("POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))");
    assertThat(WellKnownText.read("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))"))
        .hasToString("POLYGON ((0 0, 1 0, 1 1, 0 0), (5 5, 6 5, 6 6, 5 5))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                          | 22P02 | no well-known text",
        "POINT                                       | 22P02 | no well-known text",
        "POINT(1 2, 3 4)                             | 22P02 | no well-known text",
        "POLYGON((0 0, 1 0, 1 1))                    | 22P02 | not closed",
        "POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))          | 22P02 | Self-intersection",
        "POLYGON((0 0, 1 0, 1 1, 0 0), (5 5, 6 5, 6 6, 5 5)) | 22P02 | Hole lies outside shell",
        "POLYGON((0 0, 1e200 0, 1 1, 0 0))           | 22P02 | 1e150",
        "POINT(NaN 0)                                | 22P02 | coordinate",
        "SRID=x;POINT(1 2)                           | 22P02 | SRID",
        "SRID=1000000;POINT(1 2)                     | 22P02 | SRID",
        "POINT EMPTY                                 | 0A000 | empty",
        "POLYGON EMPTY                               | 0A000 | empty",
        "LINESTRING(0 0, 1 1)                        | 0A000 | LINESTRING",
        "GEOMETRYCOLLECTION(POINT(1 2))              | 0A000 | GEOMETRYCOLLECTION",
      })
  void saysWhatItCannotRead(String text, String state, String fact) {
    assertThatThrownBy(() -> WellKnownText.read(text))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code().sqlState()).isEqualTo(state))
        .hasMessageContaining(fact);
  }

  @Test
  void doesNotFollowCollectionsIntoTheDepth() {
    String deep = "GEOMETRYCOLLECTION(".repeat(3000) + "POINT(1 2)" + ")".repeat(3000);

    assertThatThrownBy(() -> WellKnownText.read(deep))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("GEOMETRYCOLLECTION");
  }

  @Test
  void neverQuotesWhatItWasGiven() {
    assertThatThrownBy(() -> WellKnownText.read("POINT(secret 1)"))
        .isInstanceOf(ParleyException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void sidesAreThoseOfJts() throws Exception {
    String text =
        "POLYGON((-5.5 -3, 4 -4.25, 6.5 5, 0.125 1, -4 6, -5.5 -3), (-1 -1, 1 -1, 0 0.5, -1 -1))";
    Polygon mine = (Polygon) WellKnownText.read(text);
    var theirs = new IndexedPointInAreaLocator(new WKTReader().read(text));
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      double x = i % 2 == 0 ? random.nextGaussian() * 5 : random.nextInt(-24, 28) / 4.0;
      double y = i % 2 == 0 ? random.nextGaussian() * 5 : random.nextInt(-20, 26) / 4.0;

      int where = theirs.locate(new Coordinate(x, y));

      Polygon.Side expected =
          where == Location.INTERIOR
              ? Polygon.Side.INSIDE
              : where == Location.BOUNDARY ? Polygon.Side.BOUNDARY : Polygon.Side.OUTSIDE;
      assertThat(mine.side(x, y)).as("%s %s", x, y).isEqualTo(expected);
    }
  }
}
