// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

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
  private final String secret;

  /**
   * Describes a deployed action.
   *
   * @param server the API host of OpenWhisk
   * @param secret what {@code require-whisk-auth} of the web action demands
   * @throws IllegalArgumentException if namespace or secret could not stand in a request
   */
  public ActionSettings(Endpoint server, String namespace, String secret) {
    this.server = server;
    this.namespace = requireNamespace(namespace);
    this.secret = requireSecret(secret);
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
    Setting<String> secret =
        section.required("secretFile", path -> requireSecret(Secrets.read(section.resolve(path))));
    return () -> new ActionSettings(server.get(), namespace.get(), secret.get());
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

  public String secret() {
    return secret;
  }

  private static String requireNamespace(String name) {
    if (!NAMESPACE.matcher(name).matches()) {
      throw new IllegalArgumentException("want the name of an OpenWhisk namespace");
    }
    return name;
  }

  /** It travels in a header; whatever is wrong with it, no message repeats it. */
  private static String requireSecret(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      throw new IllegalArgumentException("want 1 to 256 printable ASCII characters, no space");
    }
    return secret;
  }

  @Override
  public String toString() {
    return "ActionSettings[" + endpoint() + ", namespace " + namespace + ", secret withheld]";
  }
}
