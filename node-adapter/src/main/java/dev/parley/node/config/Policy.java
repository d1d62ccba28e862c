// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What an owner allows, and to whom: all that {@code policy.yaml} says. What is not in it is not
 * allowed.
 *
 * @param grantees who may ask
 * @param questionsPerDay how many questions each analyst may ask in 24 hours, all users together
 * @param minOwners the least number of owners an answer must merge
 * @param tables by name as the owner writes it; unmodifiable, in the order of the file
 */
public record Policy(
    Set<Grantee> grantees, int questionsPerDay, int minOwners, Map<String, TablePolicy> tables) {
  /** How many owners an answer must merge unless the policy says otherwise. */
  public static final int DEFAULT_MIN_OWNERS = 2;

  /** How many questions an analyst may ask in a day unless the policy says otherwise. */
  public static final int DEFAULT_QUESTIONS_PER_DAY = 1000;

  private static final int MOST_QUESTIONS = 100_000_000;
  private static final int MOST_OWNERS = 4096;

  public Policy {
    grantees = Collections.unmodifiableSet(new LinkedHashSet<>(grantees));
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /**
   * What else is to be asked of tables before a policy is used.
   *
   * <p>It is given the tables that could be read, and returns what is wrong with them.
   */
  @FunctionalInterface
  public interface Demand {
    List<String> faults(Map<String, TablePolicy> tables);
  }

  /**
   * Reads {@code policy.yaml}.
   *
   * @throws ParleyException that names every fault
   */
  public static Policy read(Path file) {
    return parse(file, text(file), tables -> List.of());
  }

  /**
   * Returns the text of {@code policy.yaml}.
   *
   * @throws ParleyException if it cannot be read
   */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The policy %s cannot be read: %s".formatted(file, e.getClass().getSimpleName()),
          "Check that it is there, and that this process may read it.");
    }
  }

  /**
   * Reads the text of {@code policy.yaml}.
   *
   * @param file where it came from
   * @throws ParleyException that names every fault, those of {@code demand} included
   */
  public static Policy parse(Path file, String yaml, Demand demand) {
    Settings settings = Settings.parse(file, yaml);
    var grantees = settings.list("analysts", Grantee::parse);
    var questions =
        settings.optional(
            "questionsPerDay", Settings.integer(1, MOST_QUESTIONS), DEFAULT_QUESTIONS_PER_DAY);
    var minOwners =
        settings.optional("minOwners", Settings.integer(1, MOST_OWNERS), DEFAULT_MIN_OWNERS);
    settings.optional("protection", Policy::requireProtection, "homomorphic");
    Map<String, Settings> sections = settings.sections("tables");
    Map<String, Supplier<TablePolicy>> tables = new LinkedHashMap<>();
    sections.forEach((name, section) -> tables.put(name, TablePolicy.read(section)));
    TablePolicy.noteTwins(settings, sections.keySet());
    Map<String, TablePolicy> read = new LinkedHashMap<>();
    tables.forEach((name, table) -> readable(table).ifPresent(t -> read.put(name, t)));
    demand.faults(read).forEach(settings::fault);
    settings.finish();
    return new Policy(new LinkedHashSet<>(grantees.get()), questions.get(), minOwners.get(), read);
  }

  /** The analysts who may ask, or of whom some users may; unmodifiable. */
  public Set<AnalystId> analysts() {
    return grantees.stream().map(Grantee::analyst).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether {@code principal} may ask. */
  public boolean grants(Principal principal) {
    return grantees.stream().anyMatch(grantee -> grantee.covers(principal));
  }

  /** A table with a fault is left out, for the fault will be told. */
  private static Optional<TablePolicy> readable(Supplier<TablePolicy> table) {
    try {
      return Optional.of(table.get());
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static String requireProtection(String word) {
    return switch (word) {
      // whatever is allowed, numbers leave encrypted
      case "homomorphic", "any" -> word;
      case "masked" ->
          throw new IllegalArgumentException(
              "this version has no masking; write homomorphic, or any, which homomorphic meets");
      default -> throw new IllegalArgumentException("want homomorphic or any");
    };
  }
}
