// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.guard.GuardSettings.Endpoint;
import dev.parley.pipe.guard.GuardSettings.Folder;
import dev.parley.pipe.guard.GuardSettings.GatewayParty;
import dev.parley.pipe.guard.GuardSettings.NodeParty;
import dev.parley.pipe.guard.GuardSettings.Parties;
import dev.parley.pipe.guard.GuardSettings.Store;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import dev.parley.settings.tls.Listen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads {@code pipe.yaml}, and finds all of its faults before it complains. */
final class GuardSettingsReader {
  private static final int LEAST_SECRET_CHARACTERS = 16;
  // What an Authorization header can carry without quotes.
  private static final Pattern ACCESS_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private final Settings root;
  private final Map<String, String> ownersOfAccessKeys = new HashMap<>();

  GuardSettingsReader(Settings root) {
    this.root = root;
  }

  GuardSettings read() {
    Setting<FederationId> federation = root.required("federation", FederationId::new);
    Supplier<Listen> listen = Listen.read(root, 0);
    Supplier<Store> store = store(root.section("store"));
    Setting<Duration> retention =
        root.optional("retention", GuardSettingsReader::retention, GuardSettings.DEFAULT_RETENTION);
    Map<String, Settings> analysts = root.sections("gateways");
    List<Supplier<GatewayParty>> gateways = gateways(analysts);
    List<Supplier<NodeParty>> nodes = nodes(analysts.keySet());
    Supplier<S3Credentials> actions = credentials(root.section("actions"), "actions", "actions");
    root.finish();
    Parties parties =
        new Parties(
            gateways.stream().map(Supplier::get).toList(),
            nodes.stream().map(Supplier::get).toList(),
            actions.get());
    return new GuardSettings(federation.get(), listen.get(), store.get(), retention.get(), parties);
  }

  private static Supplier<Store> store(Settings section) {
    if (section.has("endpoint")) {
      Supplier<dev.parley.settings.tls.Endpoint> server =
          dev.parley.settings.tls.Endpoint.read(section);
      Setting<String> accessKey = section.required("accessKey", String::strip);
      Setting<S3Credentials> secret =
          section.required("secretFile", path -> S3Credentials.read("-", section.resolve(path)));
      return () -> new Endpoint(server.get(), secret.get().as(accessKey.get()));
    }
    if (!section.has("folder")) {
      section.fault("folder is missing, or endpoint");
    }
    Setting<Folder> folder =
        section.optional(
            "folder", path -> new Folder(section.resolve(path)), new Folder(section.resolve(".")));
    return folder::get;
  }

  private List<Supplier<GatewayParty>> gateways(Map<String, Settings> analysts) {
    List<Supplier<GatewayParty>> gateways = new ArrayList<>();
    analysts.forEach(
        (name, section) -> {
          Supplier<AnalystId> analyst = named(name, section, AnalystId::new);
          Supplier<S3Credentials> credentials = credentials(section, name, "gateway " + name);
          gateways.add(() -> new GatewayParty(analyst.get(), credentials.get()));
        });
    return gateways;
  }

  private List<Supplier<NodeParty>> nodes(Set<String> analysts) {
    List<Supplier<NodeParty>> nodes = new ArrayList<>();
    root.sections("nodes")
        .forEach(
            (name, section) -> {
              Supplier<NodeId> node = named(name, section, NodeId::new);
              Supplier<S3Credentials> credentials = credentials(section, name, "node " + name);
              Setting<List<AnalystId>> grants =
                  section.list("grants", grant -> granted(grant, analysts));
              nodes.add(() -> new NodeParty(node.get(), credentials.get(), grants.get()));
            });
    return nodes;
  }

  private static AnalystId granted(String name, Set<String> analysts) {
    if (!analysts.contains(name)) {
      throw new IllegalArgumentException("there is no gateway '" + name + "'");
    }
    return new AnalystId(name);
  }

  /** Returns an id that is the key of a section, once no fault was found. */
  private static <T> Supplier<T> named(
      String name, Settings section, Function<String, T> constructor) {
    try {
      T id = constructor.apply(name);
      return () -> id;
    } catch (IllegalArgumentException e) {
      section.fault("has a bad name: " + e.getMessage());
      return () -> constructor.apply(name);
    }
  }

  private Supplier<S3Credentials> credentials(Settings section, String preset, String owner) {
    String accessKey = accessKey(section, preset);
    String other = ownersOfAccessKeys.putIfAbsent(accessKey, owner);
    if (other != null) {
      section.fault("accessKey '%s' is that of %s too".formatted(accessKey, other));
    }
    return section.required(
            "secretFile",
            path -> S3Credentials.read(accessKey, section.resolve(path), LEAST_SECRET_CHARACTERS))
        ::get;
  }

  private static String accessKey(Settings section, String preset) {
    // Needed at once, to tell clashes; a faulty one is told, and its preset stands in.
    List<String> found = new ArrayList<>(List.of(preset));
    var unused =
        section.optional(
            "accessKey",
            text -> {
              if (!ACCESS_KEY.matcher(text).matches()) {
                throw new IllegalArgumentException(
                    "want letters, digits, dots, dashes and underscores, at most 63");
              }
              return found.set(0, text);
            });
    return found.get(0);
  }

  private static Duration retention(String text) {
    Duration retention = Settings.duration(text);
    if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("want at least 1m");
    }
    return retention;
  }
}
