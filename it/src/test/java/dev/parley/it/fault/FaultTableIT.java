// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.RogueGateway;
import dev.parley.it.SharedFederation;
import dev.parley.it.tap.Cable;
import dev.parley.it.tap.FaultyLine;
import dev.parley.it.tap.FaultyLine.Fault;
import dev.parley.it.tap.TapLauncher;
import dev.parley.it.tap.TappedDatabases;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promise 5, as a table: whatever line is cut, slow or refused at whatever step, an answer is
 * right, or an error that tells what is wrong comes in time; afterwards all goes on by itself, and
 * nothing is left of the question. Ends: P0201 a node is missing, P0202 a node failed, P0302 the
 * action failed, P0303 the pipe failed, 57014 the time was up. Either an error comes AT_ONCE,
 * however much time there would be, or when the TIME of the question is up. Where there are two
 * ends, either may come first.
 */
@Timeout(120)
class FaultTableIT {
  private static final int ROWS = 3000;
  private static final String COUNT = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final String ALL_ROWS = "SELECT stay FROM visits ORDER BY stay";

  /** So many times what it takes without a fault, for the machine may be busy. */
  private static final int AMPLE = 5;

  /** For what the gateway does beyond its time, and for a machine under load. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** A question without a fault takes a tenth of that, on a machine with nothing else to do. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private static final FaultyLine TO_PIPE = new FaultyLine();
  private static final FaultyLine TO_ACTIONS = new FaultyLine();
  private static final Cable TO_DATABASE = new Cable();

  private static final TappedDatabases DATABASES =
      new TappedDatabases(
          new TapLauncher(
              new ThreadLauncher(),
              Map.of(Part.PIPE, TO_PIPE::plug, Part.ACTIONS, TO_ACTIONS::plug)),
          TO_DATABASE::plug);

  private static @Nullable SharedFederation federation;

  /** How long the last question without a fault took. */
  private static Duration usual = Duration.ZERO;

  /** When a question ends. */
  enum When {
    AT_ONCE,
    TIME
  }

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    for (String node : List.of("north", "south")) {
      Visits.write(data, node, IntStream.range(0, ROWS));
    }
    federation = SharedFederation.start(data, Path.of("target"), DATABASES);
    assertThat(word(ask(ALL_ROWS, ""))).isEqualTo("RIGHT");
    requireAllGoesOn();
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
          # step                  | requests in whose way it stands    | fault         | end           | when
          sub-query is put        | PUT .*-in/.*sub-query              | CUT           | P0303         | AT_ONCE
          sub-query is put        | PUT .*-in/.*sub-query              | ANSWER_LOST   | P0303         | AT_ONCE
          sub-query is put        | PUT .*-in/.*sub-query              | STATUS_403    | P0303         | AT_ONCE
          sub-query is put        | PUT .*-in/.*sub-query              | STATUS_503    | P0303         | AT_ONCE
          sub-query is put        | PUT .*-in/.*sub-query              | STATUS_429    | P0303         | AT_ONCE
          sub-query is put        | PUT .*-in/.*sub-query              | STATUS_507    | P0303         | AT_ONCE
          gateway has no pipe     | ^gateway-                          | CUT           | P0303         | AT_ONCE
          gateway has no pipe     | ^gateway-                          | FROZEN        | 57014         | TIME
          gateway has no pipe     | ^gateway-                          | STATUS_403    | P0303         | AT_ONCE
          gateway has no pipe     | ^gateway-                          | STATUS_503    | P0303         | AT_ONCE
          gateway's pipe is slow  | ^gateway-                          | SLOW          | 57014 P0201   | TIME
          node fetches sub-query  | ^node-south GET .*/sub-query       | CUT           | P0201         | TIME
          node puts partial       | ^node-south PUT .*/partial         | ANSWER_LOST   | P0201         | TIME
          node puts partial       | ^node-south PUT .*/partial         | FROZEN        | P0201         | TIME
          node says that it did   | ^node-south PUT .*/done            | ANSWER_LOST   | RIGHT         | AT_ONCE
          node is let nowhere     | ^node-south                        | STATUS_403    | P0201         | TIME
          gateway looks at boards | ^gateway-.* GET .*-board.*list     | STATUS_503    | P0303         | AT_ONCE
          action reads partials   | ^actions GET .*/partial            | CUT           | P0302         | AT_ONCE
          action reads partials   | ^actions GET .*/partial            | CUT_MIDWAY    | P0302         | AT_ONCE
          action reads partials   | ^actions GET .*/partial            | FROZEN        | 57014         | TIME
          action reads partials   | ^actions GET .*/partial            | STATUS_403    | P0302         | AT_ONCE
          action reads partials   | ^actions GET .*/partial            | STATUS_503    | P0302         | AT_ONCE
          action puts answer      | ^actions PUT .*/merged             | CUT           | P0302         | AT_ONCE
          action puts answer      | ^actions PUT .*/merged             | ANSWER_LOST   | P0302         | AT_ONCE
          action puts answer      | ^actions PUT .*/merged             | STATUS_507    | P0302         | AT_ONCE
          gateway fetches answer  | ^gateway-.* GET .*/merged          | CUT           | P0303         | AT_ONCE
          gateway fetches answer  | ^gateway-.* GET .*/merged          | CUT_MIDWAY    | P0303         | AT_ONCE
          gateway fetches answer  | ^gateway-.* GET .*/merged          | FROZEN_MIDWAY | 57014         | TIME
          gateway fetches answer  | ^gateway-.* GET .*/merged          | STATUS_429    | P0303         | AT_ONCE
          """)
  void aFaultOnTheWayToThePipe(String step, String requests, Fault fault, String end, When when)
      throws Exception {
    TO_PIPE.harm(requests, fault);
    try {
      requireEnd(ALL_ROWS, end, when);
      assertThat(TO_PIPE.harmed()).as("requests that came to harm").isPositive();
    } finally {
      TO_PIPE.mend();
    }
    requireAllGoesOn();
  }

  /** A gateway waits three quarters of the time for nodes that it can do without. */
  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource({"^node-south, STATUS_403", "^node-south PUT .*/partial, FROZEN"})
  void aFaultOfANodeThatOneCanDoWithout(String requests, Fault fault) throws Exception {
    TO_PIPE.harm(requests, fault);
    try {
      Duration timeout = ample(Duration.ofSeconds(3));
      Outcome outcome = ask(COUNT, "minNodes=1&timeout=" + timeout.toMillis() + "ms");

      assertThat(word(outcome)).as(outcome.said()).isEqualTo("WITHOUT_SOUTH");
      assertThat(outcome.took()).isLessThan(timeout);
    } finally {
      TO_PIPE.mend();
    }
    requireAllGoesOn();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CUT, P0302, AT_ONCE",
    "ANSWER_LOST, P0302, AT_ONCE",
    "CUT_MIDWAY, P0302, AT_ONCE",
    "FROZEN, 57014, TIME",
    "SLOW, RIGHT, AT_ONCE",
    "STATUS_403, P0302, AT_ONCE",
    "STATUS_500, P0302, AT_ONCE",
    "STATUS_503, P0302, AT_ONCE",
    "STATUS_429, 57014, TIME"
  })
  void aFaultOnTheWayToTheActionHost(Fault fault, String end, When when) throws Exception {
    TO_ACTIONS.harm("POST ", fault);
    try {
      requireEnd(COUNT, end, when);
      assertThat(TO_ACTIONS.harmed()).as("requests that came to harm").isPositive();
    } finally {
      TO_ACTIONS.mend();
    }
    requireAllGoesOn();
  }

  @ParameterizedTest(name = "frozen: {0}")
  @CsvSource({"false, P0202, AT_ONCE", "true, P0201, TIME"})
  void aDatabaseOutOfReach(boolean isFrozen, String end, When when) throws Exception {
    TO_DATABASE.cut(!isFrozen);
    TO_DATABASE.clog(isFrozen);
    try {
      requireEnd(COUNT, end, when);
    } finally {
      TO_DATABASE.cut(false);
      TO_DATABASE.clog(false);
    }
    requireAllGoesOn();
  }

  private static Duration ample(Duration least) {
    Duration ample = usual.multipliedBy(AMPLE);
    return ample.compareTo(least) > 0 ? ample : least;
  }

  private static void requireEnd(String sql, String end, When when) {
    Duration timeout = ample(Duration.ofMillis(1500));
    Outcome outcome =
        ask(sql, when == When.TIME ? "timeout=" + timeout.toMillis() + "ms" : "timeout=30s");
    assertThat(word(outcome)).as(outcome.said()).isIn((Object[]) end.split(" ", -1));
    assertThat(outcome.took())
        .as(outcome.said())
        .isLessThan(when == When.TIME ? timeout.plus(MARGIN) : AT_ONCE);
  }

  /** Nobody has to start anything again; it may take a few heartbeats until all is seen. */
  private static void requireAllGoesOn() throws Exception {
    RogueGateway.await(
        "the federation to answer",
        () -> {
          Outcome outcome = ask(COUNT, "");
          usual = outcome.took();
          return word(outcome).equals("RIGHT");
        });
    new Leftovers(running().state().pipe()).awaitWithdrawal();
  }

  private static Outcome ask(String sql, String options) {
    return Outcome.of(running().federation(), sql, options);
  }

  private static String word(Outcome outcome) {
    boolean counts = outcome.rows().size() == 1;
    return counts ? outcome.word(counted(2), counted(1)) : outcome.word(allRows(), List.of());
  }

  private static List<List<String>> counted(int nodes) {
    return List.of(
        List.of(
            String.valueOf(nodes * ROWS), String.valueOf((long) nodes * ROWS * (ROWS - 1) / 2)));
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
