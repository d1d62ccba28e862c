// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import dev.parley.settings.RotatingSecret;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import java.net.URI;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Where the merge action is, and the secret that lets the gateway invoke it: a class and not a
 * record, for a record would print the secret.
 */
public final class ActionSettings {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_@.-]{0,127}");
  private static final Pattern SECRET = Pattern.compile("[!-~]{1,256}");

  private final Endpoint server;
  private final String namespace;
  private final RotatingSecret secret;

  /**
   * Describes a deployed action.
   *
   * @param server the API host of OpenWhisk
   * @param secret what {@code require-whisk-auth} of the web action demands
   * @throws IllegalArgumentException if namespace or secret could not stand in a request
   */
  public ActionSettings(Endpoint server, String namespace, String secret) {
    this(server, namespace, RotatingSecret.of(secret));
    requireSecret(secret);
  }

  private ActionSettings(Endpoint server, String namespace, RotatingSecret secret) {
    this.server = server;
    this.namespace = requireNamespace(namespace);
    this.secret = secret;
  }

  /** Describes an action behind a server that Java's own authorities vouch for. */
  public ActionSettings(URI endpoint, String namespace, String secret) {
    this(new Endpoint(endpoint, Trust.OF_JVM), namespace, secret);
  }

  /** Reads {@code endpoint, trust, plaintext}, {@code namespace} and {@code secretFile}. */
  static Supplier<ActionSettings> read(Settings section) {
    Supplier<Endpoint> server = Endpoint.read(section);
    Setting<String> namespace =
        section.optional("namespace", ActionSettings::requireNamespace, "guest");
    Setting<RotatingSecret> secret =
        section.required(
            "secretFile",
            path -> RotatingSecret.read(section.resolve(path), ActionSettings::requireSecret));
    return () -> new ActionSettings(server.get(), namespace.get(), secret.get());
  }

  /** The API host, and whose certificates it may show. */
  public Endpoint server() {
    return server;
  }

  public URI endpoint() {
    return server.uri();
  }

  /** Whose certificates the API host may show. */
  public Trust trust() {
    return server.trust();
  }

  public String namespace() {
    return namespace;
  }

  /** What to show now; it may be another the next time. */
  public String secret() {
    return secret.now();
  }

  /**
   * Notes that the API host refused {@code shown}.
   *
   * @return whether there is another secret by now, with which to try again
   */
  public boolean refused(String shown) {
    return secret.refused(shown);
  }

  private static String requireNamespace(String name) {
    if (!NAMESPACE.matcher(name).matches()) {
      throw new IllegalArgumentException("want the name of an OpenWhisk namespace");
    }
    return name;
  }

  /** It travels in a header; whatever is wrong with it, no message repeats it. */
  private static void requireSecret(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      throw new IllegalArgumentException("want 1 to 256 printable ASCII characters, no space");
    }
  }

  @Override
  public String toString() {
    return "ActionSettings[" + endpoint() + ", namespace " + namespace + ", secret withheld]";
  }
}
