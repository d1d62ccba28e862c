// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where the pipe is, and as whom to use it.
 *
 * @param endpoint where the S3 server listens: {@code http} or {@code https}, no path
 * @param credentials the party's access key and secret
 * @param region what the S3 server calls its region
 * @param timeouts how long to wait
 */
public record PipeSettings(
    URI endpoint, S3Credentials credentials, String region, PipeTimeouts timeouts) {
  /** What S3 servers that know no regions want to hear. */
  public static final String DEFAULT_REGION = "us-east-1";

  public PipeSettings {
    requireEndpoint(endpoint);
  }

  /** Returns settings with the defaults for what is not given. */
  public static PipeSettings of(URI endpoint, S3Credentials credentials) {
    return new PipeSettings(endpoint, credentials, DEFAULT_REGION, PipeTimeouts.DEFAULT);
  }

  /**
   * Reads {@code endpoint}, {@code accessKey}, {@code secretFile} and, if they are there, {@code
   * region}, {@code connectTimeout}, {@code readTimeout}, {@code timeout} and {@code attempts}.
   *
   * @return the settings, to be asked for after {@link Settings#finish()}
   */
  public static Supplier<PipeSettings> read(Settings section) {
    Setting<URI> endpoint = section.required("endpoint", PipeSettings::parseEndpoint);
    Setting<String> accessKey = section.required("accessKey", String::strip);
    // Read here, under a name that says nothing, so that a fault of the file is told with the rest.
    Setting<S3Credentials> secret =
        section.required("secretFile", path -> S3Credentials.read("-", section.resolve(path)));
    Setting<String> region = section.optional("region", String::strip, DEFAULT_REGION);
    Supplier<PipeTimeouts> timeouts = readTimeouts(section);
    return () ->
        new PipeSettings(
            endpoint.get(),
            new S3Credentials(accessKey.get(), secret.get().secret()),
            region.get(),
            timeouts.get());
  }

  /**
   * Parses the address of an S3 server.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static URI parseEndpoint(String text) {
    URI endpoint = URI.create(text.strip());
    requireEndpoint(endpoint);
    return endpoint;
  }

  private static Supplier<PipeTimeouts> readTimeouts(Settings section) {
    PipeTimeouts preset = PipeTimeouts.DEFAULT;
    var connect = section.optional("connectTimeout", PipeSettings::positive, preset.connect());
    var read = section.optional("readTimeout", PipeSettings::positive, preset.read());
    var call = section.optional("timeout", PipeSettings::positive, preset.call());
    var attempts = section.optional("attempts", Settings.integer(1, 10), preset.attempts());
    return () -> new PipeTimeouts(connect.get(), read.get(), call.get(), attempts.get());
  }

  private static Duration positive(String text) {
    Duration duration = Settings.duration(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("want more than nothing");
    }
    return duration;
  }

  private static void requireEndpoint(URI endpoint) {
    boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    String path = endpoint.getPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    if (!http || endpoint.getHost() == null || !bare || endpoint.getRawUserInfo() != null) {
      throw new IllegalArgumentException("want http://host:port or https://host:port");
    }
  }
}
