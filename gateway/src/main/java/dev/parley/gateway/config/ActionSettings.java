// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import dev.parley.settings.SecretFile;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Where the merge action is, and the secret that lets the gateway invoke it: a class and not a
 * record, for a record would print the secret.
 */
public final class ActionSettings {
  private final URI endpoint;
  private final String namespace;
  private final String secret;

  /**
   * Describes a deployed action.
   *
   * @param endpoint the API host of OpenWhisk
   * @param secret what {@code require-whisk-auth} of the web action demands
   */
  public ActionSettings(URI endpoint, String namespace, String secret) {
    this.endpoint = endpoint;
    this.namespace = namespace;
    this.secret = secret;
  }

  /** Reads {@code endpoint}, {@code namespace} and {@code secretFile}. */
  static Supplier<ActionSettings> read(Settings section) {
    Setting<URI> endpoint = section.required("endpoint", ActionSettings::parse);
    Setting<String> namespace = section.optional("namespace", String::strip, "guest");
    Setting<String> secret =
        section.required("secretFile", path -> SecretFile.readText(section.resolve(path)));
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

  private static URI parse(String text) {
    URI uri = URI.create(text.strip());
    if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("http")) {
      throw new IllegalArgumentException("want http://host:port or https://host:port");
    }
    return uri;
  }

  @Override
  public String toString() {
    return "ActionSettings[" + endpoint + ", namespace " + namespace + ", secret withheld]";
  }
}
