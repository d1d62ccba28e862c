// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what where: everybody tries everything in every bucket. */
class PermissionMatrixTest {
  private static final Map<String, String> PLACES =
      Map.of(
          "in health north", Cities.IN_HEALTH_NORTH,
          "in health south", Cities.IN_HEALTH_SOUTH,
          "in tax south", Cities.IN_TAX_SOUTH,
          "out health north", Cities.OUT_HEALTH_NORTH,
          "out health south", Cities.OUT_HEALTH_SOUTH,
          "out tax south", Cities.OUT_TAX_SOUTH,
          "merged health", Cities.MERGED_HEALTH,
          "merged tax", Cities.MERGED_TAX,
          "board north", Cities.BOARD_NORTH,
          "board south", Cities.BOARD_SOUTH);
  private static final String UNKNOWN = "city-0000000000000000-in";

  /** g: get, h: head, l: list, p: put, d: delete; nobody may overwrite, copy, or anything else. */
  private static final Map<String, Map<String, String>> GRANTED =
      Map.of(
          "health",
              Map.of(
                  "in health north", "lpd",
                  "in health south", "lpd",
                  "merged health", "gh",
                  "board north", "ghl",
                  "board south", "ghl"),
          "tax", Map.of("in tax south", "lpd", "merged tax", "gh", "board south", "ghl"),
          "north",
              Map.of("in health north", "ghl", "out health north", "lpd", "board north", "ghlpd"),
          "south",
              Map.of(
                  "in health south", "ghl",
                  "in tax south", "ghl",
                  "out health south", "lpd",
                  "out tax south", "lpd",
                  "board south", "ghlpd"),
          "actions",
              Map.of(
                  "out health north", "gh",
                  "out health south", "gh",
                  "out tax south", "gh",
                  "merged health", "p",
                  "merged tax", "p"));

  @ParameterizedTest
  @CsvSource({"health", "tax", "north", "south", "actions", "stranger", "impostor", "nobody"})
  void grantsWhatIsNeededAndNothingElse(String identity, @TempDir Path folder) {
    Map<String, String> allowed = new TreeMap<>();
    try (Guard guard = Guard.start(Cities.settings(new GuardSettings.Folder(folder)));
        Attempts attempts = new Attempts(guard.endpoint(), identity, folder)) {
      PLACES.forEach((place, bucket) -> allowed.put(place, attempts.in(bucket).replace(".", "")));
      allowed.put("rare, board", attempts.raritiesIn(Cities.BOARD_NORTH).replace(".", ""));
      allowed.put("rare, merged", attempts.raritiesIn(Cities.MERGED_HEALTH).replace(".", ""));
      allowed.put("unknown", attempts.in(UNKNOWN).replace(".", ""));
    }
    allowed.values().removeIf(String::isEmpty);

    assertThat(allowed)
        .containsExactlyInAnyOrderEntriesOf(GRANTED.getOrDefault(identity, Map.of()));
  }

  @Test
  void hasItsPositiveControl(@TempDir Path folder) throws Exception {
    Path bucket = Files.createDirectories(folder.resolve("open"));
    try (BareServer server = new BareServer(folder);
        Attempts attempts = new Attempts(server.endpoint(), "root", folder)) {
      assertThat(attempts.in("open")).startsWith("ghlpod");
    }
    assertThat(Files.readString(bucket.resolve("q1/put"), StandardCharsets.UTF_8))
        .isEqualTo("forged");
  }
}
