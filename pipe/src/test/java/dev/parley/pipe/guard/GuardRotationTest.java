// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.S3Pipe;
import dev.parley.settings.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Identities, grants and secrets change while the guard runs. */
@Timeout(60)
class GuardRotationTest {
  private static final String OLD = "the-old-secret-0123456789";
  private static final String NEW = "the-new-secret-0123456789";
  private static final byte[] OBJECT = {1, 2, 3};

  private static final String YAML =
      """
      federation: city
      listen: {port: 0}
      store: {folder: data}
      gateways:
        health: {secretFile: health.secret}
      nodes:
        north: {secretFile: north.secret, grants: [health]}
      actions: {secretFile: actions.secret}
      """;
  private Path folder;
  private Guard guard;
  private int objects;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    for (String name : new String[] {"health", "north", "actions", "own"}) {
      secret(name, OLD);
    }
    Files.writeString(folder.resolve("pipe.yaml"), YAML);
    guard = Guard.start(folder.resolve("pipe.yaml"), Duration.ofMillis(100));
  }

  @AfterEach
  void stop() {
    guard.close();
  }

  @Test
  void aFormerSecretIsAcceptedBesideTheNewOneUntilItIsTakenAway() throws Exception {
    try (Pipe old = as("north", OLD);
        Pipe fresh = as("north", NEW)) {
      use(old);
      assertDenied(fresh);

      secret("north", NEW + "\n" + OLD);
      eventually(() -> use(fresh));
      use(old);

      secret("north", NEW);
      eventually(() -> assertDenied(old));
      use(fresh);
    }
  }

  @Test
  void aPartyWhoseSecretFileChangesDoesNotNotice() throws Exception {
    S3Credentials own = S3Credentials.read("north", folder.resolve("own.secret"));
    try (Pipe pipe = new S3Pipe(PipeSettings.of(guard.endpoint(), own))) {
      use(pipe);
      secret("own", NEW + "\n" + OLD);
      use(pipe);

      secret("north", NEW);
      eventually(
          () -> {
            try (Pipe old = as("north", OLD)) {
              assertDenied(old);
            }
          });
      use(pipe);
    }
  }

  @Test
  void newIdentitiesGetInAndThoseTakenAwayDoNot() throws Exception {
    secret("south", NEW);
    try (Pipe north = as("north", OLD);
        Pipe south = as("south", NEW);
        Pipe health = as("health", OLD)) {
      use(north);
      assertDenied(south);

      write(YAML.replace("north", "south"));
      eventually(() -> south.put(Cities.BOARD_SOUTH, key(), OBJECT));
      assertDenied(north);
      health.put(Cities.IN_HEALTH_SOUTH, key(), OBJECT);
      assertThat(denied(() -> health.put(Cities.IN_HEALTH_NORTH, key(), OBJECT))).isTrue();

      write(YAML.replace("grants: [health]", "grants: []"));
      eventually(() -> use(north));
      assertThat(denied(() -> health.get(Cities.BOARD_NORTH, "x", 9))).isTrue();
    }
  }

  @Test
  void settingsThatCannotBeUsedLetNobodyInUntilTheyAreMended() throws Exception {
    try (Pipe north = as("north", OLD);
        Pipe actions = as("actions", OLD)) {
      use(north);

      Files.delete(folder.resolve("health.secret"));
      eventually(() -> assertDenied(north));
      assertThat(denied(() -> actions.get(Cities.MERGED_HEALTH, key(), 9))).isTrue();

      secret("health", NEW);
      eventually(() -> use(north));
      write(YAML + "typo: 1\n");
      eventually(() -> assertDenied(north));
      write(YAML);
      eventually(() -> use(north));
    }
  }

  @Test
  void whoIsStruckOffWhileWaitingIsToldNothingMore() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Pipe health = as("health", OLD)) {
      String board = Cities.BOARD_NORTH;
      List<Future<Optional<List<String>>>> waits = new ArrayList<>();
      // files that are quite new are read once more, which ends a wait as well
      eventually(
          () -> {
            waits.add(other.submit(() -> health.awaitChange(board, "", List.of())));
            assertThatThrownBy(() -> waits.get(waits.size() - 1).get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
          });

      write(YAML.replace("grants: [health]", "grants: []"));

      assertThat(waits.get(waits.size() - 1).get(3, TimeUnit.SECONDS)).hasValue(List.of());
      eventually(() -> assertThat(denied(() -> health.awaitChange(board, "", List.of()))).isTrue());
    } finally {
      other.shutdownNow();
    }
  }

  private void use(Pipe north) throws PipeException {
    north.put(Cities.BOARD_NORTH, key(), OBJECT);
  }

  private void assertDenied(Pipe north) {
    assertThat(denied(() -> use(north))).isTrue();
  }

  private static boolean denied(Attempt attempt) {
    PipeException error = catchThrowableOfType(PipeException.class, attempt::run);
    return error != null && error.kind() == PipeException.Kind.DENIED;
  }

  private String key() {
    objects++;
    return "%032x-done".formatted(objects);
  }

  private Pipe as(String identity, String secret) {
    return new S3Pipe(PipeSettings.of(guard.endpoint(), new S3Credentials(identity, secret)));
  }

  private void write(String text) throws Exception {
    replace(Files.writeString(folder.resolve("pipe.draft"), text), "pipe.yaml");
  }

  /** In one step: no look may find half of it. */
  private void replace(Path draft, String name) throws Exception {
    Files.move(
        draft,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private void secret(String name, String text) throws Exception {
    Path draft = folder.resolve(name + ".draft");
    SecretFile.write(draft, text.getBytes(StandardCharsets.UTF_8));
    replace(draft, name + ".secret");
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void eventually(Attempt attempt) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (true) {
      try {
        attempt.run();
        return;
      } catch (PipeException | AssertionError e) {
        if (Instant.now().isAfter(deadline)) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }
}
