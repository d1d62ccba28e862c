// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The names that stand in a policy where its owner chooses them, which a reader of settings has to
 * know before it can ask for them.
 */
final class PolicyNames {
  private final Map<?, ?> tables;

  /** Reads a text that {@code Settings} has found to be a plain mapping. */
  PolicyNames(String yaml) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    this.tables = root instanceof Map<?, ?> map ? mapping(map.get("tables")) : Map.of();
  }

  List<String> columns(String table) {
    List<String> names = new ArrayList<>();
    mapping(mapping(tables.get(table)).get("columns")).keySet().forEach(k -> names.add(k + ""));
    return names;
  }

  private static Map<?, ?> mapping(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
