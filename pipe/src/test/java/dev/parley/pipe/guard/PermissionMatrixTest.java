// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what where: everybody tries everything in every bucket. */
class PermissionMatrixTest {
  private static final List<String> IDENTITIES =
      List.of("health", "tax", "north", "south", "actions", "stranger", "impostor", "nobody");
  private static final Map<String, String> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put("in health north", Cities.IN_HEALTH_NORTH);
    PLACES.put("in health south", Cities.IN_HEALTH_SOUTH);
    PLACES.put("in tax south", Cities.IN_TAX_SOUTH);
    PLACES.put("out health north", Cities.OUT_HEALTH_NORTH);
    PLACES.put("out health south", Cities.OUT_HEALTH_SOUTH);
    PLACES.put("out tax south", Cities.OUT_TAX_SOUTH);
    PLACES.put("merged health", Cities.MERGED_HEALTH);
    PLACES.put("merged tax", Cities.MERGED_TAX);
    PLACES.put("board north", Cities.BOARD_NORTH);
    PLACES.put("board south", Cities.BOARD_SOUTH);
    PLACES.put("no such bucket", "city-0000000000000000-in");
  }

  /** Every identity in every bucket with every operation, held against permissions.txt. */
  @Test
  void grantsWhatIsNeededAndNothingElse(@TempDir Path folder) throws Exception {
    Map<String, StringBuilder> table = new LinkedHashMap<>();
    PLACES.keySet().forEach(place -> table.put(place, cell(new StringBuilder(), place, 17)));
    for (String identity : IDENTITIES) {
      Path data = folder.resolve(identity);
      Files.createDirectories(data);
      try (Guard guard = Guard.start(Cities.settings(new GuardSettings.Folder(data)));
          Attempts attempts = new Attempts(guard.endpoint(), identity, data)) {
        table.forEach(
            (place, line) -> cell(line, attempts.allowedIn(PLACES.getOrDefault(place, "")), 9));
      }
    }

    StringBuilder header = cell(new StringBuilder(), "", 17);
    IDENTITIES.forEach(identity -> cell(header, identity, 9));
    assertThat(header.toString().stripTrailing() + "\n" + lines(table.values()))
        .isEqualTo(expected());
  }

  private static StringBuilder cell(StringBuilder line, String text, int width) {
    return line.append(text.isEmpty() ? "-" : text)
        .append(" ".repeat(Math.max(1, width - Math.max(1, text.length()))));
  }

  private static String lines(Collection<StringBuilder> lines) {
    return lines.stream()
        .map(line -> line.toString().stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private static String expected() throws Exception {
    try (InputStream text =
        Objects.requireNonNull(
            PermissionMatrixTest.class.getResourceAsStream("/permissions.txt"))) {
      String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
          .filter(l -> !l.startsWith("#"))
          .collect(Collectors.joining("\n", "", "\n"));
    }
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
