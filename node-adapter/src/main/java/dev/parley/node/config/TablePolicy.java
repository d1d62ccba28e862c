// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.Use;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What an owner allows with one table.
 *
 * @param key names of the columns by which ties are broken
 * @param minRows the least number of rows an aggregate may use, unless it uses none
 * @param nearest how its best rows may be found
 * @param columns uses by column as the owner writes it; unmodifiable, in the order of the file
 */
public record TablePolicy(
    List<String> key,
    int minRows,
    Optional<Location> location,
    NearestMode nearest,
    Map<String, Set<Use>> columns) {
  /** How many rows an aggregate must use unless the policy says otherwise. */
  public static final int DEFAULT_MIN_ROWS = 5;

  private static final int MOST_MIN_ROWS = 1_000_000;

  /** A policy under which the best rows are found in private. */
  public TablePolicy(
      List<String> key, int minRows, Optional<Location> location, Map<String, Set<Use>> columns) {
    this(key, minRows, location, NearestMode.PRIVATE, columns);
  }

  public TablePolicy {
    key = List.copyOf(key);
    Map<String, Set<Use>> copy = new LinkedHashMap<>();
    columns.forEach((name, uses) -> copy.put(name, Set.copyOf(uses)));
    columns = Collections.unmodifiableMap(copy);
  }

  static Supplier<TablePolicy> read(Settings section) {
    var key = section.list("key", text -> text);
    var minRows = section.optional("minRows", Settings.integer(1, MOST_MIN_ROWS), DEFAULT_MIN_ROWS);
    Supplier<Optional<Location>> location = Optional::empty;
    if (section.has("location")) {
      Supplier<Location> declared = Location.read(section.section("location"));
      location = () -> Optional.of(declared.get());
    }
    var nearest = section.optional("nearest", TablePolicy::mode, NearestMode.PRIVATE);
    Supplier<Map<String, Set<Use>>> columns = readColumns(section);
    Supplier<Optional<Location>> place = location;
    return () ->
        new TablePolicy(key.get(), minRows.get(), place.get(), nearest.get(), columns.get());
  }

  private static Supplier<Map<String, Set<Use>>> readColumns(Settings section) {
    Settings columns = section.section("columns");
    Set<String> names = columns.keys();
    if (names.isEmpty()) {
      section.fault("columns is missing, or names none");
    }
    noteTwins(columns, names);
    Map<String, Setting<List<Use>>> uses = new LinkedHashMap<>();
    names.forEach(name -> uses.put(name, columns.list(name, TablePolicy::use)));
    return () -> {
      Map<String, Set<Use>> read = new LinkedHashMap<>();
      uses.forEach((name, list) -> read.put(name, setOf(list.get())));
      return read;
    };
  }

  static void noteTwins(Settings section, Collection<String> names) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : names) {
      if (!seen.add(name)) {
        section.fault(name + " is there twice; names are compared without regard to case");
      }
    }
  }

  private static Set<Use> setOf(List<Use> uses) {
    Set<Use> set = EnumSet.noneOf(Use.class);
    set.addAll(uses);
    return set;
  }

  private static NearestMode mode(String word) {
    return NearestMode.ofWord(word)
        .orElseThrow(() -> new IllegalArgumentException("want private or local"));
  }

  private static Use use(String word) {
    return Use.ofWord(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "want reveal, aggregate, filter, group, join or nearest"));
  }
}
