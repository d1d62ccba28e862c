// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.RogueGateway;
import dev.parley.it.RogueGateway.Sealed;
import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Open;
import dev.parley.it.cluster.S3Objects;
import dev.parley.it.fault.Visits;
import dev.parley.node.config.NodeSettings;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalFederationSettings.Cloud;
import dev.parley.testkit.federation.ThreadLauncher;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two federations in one Ozone, whose parties have the same names: each has its own guard, and
 * whoever belongs to one gets nothing of the other.
 */
@ExtendWith(OzoneStage.class)
class OzoneTenantsIT {
  private static final String COUNT = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final String ANALYST = LocalFederationSettings.ANALYST.value();
  private static final NodeId NORTH = new NodeId("north");
  private static final List<String> IDENTITIES =
      List.of("gateway-" + ANALYST, "node-north", "node-south", "actions");

  private static @Nullable SharedFederation city;
  private static @Nullable SharedFederation lake;

  @BeforeAll
  static void start(Open stage, @TempDir Path folder) throws Exception {
    city = start("city", stage, folder.resolve("city"), 1);
    lake = start("lake", stage, folder.resolve("lake"), 101);
  }

  private static SharedFederation start(String name, Open stage, Path data, int first)
      throws Exception {
    Visits.write(data, "north", IntStream.range(first, first + 5));
    Visits.write(data, "south", IntStream.range(first, first + 5));
    return SharedFederation.start(
        data,
        Path.of("target"),
        state -> new ThreadLauncher(),
        settings ->
            settings.withFederation(new FederationId(name)).withCloud(Cloud.of(stage.store())));
  }

  @AfterAll
  static void stop() throws Exception {
    for (SharedFederation each : new SharedFederation[] {city, lake}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  void eachAnswersItsOwn() throws Exception {
    assertThat(Rows.of(city()::connect, COUNT)).isEqualTo(List.of(List.of("10", "30")));
    assertThat(Rows.of(lake()::connect, COUNT)).isEqualTo(List.of(List.of("10", "1030")));
  }

  @Test
  void nobodyOfOneGetsAtBucketsOfTheOther(Open stage) throws Exception {
    try (S3Objects objects = stage.objects()) {
      List<String> foreign = objects.buckets("lake-");
      assertThat(foreign).hasSize(7);
      for (String identity : IDENTITIES) {
        try (Pipe atHome = pipe(city(), city(), identity);
            Pipe abroad = pipe(lake(), city(), identity);
            Pipe native_ = pipe(lake(), lake(), identity)) {
          int own = 0;
          for (String bucket : foreign) {
            assertNothingGranted(atHome, bucket);
            assertNothingGranted(abroad, bucket);
            own += isGranted(() -> native_.list(bucket, "")) ? 1 : 0;
          }
          // that attempts are such as succeed; actions may list nothing
          assertThat(own).as(identity).isEqualTo(identity.equals("actions") ? 0 : listed(identity));
        }
      }
    }
  }

  private static int listed(String identity) {
    return identity.startsWith("gateway") ? 4 : 3;
  }

  /** Names of buckets say whose federation it is, and nothing else. */
  @Test
  void namesOfBucketsTellNoNames(Open stage) {
    try (S3Objects objects = stage.objects()) {
      assertThat(objects.buckets("lake-"))
          .allMatch(name -> name.matches("lake-[0-9a-f]{16}-(in|out|merged|board)"));
    }
  }

  /** Not even with the help of whoever runs Ozone, who puts the question where it is looked for. */
  @Test
  void theGatewayOfOneCannotAskNodesOfTheOther(Open stage, @TempDir Path folder) throws Exception {
    PipeNames lakes = new PipeNames("lake");
    try (S3Objects objects = stage.objects();
        RogueGateway ofCity = new RogueGateway(city().federation(), NORTH);
        RogueGateway disguised =
            new RogueGateway(lake().federation(), NORTH, disguise(folder.resolve("gateway")))) {
      Sealed misplaced = ofCity.seal("SELECT COUNT(*) FROM \"visits\"", Duration.ZERO);
      Sealed forged = disguised.seal("SELECT COUNT(*) FROM \"visits\"", Duration.ZERO);
      objects.write(
          lakes.in(ANALYST, "north"), PipeNames.subQuery(misplaced.id()), misplaced.bytes());
      disguised.put(forged);

      for (int asked = 0; asked < 2; asked++) {
        assertThat(Rows.of(lake()::connect, COUNT)).isEqualTo(List.of(List.of("10", "1030")));
      }
      assertThat(objects.keys(lakes.out(ANALYST, "north")))
          .noneMatch(key -> key.startsWith(misplaced.id()) || key.startsWith(forged.id()));
    }
  }

  /** What lake's gateway has, but for the keys, which are those of city's. */
  private static Path disguise(Path folder) throws IOException {
    Path lakes = lake().state().config().resolve("gateway");
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(lakes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.copy(
        city().state().config().resolve("gateway").resolve("own.keys"),
        folder.resolve("own.keys"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    return folder;
  }

  /** Somebody's pipe at the guard of {@code there}, with the secret of {@code home}. */
  private static Pipe pipe(SharedFederation there, SharedFederation home, String identity) {
    Path secret = home.state().config().resolve("pipe").resolve(identity + ".secret");
    NodeSettings north = NodeSettings.read(there.federation().nodeFile(NORTH));
    return new S3Pipe(
        PipeSettings.of(north.pipe().endpoint(), S3Credentials.read(identity, secret)));
  }

  private static void assertNothingGranted(Pipe pipe, String bucket) {
    assertThat(isGranted(() -> pipe.get(bucket, PipeNames.heartbeat(), 1000))).isFalse();
    assertThat(isGranted(() -> pipe.list(bucket, ""))).isFalse();
    assertThat(isGranted(() -> pipe.put(bucket, "q1/object", new byte[1]))).isFalse();
    assertThat(isGranted(() -> pipe.delete(bucket, PipeNames.heartbeat()))).isFalse();
  }

  private interface Attempt {
    void run() throws PipeException;
  }

  private static boolean isGranted(Attempt attempt) {
    PipeException refusal = catchThrowableOfType(PipeException.class, attempt::run);
    if (refusal == null) {
      return true;
    }
    assertThat(refusal.kind()).isEqualTo(PipeException.Kind.DENIED);
    return false;
  }

  private static SharedFederation city() {
    return started(city);
  }

  private static SharedFederation lake() {
    return started(lake);
  }

  private static SharedFederation started(@Nullable SharedFederation federation) {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }
}
