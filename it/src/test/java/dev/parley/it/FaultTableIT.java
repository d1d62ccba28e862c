// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.tap.Cable;
import dev.parley.it.tap.FaultyLine;
import dev.parley.it.tap.FaultyLine.Fault;
import dev.parley.it.tap.RestartableLauncher;
import dev.parley.it.tap.TapLauncher;
import dev.parley.it.tap.TappedDatabases;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.ThreadLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Promise 5, as a table: whatever part is gone, cut off, slow or full at whatever step, an answer
 * is right, or an error that tells what is wrong comes in time; and afterwards all goes on by
 * itself. States: P0201 a node is missing, P0202 a node failed, P0302 the action failed, P0303 the
 * pipe failed, 57014 the time was up.
 */
@Timeout(60)
class FaultTableIT {
  private static final int ROWS = 3000;
  private static final String COUNT = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final String ALL_ROWS = "SELECT stay FROM visits ORDER BY stay";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** For what the gateway does beyond its time, and for a machine under load. */
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private static final FaultyLine TO_PIPE = new FaultyLine();
  private static final FaultyLine TO_ACTIONS = new FaultyLine();
  private static final Cable TO_DATABASE = new Cable();

  private static final RestartableLauncher LAUNCHER = new RestartableLauncher(new ThreadLauncher());
  private static final TappedDatabases DATABASES =
      new TappedDatabases(
          new TapLauncher(
              LAUNCHER, Map.of(Part.PIPE, TO_PIPE::plug, Part.ACTIONS, TO_ACTIONS::plug)),
          TO_DATABASE::plug);

  private static @Nullable SharedFederation federation;

  /** Places other than lines. */
  enum Place {
    /** The node loses its folder for what does not fit into memory. */
    SCRATCH,
    /** The owner's log cannot be written. */
    AUDIT
  }

  @BeforeAll
  static void start(@org.junit.jupiter.api.io.TempDir Path data) throws Exception {
    for (String node : List.of("north", "south")) {
      Path folder = Files.createDirectories(data.resolve(node));
      Files.writeString(
          folder.resolve("policy.yaml"),
          """
          analysts: [analyst]
          questionsPerDay: 100000
          minOwners: 2
          tables:
            visits:
              minRows: 3
              columns:
                stay: [reveal, aggregate, filter]
          """);
      Files.writeString(
          folder.resolve("visits.csv"),
          IntStream.range(0, ROWS)
              .mapToObj(i -> "\n" + i)
              .collect(Collectors.joining("", "stay", "\n")));
    }
    federation = SharedFederation.start(data, Path.of("target"), DATABASES);
    assertThat(ask(COUNT, "")).isEqualTo(counted());
    assertThat(ask(ALL_ROWS, "")).isEqualTo(allRows());
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
    DATABASES.close();
  }

  @ParameterizedTest(name = "{0}, {2}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # step                  | requests in whose way it stands    | fault       | states besides a right answer
          sub-query is put        | PUT .*-in/.*sub-query              | CUT         | P0303
          sub-query is put        | PUT .*-in/.*sub-query              | ANSWER_LOST | P0303
          sub-query is put        | PUT .*-in/.*sub-query              | FROZEN      | P0303 57014
          sub-query is put        | PUT .*-in/.*sub-query              | STATUS_503  | P0303
          sub-query is put        | PUT .*-in/.*sub-query              | STATUS_429  | P0303
          sub-query is put        | PUT .*-in/.*sub-query              | STATUS_507  | P0303
          gateway has no pipe     | ^gateway-                          | CUT         | P0303 57014
          gateway has no pipe     | ^gateway-                          | FROZEN      | P0303 57014 P0201
          node fetches sub-query  | ^node-south GET .*/sub-query       | CUT         | P0201 57014
          node puts partial       | ^node-south PUT .*/partial         | ANSWER_LOST | P0201 57014
          node puts partial       | ^node-south PUT .*/partial         | FROZEN      | P0201 57014
          node puts partial       | ^node-south PUT .*/partial         | STATUS_507  | P0201 57014
          node says that it did   | ^node-south PUT .*/done            | ANSWER_LOST | P0201 57014
          gateway looks at boards | ^gateway-.* GET .*-board.*list     | STATUS_503  | P0303 57014
          action reads partials   | ^actions GET .*/partial            | CUT         | P0302 P0303
          action reads partials   | ^actions GET .*/partial            | CUT_MIDWAY  | P0302 P0303
          action reads partials   | ^actions GET .*/partial            | FROZEN      | P0302 P0303 57014
          action reads partials   | ^actions GET .*/partial            | STATUS_503  | P0302 P0303
          action puts answer      | ^actions PUT .*/merged             | CUT         | P0302 P0303
          action puts answer      | ^actions PUT .*/merged             | ANSWER_LOST | P0302 P0303
          action puts answer      | ^actions PUT .*/merged             | STATUS_507  | P0302 P0303 57014
          gateway fetches answer  | ^gateway-.* GET .*/merged          | CUT         | P0303
          gateway fetches answer  | ^gateway-.* GET .*/merged          | CUT_MIDWAY  | P0303
          gateway fetches answer  | ^gateway-.* GET .*/merged          | FROZEN_MIDWAY | P0303 57014
          gateway fetches answer  | ^gateway-.* GET .*/merged          | SLOW        | P0303 57014
          gateway fetches answer  | ^gateway-.* GET .*/merged          | STATUS_429  | P0303
          """)
  void aFaultOnTheWayToThePipe(String step, String requests, Fault fault, String states)
      throws Exception {
    TO_PIPE.harm(requests, fault);
    try {
      requireRightOrAnErrorInTime(ALL_ROWS, allRows(), states);
      assertThat(TO_PIPE.harmed()).as("requests that came to harm").isPositive();
    } finally {
      TO_PIPE.mend();
    }
    requireAllGoesOn();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CUT, P0302",
    "ANSWER_LOST, P0302",
    "CUT_MIDWAY, P0302",
    "FROZEN, 57014",
    "SLOW, 57014 P0302",
    "STATUS_500, P0302",
    "STATUS_503, P0302 57014",
    "STATUS_429, 57014"
  })
  void aFaultOnTheWayToTheActionHost(Fault fault, String states) throws Exception {
    TO_ACTIONS.harm("POST ", fault);
    try {
      requireRightOrAnErrorInTime(COUNT, counted(), states);
      assertThat(TO_ACTIONS.harmed()).as("requests that came to harm").isPositive();
    } finally {
      TO_ACTIONS.mend();
    }
    requireAllGoesOn();
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "PIPE, PUT .*-in/.*sub-query, P0303",
    "PIPE, PUT .*/partial, P0303 P0201 57014",
    "PIPE, ^actions GET .*/partial, P0302 P0303 57014",
    "PIPE, ^gateway-.* GET .*/merged, P0303",
    "ACTIONS, ^actions GET .*/partial, P0302 P0303 57014"
  })
  void aPartThatIsKilled(Part part, String when, String states) throws Exception {
    CompletableFuture<Void> killed = killedAt(when, () -> LAUNCHER.stop(part));
    try {
      requireRightOrAnErrorInTime(COUNT, counted(), states);
      killed.get(10, TimeUnit.SECONDS);
    } finally {
      TO_PIPE.mend();
      LAUNCHER.startAgain(part);
    }
    requireAllGoesOn();
  }

  /** Cut off first, so that it neither says farewell nor ends what it does. */
  @ParameterizedTest
  @CsvSource({"^node-south GET .*/sub-query", "^node-south PUT .*/partial"})
  void aNodeThatIsKilled(String when) throws Exception {
    CompletableFuture<Void> killed =
        killedAt(
            when,
            () -> {
              TO_PIPE.harm("^node-south ", Fault.CUT);
              running().stopNode("south");
            });
    try {
      requireRightOrAnErrorInTime(COUNT, counted(), "P0201 57014");
      killed.get(15, TimeUnit.SECONDS);
    } finally {
      TO_PIPE.mend();
      running().startNode("south");
    }
    requireAllGoesOn();
  }

  @ParameterizedTest(name = "frozen: {0}")
  @CsvSource({"false, P0202", "true, P0201 P0202 57014"})
  void aDatabaseOutOfReach(boolean isFrozen, String states) throws Exception {
    TO_DATABASE.cut(!isFrozen);
    TO_DATABASE.clog(isFrozen);
    try {
      requireRightOrAnErrorInTime(COUNT, counted(), states);
    } finally {
      TO_DATABASE.cut(false);
      TO_DATABASE.clog(false);
    }
    requireAllGoesOn();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aNodeThatCannotWrite(Place place) throws Exception {
    Path path =
        place == Place.AUDIT
            ? running().state().audit().resolve("south.log")
            : running().state().nodes().resolve("south").resolve("scratch");
    Path aside = path.resolveSibling("aside");
    Files.move(path, aside);
    Files.writeString(path, "no folder, and no log");
    try {
      requireRightOrAnErrorInTime(COUNT, null, "P0202");
    } finally {
      Files.delete(path);
      Files.move(aside, path);
    }
    requireAllGoesOn();
  }

  private interface Kill {
    void run();
  }

  /** Kills as soon as such a request comes, which it holds up until the kill is done. */
  private static CompletableFuture<Void> killedAt(String when, Kill kill) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> killed = begun.thenRunAsync(kill::run);
    TO_PIPE.harm(when, Fault.FROZEN, () -> begun.complete(null));
    return killed;
  }

  private static void requireRightOrAnErrorInTime(
      String sql, @Nullable List<List<String>> truth, String states) {
    Instant asked = Instant.now();
    List<List<String>> answer = null;
    SQLException error = null;
    try {
      answer = ask(sql, "/?timeout=" + TIMEOUT.toMillis() + "ms");
    } catch (SQLException e) {
      error = e;
    }
    assertThat(Duration.between(asked, Instant.now())).isLessThan(TIMEOUT.plus(MARGIN));
    if (error == null) {
      assertThat(answer).isEqualTo(truth);
    } else {
      assertThat(error.getSQLState()).as(error.getMessage()).isIn((Object[]) states.split(" "));
    }
  }

  /** Nobody has to start anything again; it may take a few heartbeats until all is seen. */
  private static void requireAllGoesOn() throws Exception {
    RogueGateway.await("the federation to answer", () -> counted().equals(askOrNull(COUNT)));
    assertThat(ask(COUNT, "")).isEqualTo(counted());
    RogueGateway.await("questions to be taken back", () -> !isOneLeft());
  }

  private static boolean isOneLeft() throws IOException {
    try (Stream<Path> files = Files.walk(running().state().pipe())) {
      return files.anyMatch(file -> file.endsWith("sub-query"));
    } catch (java.io.UncheckedIOException e) {
      return true; // something was deleted meanwhile
    }
  }

  private static List<List<String>> ask(String sql, String option) throws SQLException {
    LocalFederation local = running().federation();
    return Rows.of(
        () ->
            DriverManager.getConnection(
                local.url() + option, LocalFederationSettings.USER, local.settings().password()),
        sql);
  }

  private static @Nullable List<List<String>> askOrNull(String sql) {
    try {
      return ask(sql, "");
    } catch (SQLException e) {
      return null;
    }
  }

  private static List<List<String>> counted() {
    return List.of(List.of(String.valueOf(2 * ROWS), String.valueOf((long) ROWS * (ROWS - 1))));
  }

  private static List<List<String>> allRows() {
    return IntStream.range(0, 2 * ROWS).mapToObj(i -> List.of(String.valueOf(i / 2))).toList();
  }

  private static SharedFederation running() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }
}
