// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import dev.parley.crypto.password.PasswordHash;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.gateway.jdbc.GatewayLimits;
import dev.parley.keys.MemberKeys;
import dev.parley.keys.OwnKeys;
import dev.parley.pipe.PipeSettings;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.Principal;
import dev.parley.settings.RotatingSecret;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import dev.parley.settings.tls.Listen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What gateway.yaml says; federation.yaml, for the embedded driver, is the same without {@code
 * listen}.
 *
 * @param keys the analyst's keys, and former ones that it still opens with
 * @param listen where clients are served, and with which certificate
 * @param manifest the file with the members and their public keys
 * @param founder the signing key of the federation's founder, if it is pinned
 * @param state folder where the gateway keeps what must outlive it
 * @param users who may log in
 * @param passwordFiles where the hashes of their passwords are; unmodifiable
 * @param timeout how long a query may take unless its session says otherwise
 * @param maxGroups the most groups of one answer
 * @param limits what clients may take
 */
public record GatewaySettings(
    AnalystId analyst,
    FederationId federation,
    Listen listen,
    PipeSettings pipe,
    ActionSettings actions,
    OwnKeys keys,
    Path manifest,
    Optional<String> founder,
    Path state,
    Users users,
    List<Path> passwordFiles,
    Duration timeout,
    int maxGroups,
    GatewayLimits limits) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final int DEFAULT_MAX_GROUPS = 10_000;
  private static final int DEFAULT_PORT = 8765;

  /**
   * Reads settings.
   *
   * @throws dev.parley.protocol.error.ParleyException with INVALID_SETTINGS that names all faults
   */
  public static GatewaySettings read(Path file) {
    return of(Settings.read(file));
  }

  static GatewaySettings of(Settings settings) {
    Setting<AnalystId> analyst = settings.required("analyst", AnalystId::new);
    Setting<FederationId> federation = settings.required("federation", FederationId::new);
    Supplier<Listen> listen = Listen.read(settings, DEFAULT_PORT);
    Supplier<PipeSettings> pipe = PipeSettings.read(settings.section("pipe"));
    Supplier<ActionSettings> actions = ActionSettings.read(settings.section("actions"));
    Setting<MemberKeys> keys =
        settings.required("keys", path -> MemberKeys.parse(Secrets.read(settings.resolve(path))));
    Setting<List<MemberKeys>> formerKeys =
        settings.list("formerKeys", path -> MemberKeys.parse(Secrets.read(settings.resolve(path))));
    Setting<Path> manifest = settings.path("manifest");
    Setting<Optional<String>> founder =
        settings.optional("founder", text -> new VerifyingKey(text.strip()).hex());
    Setting<Path> state = settings.optional("state", settings::resolve, settings.resolve("state"));
    List<Path> passwordFiles = new ArrayList<>();
    Supplier<Users> users = users(settings, passwordFiles);
    Setting<Duration> timeout =
        settings.optional("timeout", GatewaySettings::timeout, DEFAULT_TIMEOUT);
    Setting<Integer> maxGroups =
        settings.optional("maxGroups", Settings.integer(1, 1_000_000), DEFAULT_MAX_GROUPS);
    Supplier<GatewayLimits> limits = GatewayLimits.read(settings.section("limits"));
    settings.finish();
    return new GatewaySettings(
        analyst.get(),
        federation.get(),
        listen.get(),
        pipe.get(),
        actions.get(),
        OwnKeys.of(keys.get(), formerKeys.get()),
        manifest.get(),
        founder.get(),
        state.get(),
        users.get(),
        List.copyOf(passwordFiles),
        timeout.get(),
        maxGroups.get(),
        limits.get());
  }

  /** A name that no sub-query could carry would let its user in, and answer nothing. */
  private static void requireUser(Settings settings, String name) {
    try {
      Principal unused = new Principal(new AnalystId("any"), name);
    } catch (IllegalArgumentException e) {
      settings.fault("users: " + e.getMessage());
    }
  }

  private static Duration timeout(String text) {
    Duration duration = Settings.duration(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("want more than nothing");
    }
    return duration;
  }

  private static Supplier<Users> users(Settings settings, List<Path> files) {
    Map<String, Setting<RotatingSecret>> passwords = new LinkedHashMap<>();
    settings
        .sections("users")
        .forEach(
            (name, section) -> {
              requireUser(settings, name);
              passwords.put(
                  name,
                  section.required(
                      "passwordFile",
                      path -> {
                        files.add(section.resolve(path));
                        return RotatingSecret.read(
                            section.resolve(path),
                            line -> {
                              PasswordHash unused = PasswordHash.parse(line);
                            });
                      }));
            });
    if (passwords.isEmpty()) {
      settings.fault("users is missing: nobody could log in");
    }
    return () -> {
      Map<String, List<PasswordHash>> read = new LinkedHashMap<>();
      passwords.forEach(
          (name, password) ->
              read.put(name, password.get().all().stream().map(PasswordHash::parse).toList()));
      return Users.of(read);
    };
  }
}
