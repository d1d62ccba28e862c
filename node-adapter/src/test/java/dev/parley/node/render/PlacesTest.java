// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of places in every database, against what Java computes, row by row. */
class PlacesTest {
  private static final Polygon CONCAVE =
      Polygon.parse(
          "POLYGON ((-5.5 -3, 4 -4.25, 6.5 5, 0.125 1, -4 6, -5.5 -3), (-1 -1, 1 -1, 0 0.5, -1 -1))");

  @RegisterExtension static final PlaceTables TABLES = new PlaceTables();

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void coordinatesAreNullUnlessBothAreFinite(Dialect dialect) {
    assertComputed(dialect, "ST_X(\"loc\")", Point::x);
    assertComputed(dialect, "ST_Y(\"loc\")", Point::y);
    assertFound(dialect, "(ST_X(\"loc\") IS NOT NULL)", place -> true);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void distancesAreTheSameToTheLastDigit(Dialect dialect) {
    for (Point to : List.of(new Point(0, 0), new Point(1.1, -0.7), new Point(1e9, 1e-9))) {
      assertComputed(
          dialect,
          "ST_DISTANCE(\"loc\", " + coordinates(to) + ")",
          p -> p.distance(to.x(), to.y()));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void cellsAreCountedToTheNearestCornerAndHalvesToTheEvenOne(Dialect dialect) {
    Predicate<Point> near = place -> place.distance(0, 0) < 900;
    String zero = "CAST(0 AS DOUBLE PRECISION)";
    String where = " WHERE (ST_DISTANCE(\"loc\", %1$s, %1$s) < 900)".formatted(zero);
    for (double side : new double[] {0.5, 0.3, 7}) {
      String cell = "ST_CELL_X(\"loc\", CAST(" + side + " AS DOUBLE PRECISION))";
      for (GrantedTable table : TABLES.tables(dialect)) {
        String name = table.published().name();
        Map<Integer, Double> wanted = new TreeMap<>();
        PlaceTables.rows(name)
            .forEach(
                (id, place) -> {
                  if (place != null && near.test(place)) {
                    wanted.put(id, Math.rint(place.x() / side) + 0.0);
                  }
                });
        assertThat(ask(dialect, name, cell, where))
            .as("%s in %s of %s", cell, name, dialect)
            .isEqualTo(wanted);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void circlesHoldWhatIsAtMostSoFar(Dialect dialect) {
    for (Point to : List.of(new Point(0, 0), new Point(1.1, -0.7), new Point(180, 0))) {
      String distance = "ST_DISTANCE(\"loc\", " + coordinates(to) + ")";
      for (double radius : new double[] {0, 1e-30, 0.5, 5, 1000, 1e30}) {
        String digits = new BigDecimal(Double.toString(radius)).toPlainString();
        assertFound(
            dialect,
            "(" + distance + " <= " + digits + ")",
            p -> p.distance(to.x(), to.y()) <= radius);
        assertFound(
            dialect,
            "(" + distance + " > " + digits + ")",
            p -> p.distance(to.x(), to.y()) > radius);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theRadiusOfARowOnTheCircleIsExact(Dialect dialect) {
    Point to = new Point(0.3, 0.7);
    for (int id = 10; id < 40; id++) {
      double radius = Objects.requireNonNull(PlaceTables.PLACES.get(id)).distance(to.x(), to.y());
      String digits = new BigDecimal(Double.toString(radius)).toPlainString();
      assertFound(
          dialect,
          "(ST_DISTANCE(\"loc\", " + coordinates(to) + ") <= " + digits + ")",
          p -> p.distance(to.x(), to.y()) <= radius);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void spheresHaveNoEdges(Dialect dialect) {
    for (Point to : List.of(new Point(0, 0), new Point(179.9, 1), new Point(12, 89.5))) {
      String distance = "ST_DISTANCESPHERE(\"loc\", " + coordinates(to) + ")";
      for (double radius : new double[] {250_000, 1_000_000, 19_000_000}) {
        assertFound(
            dialect,
            "(" + distance + " <= " + (long) radius + ")",
            p -> p.isOnEarth() && p.sphereDistance(to.x(), to.y()) <= radius);
      }
      Map<Integer, Double> mine = ask(dialect, "doubles", distance, "");
      for (int id = 50; id < 100; id++) {
        assertThat(mine.get(id))
            .isCloseTo(
                Objects.requireNonNull(PlaceTables.PLACES.get(id)).sphereDistance(to.x(), to.y()),
                offset(0.01));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areasHoldWhatIsInside(Dialect dialect) {
    for (Polygon area :
        List.of(
            CONCAVE,
            Polygon.rectangle(new Point(11.6, 49.95), new Point(11.7, 50)),
            Polygon.rectangle(new Point(0.1, 0.1), new Point(0.3, 0.3)),
            Polygon.rectangle(new Point(-2, -2), new Point(2.5, 3)))) {
      String text = "(\"loc\", '" + area + "')";
      assertFound(dialect, "ST_INSIDE" + text, p -> area.side(p.x(), p.y()) == Polygon.Side.INSIDE);
      assertFound(
          dialect, "ST_COVERED" + text, p -> area.side(p.x(), p.y()) != Polygon.Side.OUTSIDE);
      assertFound(
          dialect,
          "(NOT ST_COVERED" + text + ")",
          p -> area.side(p.x(), p.y()) == Polygon.Side.OUTSIDE);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void cornersAreReadAsTheDoublesThatTheyAre(Dialect dialect) {
    for (int id = 10; id < 37; id++) {
      List<Point> corners = new ArrayList<>();
      for (int corner = 0; corner < 3; corner++) {
        corners.add(Objects.requireNonNull(PlaceTables.PLACES.get(id + corner)));
      }
      corners.add(corners.get(0));
      Polygon area = new Polygon(List.of(new Polygon.Ring(corners)), 0);
      assertFound(
          dialect,
          "ST_COVERED(\"loc\", '" + area + "')",
          p -> area.side(p.x(), p.y()) != Polygon.Side.OUTSIDE);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void boundsNarrowNothingThatIsNotBounded(Dialect dialect) {
    assertFound(
        dialect,
        "((ST_DISTANCE(\"loc\", "
            + coordinates(new Point(1, 1))
            + ") <= 2) OR (ST_X(\"loc\") > 3))",
        p -> p.distance(1, 1) <= 2 || p.x() > 3);
    assertFound(
        dialect,
        "((ST_X(\"loc\") >= 1) AND (ST_X(\"loc\") < 4) AND (ST_Y(\"loc\") <= 1.5))",
        p -> p.x() >= 1 && p.x() < 4 && p.y() <= 1.5);
    assertFound(dialect, "((ST_X(\"loc\") > 4) AND (ST_X(\"loc\") < 1))", p -> false);
  }

  private static void assertComputed(
      Dialect dialect, String expression, Function<Point, Double> expected) {
    for (GrantedTable table : TABLES.tables(dialect)) {
      String name = table.published().name();
      Map<Integer, Double> wanted = new TreeMap<>();
      PlaceTables.rows(name)
          .forEach((id, place) -> wanted.put(id, place == null ? null : expected.apply(place)));
      assertThat(ask(dialect, name, expression, ""))
          .as("%s in %s of %s", expression, name, dialect)
          .isEqualTo(wanted);
    }
  }

  private static void assertFound(Dialect dialect, String condition, Predicate<Point> expected) {
    for (GrantedTable table : TABLES.tables(dialect)) {
      String name = table.published().name();
      List<Integer> wanted = new ArrayList<>();
      PlaceTables.rows(name)
          .forEach(
              (id, place) -> {
                if (place != null && expected.test(place)) {
                  wanted.add(id);
                }
              });
      assertThat(ask(dialect, name, "\"id\"", " WHERE " + condition).keySet())
          .as("%s in %s of %s", condition, name, dialect)
          .containsExactlyElementsOf(wanted);
    }
  }

  private static Map<Integer, @Nullable Double> ask(
      Dialect dialect, String table, String expression, String where) {
    String sql = "SELECT \"id\", " + expression + " FROM \"" + table + "\"" + where;
    var checked = TABLES.check(dialect, sql);
    QueryRunner runner = TABLES.runner(dialect);
    Map<Integer, @Nullable Double> found = new TreeMap<>();
    runner.runRows(
        checked,
        runner.render(checked),
        1000,
        row -> {
          BigDecimal value = (BigDecimal) row.get(1);
          found.put(
              ((BigDecimal) Objects.requireNonNull(row.get(0))).intValueExact(),
              value == null ? null : value.doubleValue());
        });
    return found;
  }

  private static String coordinates(Point point) {
    return "CAST(%s AS DOUBLE PRECISION), CAST(%s AS DOUBLE PRECISION)"
        .formatted(
            new BigDecimal(Double.toString(point.x())).toPlainString(),
            new BigDecimal(Double.toString(point.y())).toPlainString());
  }
}
