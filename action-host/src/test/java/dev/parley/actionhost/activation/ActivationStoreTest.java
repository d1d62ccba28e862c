// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationStoreTest {

  @Test
  void keepsTheLastAndDeletesOlderOnes(@TempDir Path folder) throws IOException {
    ActivationStore store = new ActivationStore(folder, 2);
    for (int i = 1; i <= 3; i++) {
      store.put(activation(i));
    }

    assertThat(store.get(id(1))).isEmpty();
    assertThat(store.get(id(3))).contains(activation(3).toJson());
    assertThat(store.list(0, 9))
        .extracting(json -> json.get("activationId").getAsString())
        .containsExactly(id(3), id(2));
    assertThat(store.list(1, 1)).hasSize(1);
  }

  @Test
  void takesOverWhatAnEarlierHostLeft(@TempDir Path folder) throws IOException {
    new ActivationStore(folder, 9).put(activation(1));
    new ActivationStore(folder, 9).put(activation(2));

    ActivationStore store = new ActivationStore(folder, 1);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThat(store.list(0, 9)).hasSize(1);
  }

  @Test
  void anIdIsNoPath(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("outside.json"), "{}");
    ActivationStore store = new ActivationStore(folder.resolve("inside"), 9);

    assertThat(store.get("../outside")).isEmpty();
  }

  private static Activation activation(int number) {
    return new Activation(
        id(number),
        "ns/package/name",
        "0.0.1",
        Instant.ofEpochSecond(number),
        Duration.ofMillis(7),
        new Activation.Outcome(
            ActivationStatus.SUCCESS, new JsonObject(), List.of("a line"), false));
  }

  private static String id(int number) {
    return "%032x".formatted(number);
  }
}
