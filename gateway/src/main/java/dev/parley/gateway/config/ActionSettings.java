// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import dev.parley.pipe.PipeSettings;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
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

  private final URI endpoint;
  private final String namespace;
  private final String secret;

  /**
   * Describes a deployed action.
   *
   * @param endpoint the API host of OpenWhisk
   * @param secret what {@code require-whisk-auth} of the web action demands
   * @throws IllegalArgumentException if namespace or secret could not stand in a request
   */
  public ActionSettings(URI endpoint, String namespace, String secret) {
    this.endpoint = endpoint;
    this.namespace = requireNamespace(namespace);
    this.secret = requireSecret(secret);
  }

  /** Reads {@code endpoint}, {@code namespace} and {@code secretFile}. */
  static Supplier<ActionSettings> read(Settings section) {
    Setting<URI> endpoint = section.required("endpoint", PipeSettings::parseEndpoint);
    Setting<String> namespace =
        section.optional("namespace", ActionSettings::requireNamespace, "guest");
    Setting<String> secret =
        section.required("secretFile", path -> requireSecret(Secrets.read(section.resolve(path))));
    return () -> new ActionSettings(endpoint.get(), namespace.get(), secret.get());
  }

  public URI endpoint() {
    return endpoint;
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
    return "ActionSettings[" + endpoint + ", namespace " + namespace + ", secret withheld]";
  }
}
