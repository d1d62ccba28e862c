// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an owner allows, and to whom: all that {@code policy.yaml} says. What is not in it is not
 * allowed.
 *
 * @param analysts who may ask
 * @param questionsPerDay how many questions each of them may ask in 24 hours
 * @param minOwners the least number of owners an answer must merge
 * @param tables by name as the owner writes it; unmodifiable, in the order of the file
 */
public record Policy(
    Set<AnalystId> analysts, int questionsPerDay, int minOwners, Map<String, TablePolicy> tables) {
  /** How many owners an answer must merge unless the policy says otherwise. */
  public static final int DEFAULT_MIN_OWNERS = 2;

  /** How many questions an analyst may ask in a day unless the policy says otherwise. */
  public static final int DEFAULT_QUESTIONS_PER_DAY = 1000;

  private static final int MOST_QUESTIONS = 100_000_000;
  private static final int MOST_OWNERS = 4096;

  public Policy {
    analysts = Set.copyOf(analysts);
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /**
   * Reads {@code policy.yaml}.
   *
   * @throws ParleyException that names every fault
   */
  public static Policy read(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The policy %s cannot be read: %s".formatted(file, e.getClass().getSimpleName()),
          "Check that it is there, and that this process may read it.");
    }
  }

  static Policy parse(Path file, String yaml) {
    Settings settings = Settings.parse(file, yaml);
    var analysts = settings.list("analysts", AnalystId::new);
    var questions =
        settings.optional(
            "questionsPerDay", Settings.integer(1, MOST_QUESTIONS), DEFAULT_QUESTIONS_PER_DAY);
    var minOwners =
        settings.optional("minOwners", Settings.integer(1, MOST_OWNERS), DEFAULT_MIN_OWNERS);
    settings.optional("protection", Policy::requireHomomorphic, "homomorphic");
    Map<String, Settings> sections = settings.sections("tables");
    Map<String, Supplier<TablePolicy>> tables = new LinkedHashMap<>();
    sections.forEach((name, section) -> tables.put(name, TablePolicy.read(section)));
    TablePolicy.noteTwins(settings, sections.keySet());
    settings.finish();
    Map<String, TablePolicy> read = new LinkedHashMap<>();
    tables.forEach((name, table) -> read.put(name, table.get()));
    return new Policy(Set.copyOf(analysts.get()), questions.get(), minOwners.get(), read);
  }

  private static String requireHomomorphic(String word) {
    return switch (word) {
      case "homomorphic" -> word;
      case "masked", "any" ->
          throw new IllegalArgumentException("only homomorphic is there in this version");
      default -> throw new IllegalArgumentException("want homomorphic, masked or any");
    };
  }
}
