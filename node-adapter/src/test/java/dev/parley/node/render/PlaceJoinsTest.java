// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.check.PolicyCheck;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotWidths;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.spatial.PlaceList.Entry;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables joined with a list of places in every database, against what Java computes. */
class PlaceJoinsTest {
  private static final String NEAR = "(ST_DISTANCE(\"loc\", LIST_X, LIST_Y) <= LIST_R)";

  @RegisterExtension static final PlaceTables TABLES = new PlaceTables();

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void rowsAreJoinedWithEachPlaceThatIsNear(Dialect dialect) {
    assertJoined(dialect, NEAR, list(), (p, e) -> p.distance(e.x(), e.y()) <= e.radius());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void oneEntryIsAList(Dialect dialect) {
    PlaceList one = new PlaceList(List.of(new Entry(9_999, 4, -4.25, 0)));
    assertJoined(dialect, NEAR, one, (p, e) -> p.distance(e.x(), e.y()) <= e.radius());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRadiusMayBeTheSameForAllAndOtherConditionsNarrow(Dialect dialect) {
    assertJoined(
        dialect,
        "((ST_DISTANCE(\"loc\", LIST_X, LIST_Y) < 2.5) AND (ST_X(\"loc\") > 0))",
        list(),
        (p, e) -> p.distance(e.x(), e.y()) < 2.5 && p.x() > 0);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsFarIsNotBounded(Dialect dialect) {
    assertJoined(
        dialect,
        "(ST_DISTANCE(\"loc\", LIST_X, LIST_Y) > LIST_R)",
        list(),
        (p, e) -> p.distance(e.x(), e.y()) > e.radius());
    assertJoined(
        dialect,
        "(" + NEAR + " OR (ST_X(\"loc\") > 3))",
        list(),
        (p, e) -> p.distance(e.x(), e.y()) <= e.radius() || p.x() > 3);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void distancesOnTheSphereHaveBoundsOfTheirOwn(Dialect dialect) {
    PlaceList poles =
        new PlaceList(
            List.of(
                new Entry(0, 179.9, 0.5, 120_000),
                new Entry(1, 11.6, 49.9, 8_000),
                new Entry(2, 30, 89.9, 12_000)));
    assertJoined(
        dialect,
        "(ST_DISTANCESPHERE(\"loc\", LIST_X, LIST_Y) <= LIST_R)",
        poles,
        (p, e) -> p.isOnEarth() && p.sphereDistance(e.x(), e.y()) <= e.radius());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void entriesOfOneNumberAreCountedTogether(Dialect dialect) {
    for (GrantedTable table : TABLES.tables(dialect)) {
      String name = table.published().name();
      Map<Integer, Long> wanted = new TreeMap<>();
      joined(name, list(), (p, e) -> p.distance(e.x(), e.y()) <= e.radius())
          .forEach(pair -> wanted.merge(pair.get(0), 1L, Long::sum));
      String sql =
          "SELECT LIST_N, COUNT(*) FROM \"%s\", LIST WHERE %s GROUP BY LIST_N"
              .formatted(name, NEAR);
      CheckedQuery checked = checked(dialect, sql, list());
      Map<Integer, Long> found = new TreeMap<>();
      var runner = TABLES.runner(dialect);
      runner.run(
          checked,
          runner.render(checked),
          group -> found.put(whole(group.key().get(0)), group.rows()));

      assertThat(found).as("%s of %s", name, dialect).isEqualTo(wanted);
    }
  }

  @Test
  void aListIsThereIfTheQueryReadsOneAndOnlyThen() {
    PlaceList one = new PlaceList(List.of(new Entry(0, 1, 1, 1)));
    Optional<PlaceList> none = Optional.empty();

    assertRefused("SELECT \"id\" FROM \"doubles\"", Optional.of(one), Optional.empty());
    assertRefused("SELECT \"id\" FROM \"doubles\", LIST WHERE " + NEAR, none, Optional.empty());
    assertThatThrownBy(() -> TABLES.parse("SELECT \"id\" FROM \"doubles\", LIST"))
        .hasMessageContaining("not canonical SQL");
    assertThatThrownBy(() -> TABLES.parse("SELECT LIST_N, \"id\" FROM \"doubles\""))
        .hasMessageContaining("not canonical SQL");
  }

  /** Who writes a place five times has not seen five rows. */
  @Test
  void aRowIsCountedOnceForEachPlaceOfItsGroupThatItIsNear() {
    String counts = "SELECT COUNT(*) FROM \"doubles\", LIST WHERE " + NEAR;
    String each =
        "SELECT LIST_N, COUNT(*) FROM \"doubles\", LIST WHERE " + NEAR + " GROUP BY LIST_N";
    String far = counts.replace("<=", ">");
    PlaceList same = new PlaceList(Collections.nCopies(5, new Entry(3, 1, 1, 1)));
    PlaceList chain =
        new PlaceList(
            List.of(new Entry(0, 0, 0, 1), new Entry(1, 1.5, 0, 1), new Entry(2, 9, 0, 1)));

    assertThat(Overlaps.most(checked(Dialect.H2, counts, same))).isEqualTo(5);
    assertThat(Overlaps.most(checked(Dialect.H2, each, same))).isEqualTo(5);
    assertThat(Overlaps.most(checked(Dialect.H2, counts, chain))).isEqualTo(2);
    assertThat(Overlaps.most(checked(Dialect.H2, each, chain))).isEqualTo(1);
    assertThat(Overlaps.most(checked(Dialect.H2, far, chain))).isEqualTo(3);
  }

  @Test
  void roundsAreOfEntriesThatTheirNumbersTellApart() {
    String best =
        "SELECT LIST_N, \"id\" FROM \"doubles\", LIST"
            + " ORDER BY BEST(ST_DISTANCE(\"loc\", LIST_X, LIST_Y)) ASC NULLS LAST LIMIT 2";
    PlaceList twice = new PlaceList(List.of(new Entry(0, 1, 1, 0), new Entry(0, 2, 2, 0)));
    PlaceList one = new PlaceList(List.of(new Entry(0, 1, 1, 0)));
    Narrowing released =
        new Narrowing(
            Optional.of(QueryId.random(new SecureRandom())), new Narrowing.Release(Rank.LAST));

    assertRefused(best, Optional.of(twice), Optional.of(released));
    assertThat(check(best, List.of(), Optional.of(one), Optional.of(released)).places())
        .contains(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT LIST_X FROM \"doubles\", LIST",
        "SELECT \"id\" FROM \"doubles\", LIST WHERE (LIST_X < 3)",
        "SELECT \"id\" FROM \"doubles\", LIST WHERE (ST_CELL_X(\"loc\", LIST_R) = 1)",
        "SELECT LIST_R, COUNT(*) FROM \"doubles\", LIST GROUP BY LIST_R",
      })
  void ofAListNothingIsAskedButHowFarItIsAndWhichEntry(String sql) {
    PlaceList one = new PlaceList(List.of(new Entry(0, 1, 1, 1)));

    assertThatThrownBy(() -> check(sql, List.of(), Optional.of(one), Optional.empty()))
        .isInstanceOf(ParleyException.class);
  }

  private static void assertRefused(
      String sql, Optional<PlaceList> list, Optional<Narrowing> narrowing) {
    assertThatThrownBy(() -> check(sql, List.of(), list, narrowing))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER_REFUSED));
  }

  private static void assertJoined(
      Dialect dialect, String where, PlaceList list, BiPredicate<Point, Entry> expected) {
    for (GrantedTable table : TABLES.tables(dialect)) {
      String name = table.published().name();
      String sql = "SELECT LIST_N, \"id\" FROM \"" + name + "\", LIST WHERE " + where;
      CheckedQuery checked = checked(dialect, sql, list);
      List<List<Integer>> found = new ArrayList<>();
      var runner = TABLES.runner(dialect);
      runner.runRows(
          checked,
          runner.render(checked),
          100_000,
          row -> found.add(row.stream().map(PlaceJoinsTest::whole).toList()));

      assertThat(found)
          .as("%s in %s of %s", where, name, dialect)
          .containsExactlyInAnyOrderElementsOf(joined(name, list, expected));
    }
  }

  private static int whole(@Nullable Object value) {
    return ((BigDecimal) Objects.requireNonNull(value)).intValueExact();
  }

  private static List<List<Integer>> joined(
      String table, PlaceList list, BiPredicate<Point, Entry> expected) {
    List<List<Integer>> joined = new ArrayList<>();
    for (Map.Entry<Integer, @Nullable Point> row : PlaceTables.rows(table).entrySet()) {
      Point place = row.getValue();
      for (Entry entry : list.entries()) {
        if (place != null && expected.test(place, entry)) {
          joined.add(List.of(entry.number(), row.getKey()));
        }
      }
    }
    return joined;
  }

  private static CheckedQuery checked(Dialect dialect, String sql, PlaceList list) {
    CanonicalQuery query = TABLES.parse(sql);
    var tables = TABLES.tables(dialect);
    List<Slot> slots =
        query instanceof AggregateQuery aggregates
            ? SlotWidths.of(
                aggregates.aggregations(),
                new CheckedQuery(query, tables.get(0), List.of()).typing())
            : List.of();
    return check(tables, ask(sql, slots, Optional.of(list), Optional.empty()));
  }

  private static CheckedQuery check(List<GrantedTable> tables, SubQuery asked) {
    return new PolicyCheck(PlaceTables.NODE, tables).check(TABLES.parse(asked.sql()), asked);
  }

  private static SubQuery ask(
      String sql, List<Slot> slots, Optional<PlaceList> list, Optional<Narrowing> narrowing) {
    return new SubQuery(
        sql, List.of(PlaceTables.NODE), slots, "00", QuerySecret.of(new byte[32]), list, narrowing);
  }

  private static CheckedQuery check(
      String sql, List<Slot> slots, Optional<PlaceList> list, Optional<Narrowing> narrowing) {
    return check(TABLES.tables(Dialect.H2), ask(sql, slots, list, narrowing));
  }

  /** Places of rows and others, some twice, with radii from nothing to all. */
  private static PlaceList list() {
    List<Entry> entries = new ArrayList<>();
    Random random = new Random(11);
    TreeSet<Integer> ids = new TreeSet<>(PlaceTables.PLACES.keySet());
    for (int id : ids) {
      Point place = PlaceTables.PLACES.get(id);
      if (place != null) {
        entries.add(new Entry(id % 50, place.x(), place.y(), random.nextInt(5) / 2.0));
      }
    }
    entries.add(new Entry(60, 0.25, -0.5, 1e200));
    entries.add(new Entry(61, 0.25, -0.5, -1));
    entries.add(new Entry(61, -1e150, 1e150, 1));
    return new PlaceList(entries);
  }
}
