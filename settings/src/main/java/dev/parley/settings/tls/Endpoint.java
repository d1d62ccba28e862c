// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.net.URI;
import java.util.function.Supplier;

/**
 * A server that is called: where it is, and whose certificates it may show.
 *
 * @param uri {@code http} or {@code https}, host and perhaps port; no path
 */
public record Endpoint(URI uri, Trust trust) {
  private static final String HTTPS = "https";

  public Endpoint {
    requireBare(uri);
  }

  /**
   * Reads {@code endpoint} and, if they are there, {@code trust} (a PEM file) and {@code
   * plaintext}, without which a server of another machine must speak TLS.
   *
   * @return the endpoint, to be asked for after {@link Settings#finish()}
   */
  public static Supplier<Endpoint> read(Settings section) {
    Setting<Trust> trust =
        section.optional("trust", path -> Trust.in(section.resolve(path)), Trust.OF_JVM);
    boolean trusts = section.has("trust");
    Supplier<URI> uri = readUri(section, trusts);
    return () -> new Endpoint(uri.get(), trust.get());
  }

  /** The same for a server of which Java's own authorities must vouch. */
  public static Supplier<URI> readUri(Settings section) {
    return readUri(section, false);
  }

  private static Supplier<URI> readUri(Settings section, boolean trusts) {
    boolean plaintext = section.isTrue("plaintext");
    return section.required(
            "endpoint",
            text -> {
              URI uri = parse(text);
              requireProtected(uri, plaintext, trusts);
              return uri;
            })
        ::get;
  }

  /**
   * Parses the address of a server.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static URI parse(String text) {
    URI uri = URI.create(text.strip());
    requireBare(uri);
    return uri;
  }

  private static void requireBare(URI uri) {
    boolean http = "http".equals(uri.getScheme()) || HTTPS.equals(uri.getScheme());
    String path = uri.getPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    if (!http || uri.getHost() == null || !bare || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("want http://host:port or https://host:port");
    }
  }

  private static void requireProtected(URI uri, boolean plaintext, boolean trusts) {
    boolean tls = HTTPS.equals(uri.getScheme());
    if (tls && plaintext) {
      throw new IllegalArgumentException("is https, and plaintext is true: want one or the other");
    }
    if (!tls && trusts) {
      throw new IllegalArgumentException("trust is set for it, and it is not https");
    }
    if (!tls && !plaintext && !Loopback.is(uri.getHost())) {
      throw new IllegalArgumentException(
          "crosses a network without TLS: want https, or plaintext: true beside it if something"
              + " else protects the way");
    }
  }
}
