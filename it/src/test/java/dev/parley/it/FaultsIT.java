// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.RogueGateway.Sealed;
import dev.parley.it.tap.Cable;
import dev.parley.it.tap.RestartableLauncher;
import dev.parley.it.tap.TapLauncher;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promises 3 and 5: the owner decides, and anyone may vanish. Two owners, of whom each wants the
 * other in every answer, and at least three rows in every number.
 */
@Timeout(60)
class FaultsIT {
  private static final String COUNT = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final String RUNNING =
      "SELECT id FROM parley.queries WHERE state = 'running' AND id IS NOT NULL";
  private static final List<List<String>> COUNTED = List.of(List.of("18", "230"));
  private static final Duration QUICKLY = Duration.ofSeconds(20);

  private static final Cable TO_ACTIONS = new Cable();

  private static @Nullable RestartableLauncher launcher;
  private static @Nullable SharedFederation federation;

  @BeforeAll
  static void start() throws Exception {
    launcher = new RestartableLauncher(new ThreadLauncher());
    federation =
        SharedFederation.start(
            Path.of("src/test/resources/faults"),
            Path.of("target"),
            new TapLauncher(launcher, Map.of(Part.ACTIONS, TO_ACTIONS::plug)));
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
  }

  @Test
  void aNodeThatIsGoneIsNamedAndOneThatComesBackAnswers() throws Exception {
    assertThat(ask(COUNT)).isEqualTo(COUNTED);
    running().stopNode("south");
    try {
      Instant asked = Instant.now();

      SQLException first = errorOf(COUNT);
      SQLException second = errorOf(COUNT);

      assertThat(Duration.between(asked, Instant.now())).isLessThan(QUICKLY);
      assertThat(first.getSQLState()).isEqualTo("P0201");
      assertThat(first.getMessage()).contains("'south'");
      assertThat(first.getMessage()).doesNotContain("north");
      assertThat(second.getMessage()).contains("Node 'south' is offline");
    } finally {
      running().startNode("south");
    }
    RogueGateway.await("the node to be seen", () -> COUNTED.equals(askOrNull(COUNT)));
  }

  @Test
  void aQueryThatWaitsIsCancelledAtOnce() throws Exception {
    TO_ACTIONS.clog(true);
    try (Connection connection = running().connect();
        Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> failure =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      SQLException.class, () -> statement.executeQuery(COUNT).close()));
      RogueGateway.await("the query to run", () -> !ask(RUNNING).isEmpty());
      Instant cancelled = Instant.now();

      statement.cancel();

      assertThat(failure.get(10, TimeUnit.SECONDS).getSQLState()).isEqualTo("57014");
      assertThat(Duration.between(cancelled, Instant.now())).isLessThan(Duration.ofSeconds(2));
    } finally {
      TO_ACTIONS.clog(false);
    }
    RogueGateway.await("the action host to answer", () -> COUNTED.equals(askOrNull(COUNT)));
  }

  @Test
  void aPipeThatFailsIsAnErrorAndOneThatComesBackCarries() throws Exception {
    launched().stop(Part.PIPE);
    try {
      assertThat(errorOf(COUNT).getSQLState()).isEqualTo("P0303");
    } finally {
      launched().startAgain(Part.PIPE);
    }
    RogueGateway.await("the pipe to carry", () -> COUNTED.equals(askOrNull(COUNT)));
  }

  @Test
  void anActionHostOutOfReachIsAnError() throws Exception {
    TO_ACTIONS.cut(true);
    try {
      assertThat(errorOf(COUNT).getSQLState()).isEqualTo("P0302");
    } finally {
      TO_ACTIONS.cut(false);
    }
    RogueGateway.await("the action host to answer", () -> COUNTED.equals(askOrNull(COUNT)));
  }

  @Test
  void whatOneOwnerForbidsIsAnErrorThatNamesOwnerColumnAndUse() {
    SQLException error = errorOf("SELECT SECURE SUM(cost) FROM visits");

    assertThat(error.getSQLState()).isEqualTo("42501");
    assertThat(error.getMessage()).contains("'south'");
    assertThat(error.getMessage()).contains("'cost'");
    assertThat(error.getMessage()).contains("'aggregate'");
    assertThat(error.getMessage()).doesNotContain("north");
  }

  @Test
  void theNodeItselfRefusesWhatItsOwnerForbidsWhateverAGatewayAsks() throws Exception {
    try (RogueGateway rogue = rogue()) {
      Sealed sealed = rogue.seal("SELECT SUM(\"cost\") FROM \"visits\"", Duration.ZERO);

      rogue.put(sealed);
      RefusalMessage refusal = rogue.awaitRefusal(sealed);

      assertThat(refusal.code()).isEqualTo(ErrorCode.USE_FORBIDDEN);
      assertThat(refusal.fact()).contains("'south'", "'cost'", "aggregate");
      assertThat(rogue.isAnswered(sealed)).isFalse();
      rogue.withdraw(sealed);
    }
  }

  @Test
  void aSubQueryThatIsReplayedIsNotAnsweredAgain() throws Exception {
    try (RogueGateway rogue = rogue()) {
      Sealed sealed = rogue.seal("SELECT COUNT(*) FROM \"visits\"", Duration.ZERO);
      rogue.put(sealed);
      RogueGateway.await("the first answer", () -> rogue.isAnswered(sealed));
      rogue.withdraw(sealed);
      RogueGateway.await("the node to tidy up", () -> rogue.isForgotten(sealed));

      rogue.put(sealed);
      RefusalMessage refusal = rogue.awaitRefusal(sealed);

      assertThat(refusal.code()).isEqualTo(ErrorCode.NODE_MISSING);
      assertThat(refusal.fact()).contains("answers no query twice");
      assertThat(rogue.isAnswered(sealed)).isFalse();
      rogue.withdraw(sealed);
    }
  }

  @Test
  void aSubQueryThatHasExpiredIsRefused() throws Exception {
    try (RogueGateway rogue = rogue()) {
      Sealed sealed = rogue.seal("SELECT COUNT(*) FROM \"visits\"", Duration.ofHours(1));

      rogue.put(sealed);
      RefusalMessage refusal = rogue.awaitRefusal(sealed);

      assertThat(refusal.code()).isEqualTo(ErrorCode.PEER_REFUSED);
      assertThat(refusal.fact()).contains("expired");
      assertThat(rogue.isAnswered(sealed)).isFalse();
      rogue.withdraw(sealed);
    }
  }

  @Test
  void aTableOfOneOwnerIsNotAskedIfTheOwnerWantsTwo() {
    SQLException error = errorOf("SELECT SECURE COUNT(*) FROM beds");

    assertThat(error.getSQLState()).isEqualTo("P0204");
    assertThat(error.getMessage()).contains("'north'");
  }

  @Test
  void anAnswerOfTooFewRowsOfOneOwnerIsAnError() {
    SQLException error = errorOf("SELECT SECURE SUM(stay) FROM visits WHERE ward = 'c'");

    assertThat(error.getSQLState()).isEqualTo("P0205");
  }

  @Test
  void aGroupOfTooFewRowsOfOneOwnerIsLeftOutWithAWarning() throws Exception {
    try (Connection connection = running().connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT ward, SECURE SUM(stay) FROM visits GROUP BY ward ORDER BY ward")) {
      assertThat(Rows.of(result)).isEqualTo(List.of(List.of("a", "47"), List.of("b", "87")));
      SQLWarning warning = statement.getWarnings();
      assertThat(warning == null ? "" : warning.getMessage()).contains("1 group is left out");
    }
  }

  @Test
  void aWrongPasswordOpensNothing() {
    SQLException error =
        catchThrowableOfType(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                        running().federation().url(), LocalFederationSettings.USER, "wrong")
                    .close());

    assertThat(error.getSQLState()).isEqualTo("28P01");
  }

  private static RogueGateway rogue() throws Exception {
    return new RogueGateway(running().federation(), new NodeId("south"));
  }

  private static List<List<String>> ask(String sql) throws SQLException {
    return Rows.of(running()::connect, sql);
  }

  private static @Nullable List<List<String>> askOrNull(String sql) {
    try {
      return ask(sql);
    } catch (SQLException e) {
      return null;
    }
  }

  private static SQLException errorOf(String sql) {
    return catchThrowableOfType(SQLException.class, () -> ask(sql));
  }

  private static SharedFederation running() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }

  private static RestartableLauncher launched() {
    if (launcher == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return launcher;
  }
}
