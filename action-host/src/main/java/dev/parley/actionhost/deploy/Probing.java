// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What the probe is to find.
 *
 * @param pipe where the pipe is for containers
 * @param reads analysts and nodes whose partials the action reads, a slash between; unmodifiable
 * @param unreachable what lies behind the pipe's guard, {@code host:port}; unmodifiable
 * @param patience how long to wait for the end of the probe
 */
record Probing(URI pipe, List<String> reads, List<String> unreachable, Duration patience) {
  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(2);
  private static final int MAX_READS = 100;
  private static final int MAX_ADDRESSES = 32;
  private static final int MAX_PORT = 65_535;
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]):([0-9]{1,5})");

  Probing {
    reads = List.copyOf(reads);
    unreachable = List.copyOf(unreachable);
  }

  /** Reads {@code reads}, {@code unreachable} and {@code patience}. */
  static Supplier<Probing> read(Settings section, Supplier<URI> pipe) {
    Setting<List<String>> unreachable = section.list("unreachable", Probing::address);
    Setting<Duration> patience = section.optional("patience", Settings::duration, USUAL_PATIENCE);
    Settings analysts = section.section("reads");
    List<Setting<List<String>>> reads = new ArrayList<>();
    for (String analyst : analysts.keys()) {
      reads.add(
          analysts.list(
              analyst, node -> new AnalystId(analyst).value() + "/" + new NodeId(node).value()));
    }
    requireAtMost(section, "unreachable", List.of(unreachable), MAX_ADDRESSES);
    requireAtMost(section, "reads", reads, MAX_READS);
    return () -> {
      List<String> all = new ArrayList<>();
      reads.forEach(list -> all.addAll(list.get()));
      return new Probing(pipe.get(), all, unreachable.get(), patience.get());
    };
  }

  private static void requireAtMost(
      Settings section, String name, List<Setting<List<String>>> lists, int most) {
    int size = 0;
    for (Setting<List<String>> list : lists) {
      size += list.found().map(List::size).orElse(0);
    }
    if (size > most) {
      section.fault("%s has %d members, and at most %d are tried".formatted(name, size, most));
    }
  }

  private static String address(String text) {
    var matcher = ADDRESS.matcher(text);
    if (matcher.matches()) {
      int port = Integer.parseInt(matcher.group(1));
      if (port >= 1 && port <= MAX_PORT) {
        return text;
      }
    }
    throw new IllegalArgumentException("want host:port");
  }

  /** What the probe has bound, so that no invocation can choose anything. */
  Map<String, JsonElement> bound() {
    return Map.of("reads", list(reads), "unreachable", list(unreachable));
  }

  private static JsonArray list(List<String> texts) {
    JsonArray list = new JsonArray();
    texts.forEach(list::add);
    return list;
  }
}
