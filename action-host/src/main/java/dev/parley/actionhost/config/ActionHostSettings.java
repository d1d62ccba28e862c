// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.config;

import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import dev.parley.settings.tls.Listen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What an operator writes into {@code actions.yaml}.
 *
 * @param listen where, and with which certificate
 * @param namespace the one namespace there is
 * @param key who may do anything there
 * @param state a folder of this host alone, in which {@code activations} and {@code deployed} are
 *     kept
 */
public record ActionHostSettings(
    Listen listen, String namespace, NamespaceKey key, Path state, HostLimits limits) {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}");
  private static final int DEFAULT_PORT = 3233;

  public ActionHostSettings {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "Invalid namespace: want letters, digits, dots, dashes and underscores, at most 64");
    }
  }

  /**
   * Reads {@code actions.yaml}.
   *
   * @throws dev.parley.protocol.error.ParleyException with INVALID_SETTINGS that names every fault
   */
  public static ActionHostSettings read(Path file) {
    return of(Settings.read(file));
  }

  static ActionHostSettings of(Settings settings) {
    Supplier<Listen> listen = Listen.read(settings, DEFAULT_PORT);
    Setting<String> namespace =
        settings.optional("namespace", ActionHostSettings::requireNamespace, "parley");
    Setting<Path> keyFile = settings.path("authFile");
    Setting<Path> state = settings.path("state");
    Settings limits = settings.section("limits");
    HostLimits byDefault = HostLimits.DEFAULT;
    Function<String, Integer> count = Settings.integer(1, 1_000_000);
    Setting<Integer> perMinute = limits.optional("perMinute", count, byDefault.perMinute());
    Setting<Integer> concurrent = limits.optional("concurrent", count, byDefault.concurrent());
    Setting<Integer> processes = limits.optional("processes", count, byDefault.processes());
    Setting<Duration> wait =
        limits.optional("blockingWait", Settings::duration, byDefault.blockingWait());
    Setting<Duration> idle = limits.optional("idle", Settings::duration, byDefault.idle());
    settings.finish();
    return new ActionHostSettings(
        listen.get(),
        namespace.get(),
        NamespaceKey.read(keyFile.get()),
        state.get(),
        new HostLimits(perMinute.get(), concurrent.get(), processes.get(), wait.get(), idle.get()));
  }

  private static String requireNamespace(String text) {
    if (!NAMESPACE.matcher(text).matches()) {
      throw new IllegalArgumentException("want letters, digits, dots, dashes and underscores");
    }
    return text;
  }
}
