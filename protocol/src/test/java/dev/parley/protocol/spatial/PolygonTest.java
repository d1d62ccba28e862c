// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.spatial.Polygon.Side;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolygonTest {
  private static final Polygon WITH_A_HOLE =
      Polygon.parse("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))");

  @Test
  void tellsInsideFromOutsideAndBoundary() {
    assertThat(WITH_A_HOLE.side(1, 1)).isEqualTo(Side.INSIDE);
    assertThat(WITH_A_HOLE.side(5, 5)).isEqualTo(Side.OUTSIDE);
    assertThat(WITH_A_HOLE.side(11, 5)).isEqualTo(Side.OUTSIDE);
    assertThat(WITH_A_HOLE.side(4, 5)).isEqualTo(Side.BOUNDARY);
    assertThat(WITH_A_HOLE.side(0, 0)).isEqualTo(Side.BOUNDARY);
    assertThat(WITH_A_HOLE.side(10, 10)).isEqualTo(Side.BOUNDARY);
  }

  @Test
  void countsCornersOnTheRayOnce() {
    Polygon star = Polygon.parse("POLYGON ((0 0, 4 4, 8 0, 8 8, 4 4, 0 8, 0 0))");

    assertThat(star.side(1, 4)).isEqualTo(Side.INSIDE);
    assertThat(star.side(7, 4)).isEqualTo(Side.INSIDE);
    assertThat(star.side(4, 1)).isEqualTo(Side.OUTSIDE);
    assertThat(star.side(4, 4)).isEqualTo(Side.BOUNDARY);
    assertThat(star.side(-1, 4)).isEqualTo(Side.OUTSIDE);
    assertThat(star.side(9, 4)).isEqualTo(Side.OUTSIDE);
    assertThat(star.side(9, 0)).isEqualTo(Side.OUTSIDE);
  }

  @Test
  void doesNotDependOnTheDirectionOfItsRings() {
    List<Point> corners = new java.util.ArrayList<>(WITH_A_HOLE.rings().get(0).corners());
    Collections.reverse(corners);
    Polygon reversed = new Polygon(List.of(new Polygon.Ring(corners)), 0);

    for (double x = -1; x < 12; x += 0.25) {
      Polygon forward = new Polygon(WITH_A_HOLE.rings().subList(0, 1), 0);
      assertThat(reversed.side(x, x / 2)).isEqualTo(forward.side(x, x / 2));
    }
  }

  @Test
  void knowsARectangle() {
    assertThat(Polygon.rectangle(new Point(3, 4), new Point(1, 2)).isRectangle()).isTrue();
    assertThat(Polygon.parse("POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))").isRectangle()).isTrue();
    assertThat(Polygon.parse("POLYGON ((0 0, 2 1, 1 1, 1 0, 0 0))").isRectangle()).isFalse();
    assertThat(WITH_A_HOLE.isRectangle()).isFalse();
    assertThat(WITH_A_HOLE.lowest()).isEqualTo(new Point(0, 0));
    assertThat(WITH_A_HOLE.highest()).isEqualTo(new Point(10, 10));
  }

  @Test
  void hasOneSpelling() {
    assertThat(Polygon.parse(WITH_A_HOLE.toString())).isEqualTo(WITH_A_HOLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POLYGON EMPTY",
        "POLYGON ((0 0, 1 0, 1 1))",
        "POLYGON ((0 0, 1 0, 0 0))",
        "POLYGON ((0 0, 1 0, 1 1, 0.0 0))",
        "POLYGON ((0 0,1 0,1 1,0 0))",
        "POLYGON ((0 0, 1 0, 1 1, 0 0)) ",
        "POLYGON ((0 0, 1e0 0, 1 1, 0 0))",
        "POLYGON ((0 0, NaN 0, 1 1, 0 0))",
        "POLYGON ((0 0, 1 0 1, 1 1, 0 0))",
        "POLYGON ((0 0, 1, 1 1, 0 0))",
        "POLYGON ((0 0, x 0, 1 1, 0 0))",
        "POLYGON ((0 0, 1 0, 1 1, 0 0), ())",
      })
  void readsNothingElse(String text) {
    assertThatThrownBy(() -> Polygon.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasABoundedNumberOfCorners() {
    List<Point> many = new java.util.ArrayList<>(Collections.nCopies(1001, new Point(0, 0)));

    assertThatThrownBy(() -> new Polygon(List.of(new Polygon.Ring(many)), 0))
        .hasMessageContaining("want 1 to 1000 corners");
    assertThatThrownBy(() -> new Polygon(List.of(), 0)).hasMessageContaining("corners");
  }
}
