// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.RogueGateway;
import dev.parley.it.RogueGateway.Sealed;
import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Open;
import dev.parley.it.cluster.S3Objects;
import dev.parley.it.tap.Cable;
import dev.parley.it.tap.TapLauncher;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.federation.LocalFederationSettings.Cloud;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever became of a query, nothing of it is left in Ozone when its time is over: objects are
 * counted there, past the guard.
 */
@ExtendWith(OzoneStage.class)
class OzoneLeftoversIT {
  private static final String NAME = "leftovers";
  private static final String COUNT = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final String RUNNING =
      "SELECT id FROM parley.queries WHERE state = 'running' AND id IS NOT NULL";
  private static final List<List<String>> COUNTED = List.of(List.of("12", "78"));
  private static final Duration RETENTION = Duration.ofMinutes(1);

  /** A merged answer is kept for twice as long, and the guard sweeps ten times in a retention. */
  private static final Duration AT_LAST = RETENTION.multipliedBy(2).plusSeconds(30);

  private static final Cable TO_ACTIONS = new Cable();

  @Test
  void nothingIsLeftOfAnyQuery(Open stage, @TempDir Path data) throws Exception {
    Visits.write(data, "north", IntStream.rangeClosed(1, 6));
    Visits.write(data, "south", IntStream.rangeClosed(7, 12));
    try (S3Objects objects = stage.objects();
        SharedFederation federation =
            SharedFederation.start(
                data,
                Path.of("target"),
                state ->
                    new TapLauncher(new ThreadLauncher(), Map.of(Part.ACTIONS, TO_ACTIONS::plug)),
                settings ->
                    settings
                        .withFederation(new FederationId(NAME))
                        .withCloud(new Cloud(stage.store(), RETENTION)))) {
      crash(federation);
      finish(federation);
      fail(federation);
      cancel(federation);

      Instant deadline = Instant.now().plus(AT_LAST);
      assertThat(left(objects))
          .as("a crashed query leaves its objects at first")
          .anyMatch(name -> name.endsWith("/sub-query"))
          .anyMatch(name -> name.endsWith("/partial"))
          .anyMatch(name -> name.endsWith("/done"))
          .anyMatch(name -> name.endsWith("/merged"));
      while (!left(objects).isEmpty() && Instant.now().isBefore(deadline)) {
        Thread.sleep(1000);
      }
      assertThat(left(objects)).as("after all has expired").isEmpty();
      assertThat(objects.buckets(NAME + "-")).allMatch(bucket -> isQuiet(objects, bucket));
    }
  }

  /** As a gateway that has asked, and is gone for ever. */
  private static void crash(SharedFederation federation) throws Exception {
    try (RogueGateway gone = new RogueGateway(federation.federation(), new NodeId("south"))) {
      Sealed sealed = gone.seal("SELECT COUNT(*) FROM \"visits\"", Duration.ZERO);
      gone.put(sealed);
      RogueGateway.await("the answer", () -> gone.isAnswered(sealed));
      Sealed late = gone.seal("SELECT COUNT(*) FROM \"visits\"", Duration.ofHours(1));
      gone.put(late);
      var unused = gone.awaitRefusal(late);
    }
  }

  private static void finish(SharedFederation federation) throws SQLException {
    assertThat(Rows.of(federation::connect, COUNT)).isEqualTo(COUNTED);
  }

  private static void fail(SharedFederation federation) {
    TO_ACTIONS.cut(true);
    try {
      assertThat(errorOf(federation).getSQLState()).isEqualTo("P0302");
    } finally {
      TO_ACTIONS.cut(false);
    }
  }

  private static void cancel(SharedFederation federation) throws Exception {
    TO_ACTIONS.clog(true);
    try (Connection connection = federation.connect();
        Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> failure =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      SQLException.class, () -> statement.executeQuery(COUNT).close()));
      RogueGateway.await(
          "the query to run", () -> !Rows.of(federation::connect, RUNNING).isEmpty());
      statement.cancel();
      assertThat(failure.get(10, TimeUnit.SECONDS).getSQLState()).isEqualTo("57014");
    } finally {
      TO_ACTIONS.clog(false);
    }
  }

  private static SQLException errorOf(SharedFederation federation) {
    return catchThrowableOfType(SQLException.class, () -> Rows.of(federation::connect, COUNT));
  }

  /** The objects of queries that are in Ozone now. */
  private static List<String> left(S3Objects objects) {
    return objects.buckets(NAME + "-").stream()
        .flatMap(bucket -> objects.keys(bucket).stream().map(key -> bucket + "/" + key))
        .filter(Leftovers::isOfQuery)
        .toList();
  }

  /** There is nothing at all, or on a board, signs of life and catalogs. */
  private static boolean isQuiet(S3Objects objects, String bucket) {
    return objects.keys(bucket).stream()
        .allMatch(key -> key.equals("heartbeat") || key.startsWith("catalog/"));
  }
}
