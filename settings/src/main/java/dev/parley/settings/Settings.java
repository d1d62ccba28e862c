// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One YAML file, or a section of it, as a reader that collects faults: what is missing, malformed
 * or unknown. {@link #finish()} on the file tells them all at once.
 */
public final class Settings {
  private static final int MAX_YAML_CHARACTERS = 1 << 20;

  /** Lists of lists of aliases grow exponentially when they are printed. */
  private static final int MAX_ALIASES = 16;

  private final Path file;
  private final String prefix;
  private final Map<String, @Nullable Object> values;
  private final TreeSet<String> unread;
  private final List<String> faults;
  private final List<Settings> sections = new ArrayList<>();

  private Settings(Path file, String prefix, Map<?, ?> raw, List<String> faults) {
    this.file = file;
    this.prefix = prefix;
    this.faults = faults;
    this.values = new LinkedHashMap<>();
    raw.forEach((key, value) -> values.put(String.valueOf(key), value));
    this.unread = new TreeSet<>(values.keySet());
  }

  /**
   * Opens a file.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it cannot be read, or is not
   *     a YAML mapping
   */
  public static Settings read(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw invalid(file, "there is no such file");
    } catch (IOException e) {
      throw invalid(file, "it cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Reads settings from {@code yaml}; {@code file} is where relative paths in it start from. Of
   * hostile YAML no more than 1 Mi characters are read, nested no deeper than the stack holds, with
   * at most 16 aliases of lists and mappings; no type is made but those of YAML's core schema.
   */
  public static Settings parse(Path file, String yaml) {
    LoadSettings strict =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(MAX_YAML_CHARACTERS)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setLabel(file.toString())
            .build();
    Object root;
    try {
      root = new Load(strict).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw invalid(file, firstLine(e));
    } catch (StackOverflowError e) {
      throw invalid(file, "it is nested too deeply");
    } catch (RuntimeException e) {
      // the library's own, of tags and the like that it did not foresee
      throw invalid(file, "it is not YAML");
    }
    if (root == null) {
      return new Settings(file, "", Map.of(), new ArrayList<>());
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw invalid(file, "it is not a mapping of keys to values");
    }
    return new Settings(file, "", map, new ArrayList<>());
  }

  public boolean has(String key) {
    return values.get(key) != null;
  }

  /** The keys of this section, in the order of the file; unmodifiable. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Reads a value that must be there. */
  public <T> Setting<T> required(String key, Function<String, T> parser) {
    if (!has(key)) {
      unread.remove(key);
      faults.add(prefix + key + " is missing");
      return new Setting<>(null);
    }
    return parsed(key, parser);
  }

  /** Reads a value that is {@code fallback} unless it is there. */
  public <T> Setting<T> optional(String key, Function<String, T> parser, T fallback) {
    return has(key) ? parsed(key, parser) : absent(key, fallback);
  }

  /** Reads a value that may be absent. */
  public <T> Setting<Optional<T>> optional(String key, Function<String, T> parser) {
    return optional(key, text -> Optional.of(parser.apply(text)), Optional.<T>empty());
  }

  /** Reads {@code true} or {@code false} at once; false if it is absent, or faulty. */
  public boolean isTrue(String key) {
    unread.remove(key);
    return has(key) && Boolean.TRUE.equals(parse(prefix + key, values.get(key), Settings::flag));
  }

  /** Reads a path; a relative one starts at the folder of this file. */
  public Setting<Path> path(String key) {
    return required(key, this::resolve);
  }

  /** Resolves a path that stands in this file. */
  public Path resolve(String path) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of(path) : folder.resolve(path).normalize();
  }

  /** Reads a list of values; empty unless it is there. */
  public <T> Setting<List<T>> list(String key, Function<String, T> parser) {
    unread.remove(key);
    Object raw = values.get(key);
    if (raw == null) {
      return new Setting<>(List.of());
    }
    if (!(raw instanceof List<?> items)) {
      faults.add(prefix + key + " is not a list");
      return new Setting<>(null);
    }
    List<T> parsed = new ArrayList<>();
    for (Object item : items) {
      T value = parse(prefix + key, item, parser);
      if (value != null) {
        parsed.add(value);
      }
    }
    return new Setting<>(List.copyOf(parsed));
  }

  /**
   * Opens every item of a list as a section; a plain value {@code x} reads as {@code {shorthand:
   * x}}, and a plain value in the place of the list as a list of one. Empty unless it is there.
   */
  public List<Settings> items(String key, String shorthand) {
    unread.remove(key);
    Object raw = values.get(key);
    List<?> items = raw == null ? List.of() : raw instanceof List<?> list ? list : List.of(raw);
    List<Settings> opened = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Object item = items.get(i);
      Object section = item instanceof Map || item == null ? item : Map.of(shorthand, item);
      opened.add(subsection(prefix + key + "[" + i + "]", section));
    }
    return opened;
  }

  /** Opens a section; one that is absent reads as empty. */
  public Settings section(String key) {
    unread.remove(key);
    return subsection(prefix + key, values.get(key));
  }

  /** Opens every section under {@code key}, by name, in the order of the file. */
  public Map<String, Settings> sections(String key) {
    Settings parent = section(key);
    Map<String, Settings> children = new LinkedHashMap<>();
    for (String name : parent.values.keySet()) {
      children.put(name, parent.section(name));
    }
    return children;
  }

  /** Notes a fault that the reader of this section has found itself. */
  public void fault(String fact) {
    faults.add(prefix + fact);
  }

  /**
   * Ends the reading of a file.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} that names every fault
   */
  public void finish() {
    noteUnread();
    if (!faults.isEmpty()) {
      throw invalid(file, String.join("; ", faults));
    }
  }

  /** Parses a duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h} or {@code 7d}. */
  public static Duration duration(String text) {
    java.util.regex.Matcher matcher =
        java.util.regex.Pattern.compile("(\\d{1,9})(ms|s|m|h|d)").matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("want a duration such as 30s, 5m or 1h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** Returns a parser of whole numbers between two bounds, both included. */
  public static Function<String, Integer> integer(int least, int most) {
    return text -> {
      long value;
      try {
        value = Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("want a whole number", e);
      }
      if (value < least || value > most) {
        throw new IllegalArgumentException("want a number from " + least + " to " + most);
      }
      return (int) value;
    };
  }

  /** Parses {@code true} or {@code false}. */
  public static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("want true or false");
    };
  }

  private <T> Setting<T> absent(String key, T fallback) {
    unread.remove(key);
    return new Setting<>(fallback);
  }

  private <T> Setting<T> parsed(String key, Function<String, T> parser) {
    unread.remove(key);
    return new Setting<>(parse(prefix + key, values.get(key), parser));
  }

  private <T> @Nullable T parse(String path, @Nullable Object raw, Function<String, T> parser) {
    if (raw == null || raw instanceof Map || raw instanceof List) {
      faults.add(path + " is not a plain value");
      return null;
    }
    try {
      return parser.apply(raw.toString());
    } catch (IllegalArgumentException e) {
      faults.add(path + " = '" + raw + "': " + e.getMessage());
      return null;
    }
  }

  private Settings subsection(String path, @Nullable Object raw) {
    Map<?, ?> map = Map.of();
    if (raw instanceof Map<?, ?> found) {
      map = found;
    } else if (raw != null) {
      faults.add(path + " is not a section of keys and values");
    }
    Settings child = new Settings(file, path + ".", map, faults);
    sections.add(child);
    return child;
  }

  private void noteUnread() {
    unread.forEach(key -> faults.add(prefix + key + " is not a setting"));
    sections.forEach(Settings::noteUnread);
  }

  private static String firstLine(YamlEngineException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
  }

  private static ParleyException invalid(Path file, String fact) {
    return new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "Settings in %s cannot be used: %s".formatted(file, fact),
        "Mend the file, and compare it with the commented examples in docs/.");
  }
}
