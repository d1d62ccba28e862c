// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Who can do what where: a row for each bucket, a column for each identity, and in a cell the
 * letters of what was not refused.
 *
 * @param cells by bucket, then by identity
 */
record PermissionTable(Map<String, Map<String, String>> cells) {
  private static final int PLACE_WIDTH = 18;
  private static final Path GRANTED = Path.of("src/test/resources/permissions.txt");

  /** What is granted: the one table for all grounds. */
  static PermissionTable granted() throws IOException {
    List<String> lines =
        Files.readAllLines(GRANTED).stream().filter(line -> !line.startsWith("#")).toList();
    List<String> identities = words(lines.get(0)).subList(1, words(lines.get(0)).size());
    Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = words(line.substring(PLACE_WIDTH));
      Map<String, String> cellsOfRow = new LinkedHashMap<>();
      for (int i = 0; i < identities.size(); i++) {
        cellsOfRow.put(identities.get(i), row.get(i).replace("-", ""));
      }
      cells.put(line.substring(0, PLACE_WIDTH).strip(), cellsOfRow);
    }
    return new PermissionTable(cells);
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.strip().split("\\s+")).toList();
  }

  /**
   * Has everybody try everything everywhere.
   *
   * @param isRefusal whether a status says that an attempt was refused; any other but success is
   *     shown with its letter
   */
  static PermissionTable tried(Ground ground, IntPredicate isRefusal) {
    Map<String, String> places = Town.places();
    Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    places.keySet().forEach(place -> cells.put(place, new LinkedHashMap<>()));
    // All at first, for they sign what expires before it is used.
    Map<String, Attempts> everybody = new LinkedHashMap<>();
    for (String identity : Town.IDENTITIES) {
      everybody.put(
          identity, new Attempts(ground.endpoint(), Town.credentials(identity), places.values()));
    }
    everybody.forEach(
        (identity, attempts) ->
            places.forEach(
                (place, bucket) -> {
                  Map<Character, Integer> tried =
                      attempts.in(bucket, () -> ground.write(bucket, Attempts.SEED, "seed"));
                  String letters = letters(tried, isRefusal);
                  requireUntouched(ground, bucket, letters);
                  cells.getOrDefault(place, new LinkedHashMap<>()).put(identity, letters);
                }));
    everybody.values().forEach(Attempts::close);
    return new PermissionTable(cells);
  }

  private static String letters(Map<Character, Integer> tried, IntPredicate isRefusal) {
    return tried.entrySet().stream()
        .filter(attempt -> !isRefusal.test(attempt.getValue()))
        .map(a -> a.getKey() + (a.getValue() == Attempts.DONE ? "" : "=" + a.getValue()))
        .collect(Collectors.joining());
  }

  /** What was refused has not been done, whatever was answered; then everything is cleared away. */
  private static void requireUntouched(Ground ground, String bucket, String letters) {
    Map<String, String> content = ground.content(bucket);
    if (letters.chars().noneMatch(letter -> "podOwzcDmMP".indexOf(letter) >= 0)) {
      assertThat(content).as(bucket).isEqualTo(Map.of(Attempts.SEED, "seed"));
    }
    content.keySet().forEach(key -> ground.delete(bucket, key));
  }

  /** The same with other letters in each cell. */
  PermissionTable with(BiFunction<String, String, String> change) {
    Map<String, Map<String, String>> changed = new LinkedHashMap<>();
    cells.forEach(
        (place, row) -> {
          Map<String, String> other = new LinkedHashMap<>();
          row.forEach((identity, letters) -> other.put(identity, change.apply(identity, letters)));
          changed.put(place, other);
        });
    return new PermissionTable(changed);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    cells.forEach(
        (place, row) -> {
          text.append("%-18s".formatted(place));
          row.forEach((identity, letters) -> text.append(' ').append(cell(identity, letters)));
          text.append('\n');
        });
    return text.toString();
  }

  private static String cell(String identity, String letters) {
    return identity + ":" + (letters.isEmpty() ? "-" : letters);
  }
}
