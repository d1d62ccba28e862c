// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.check.PolicyCheck;
import dev.parley.node.config.Location;
import dev.parley.node.config.Policy;
import dev.parley.node.config.TablePolicy;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.Grants;
import dev.parley.node.database.RealDatabases;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.spatial.PlaceList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much of a table is held in memory while the nearest rows to each place are found. */
class NearestToEachTest {
  private static final NodeId NODE = new NodeId("north");
  private static final int ROWS = 400;
  private static final int TEXT = 10_000;
  private static final int PLACES = 3;
  private static final CanonicalParser PARSER = new CanonicalParser();

  private static @Nullable Database database;
  private static @Nullable QueryRunner runner;
  private static List<GrantedTable> tables = List.of();

  @BeforeAll
  static void open() throws Exception {
    Database opened =
        RealDatabases.open(
            Dialect.H2,
            "CREATE TABLE \"notes\" (\"id\" INTEGER NOT NULL, \"lon\" DOUBLE PRECISION,"
                + " \"lat\" DOUBLE PRECISION, \"text\" VARCHAR)",
            "INSERT INTO \"notes\" SELECT x, %d - x, 0, REPEAT('n', %d) FROM SYSTEM_RANGE(1, %d)"
                .formatted(ROWS, TEXT, ROWS));
    database = opened;
    runner = new QueryRunner(NODE, opened, ROWS);
    Set<Use> all = EnumSet.allOf(Use.class);
    TablePolicy policy =
        new TablePolicy(
            List.of("id"),
            1,
            Optional.of(new Location("loc", Optional.of(new Location.Coordinates("lon", "lat")))),
            Map.of("id", all, "loc", all, "text", all));
    tables = Grants.find(new Policy(Set.of(), 1, 1, Map.of("notes", policy)), opened.tables());
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(runner).close();
    Objects.requireNonNull(database).close();
    PARSER.close();
  }

  /** What counts held bytes. */
  private static final class Held implements LongConsumer {
    private long now;
    private long most;

    @Override
    public void accept(long more) {
      now += more;
      most = Math.max(most, now);
    }
  }

  @Test
  void rowsThatOthersDisplaceAreNotHeld() {
    Held held = new Held();

    // the nearest row comes last
    List<NearestToEach.Found> found = find(5, held);

    assertThat(found).hasSize(PLACES).allMatch(entry -> entry.rows().size() == 5);
    assertThat(held.now).isBetween(5L * PLACES * TEXT, 6L * PLACES * TEXT);
    assertThat(held.most).isLessThanOrEqualTo(6L * PLACES * TEXT);
  }

  @Test
  void whoeverHasNoRoomForThemEndsIt() {
    Held held = new Held();
    long room = 20L * PLACES * TEXT;

    assertThatThrownBy(
            () ->
                find(
                    ROWS,
                    more -> {
                      held.accept(more);
                      if (held.now > room) {
                        throw new IllegalStateException("full");
                      }
                    }))
        .hasMessage("full");
    assertThat(held.most).isLessThan(2 * room);
  }

  private static List<NearestToEach.Found> find(int limit, LongConsumer held) {
    String sql =
        "SELECT \"text\" FROM \"notes\", LIST WHERE (ST_X(\"loc\") IS NOT NULL)"
            + " ORDER BY BEST(ST_DISTANCE(\"loc\", LIST_X, LIST_Y)) ASC NULLS LAST LIMIT "
            + limit;
    PlaceList list =
        new PlaceList(
            List.of(
                new PlaceList.Entry(0, 0, 0, 0),
                new PlaceList.Entry(1, -1, 0, 0),
                new PlaceList.Entry(2, -2, 0, 0)));
    CheckedQuery alone = new PolicyCheck(NODE, tables).check(PARSER.parse(sql), List.of());
    CheckedQuery listed =
        new CheckedQuery(alone.query(), alone.table(), List.of(), Optional.of(list));
    QueryRunner running = Objects.requireNonNull(runner);
    try (QueryRunner.Session session = running.open()) {
      return new NearestToEach(running).find(listed, session, held).orElseThrow();
    }
  }
}
