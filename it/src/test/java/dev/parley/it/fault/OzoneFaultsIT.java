// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.RogueGateway;
import dev.parley.it.SharedFederation;
import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Open;
import dev.parley.protocol.FederationId;
import dev.parley.testkit.federation.LocalFederationSettings.Cloud;
import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An Ozone that stops in the midst of everything, and comes back. */
@ExtendWith(OzoneStage.class)
class OzoneFaultsIT {
  private static final String COUNT = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final List<List<String>> BOTH = List.of(List.of("12", "78"));

  /** The guard waits eight seconds for Ozone, and parties wait for the guard a little longer. */
  private static final Duration SOON = Duration.ofSeconds(25);

  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

  private static @Nullable SharedFederation federation;

  @BeforeAll
  static void start(Open stage, @TempDir Path data) throws Exception {
    Visits.write(data, "north", IntStream.rangeClosed(1, 6));
    Visits.write(data, "south", IntStream.rangeClosed(7, 12));
    federation =
        SharedFederation.start(
            data,
            Path.of("target"),
            state -> new ThreadLauncher(),
            settings ->
                settings
                    .withFederation(new FederationId("faults"))
                    .withCloud(Cloud.of(stage.store())));
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "om"})
  void anOzoneThatStopsIsAnErrorAndOneThatComesBackServes(String part, Open stage)
      throws Exception {
    RogueGateway.await("an answer", () -> word(ask()).equals("RIGHT"));

    stage.ozone().run("stop " + part);
    try {
      Outcome outcome = ask();

      assertThat(word(outcome)).as(outcome.said()).isEqualTo("P0303");
      assertThat(outcome.said()).contains("503 ServiceUnavailable", "log of the pipe");
      assertThat(outcome.took()).isLessThan(SOON);
    } finally {
      stage.ozone().run("start " + part);
    }
    Instant deadline = Instant.now().plus(BACK_WITHIN);
    Outcome outcome = ask();
    while (!word(outcome).equals("RIGHT") && Instant.now().isBefore(deadline)) {
      outcome = ask();
    }
    assertThat(word(outcome)).as(outcome.said()).isEqualTo("RIGHT");
  }

  private static Outcome ask() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return Outcome.of(federation.federation(), COUNT, "timeout=20s");
  }

  private static String word(Outcome outcome) {
    return outcome.word(BOTH, List.of());
  }
}
