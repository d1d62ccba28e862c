// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PointTest {

  @Test
  void measuresInThePlane() {
    assertThat(new Point(1, 2).distance(4, 6)).isEqualTo(5);
    assertThat(new Point(1, 2).distance(1, 2)).isZero();
    assertThat(new Point(-3, 7).distance(-3, 10)).isEqualTo(3);
  }

  @Test
  void losesNoTinyDistanceAndKeepsHugeOnes() {
    assertThat(new Point(0, 0).distance(3e-200, 4e-200)).isCloseTo(5e-200, within(1e-215));
    assertThat(new Point(0, 0).distance(Double.MIN_VALUE, 0)).isEqualTo(Double.MIN_VALUE);
    assertThat(new Point(-1e150, 0).distance(1e150, 0)).isEqualTo(2e150);
    assertThat(new Point(3e149, 4e149).distance(0, 0)).isCloseTo(5e149, within(1e134));
  }

  @Test
  void isTheSameInBothDirections() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      Point a = new Point(random.nextGaussian() * 100, random.nextGaussian());
      Point b = new Point(random.nextGaussian(), random.nextGaussian() * 1e-5);

      assertThat(a.distance(b.x(), b.y())).isEqualTo(b.distance(a.x(), a.y()));
      assertThat(a.distance(b.x(), b.y()))
          .isCloseTo(Math.hypot(a.x() - b.x(), a.y() - b.y()), within(1e-12));
    }
  }

  @Test
  void measuresOnTheSphereOverThePoleAndTheAntimeridian() {
    double quarter = Math.PI * Point.EARTH_RADIUS_METRES / 2;

    assertThat(new Point(0, 0).sphereDistance(0, 90)).isCloseTo(quarter, within(1e-6));
    assertThat(new Point(10, 89).sphereDistance(-170, 89)).isCloseTo(quarter / 45, within(1e-6));
    assertThat(new Point(179.5, 0).sphereDistance(-179.5, 0)).isCloseTo(quarter / 90, within(1e-6));
    assertThat(new Point(0, 0).sphereDistance(180, 0)).isCloseTo(2 * quarter, within(1e-6));
  }

  @Test
  void hasOneZero() {
    assertThat(new Point(-0.0, 0.0)).isEqualTo(new Point(0.0, -0.0)).hasToString("POINT (0 0)");
  }

  @Test
  void isWrittenWithoutExponents() {
    assertThat(new Point(1e21, -2.5e-7)).hasToString("POINT (1000000000000000000000 -0.00000025)");
  }

  @Test
  void isNoPlaceWithoutFiniteCoordinates() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1.1e150, -2e200}) {
      assertThatThrownBy(() -> new Point(bad, 0)).hasMessageContaining("Invalid coordinate");
      assertThatThrownBy(() -> new Point(0, bad)).hasMessageContaining("Invalid coordinate");
    }
    assertThatThrownBy(() -> new Point(0, 0, -1)).hasMessageContaining("Invalid SRID");
    assertThatThrownBy(() -> new Point(0, 0, 1_000_000)).hasMessageContaining("Invalid SRID");
  }
}
