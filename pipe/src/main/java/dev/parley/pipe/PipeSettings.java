// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where the pipe is, and as whom to use it.
 *
 * @param server where the S3 server listens, and whose certificates it may show
 * @param credentials the party's access key and secret
 * @param region what the S3 server calls its region
 * @param timeouts how long to wait
 */
public record PipeSettings(
    Endpoint server, S3Credentials credentials, String region, PipeTimeouts timeouts) {
  /** What S3 servers that know no regions want to hear. */
  public static final String DEFAULT_REGION = "us-east-1";

  /** Returns settings with the defaults for what is not given. */
  public static PipeSettings of(URI endpoint, S3Credentials credentials) {
    return of(new Endpoint(endpoint, Trust.OF_JVM), credentials);
  }

  /** The same with authorities of the server's own. */
  public static PipeSettings of(Endpoint server, S3Credentials credentials) {
    return new PipeSettings(server, credentials, DEFAULT_REGION, PipeTimeouts.DEFAULT);
  }

  /** Where the S3 server listens: {@code http} or {@code https}, no path. */
  public URI endpoint() {
    return server.uri();
  }

  /**
   * Reads {@code endpoint}, {@code accessKey}, {@code secretFile} and, if they are there, {@code
   * trust}, {@code plaintext}, {@code region}, {@code connectTimeout}, {@code readTimeout}, {@code
   * timeout} and {@code attempts}.
   *
   * @return the settings, to be asked for after {@link Settings#finish()}
   */
  public static Supplier<PipeSettings> read(Settings section) {
    Supplier<Endpoint> server = Endpoint.read(section);
    Setting<String> accessKey = section.required("accessKey", String::strip);
    // Read here, under a name that says nothing, so that a fault of the file is told with the rest.
    Setting<S3Credentials> secret =
        section.required("secretFile", path -> S3Credentials.read("-", section.resolve(path)));
    Setting<String> region = section.optional("region", String::strip, DEFAULT_REGION);
    Supplier<PipeTimeouts> timeouts = readTimeouts(section);
    return () ->
        new PipeSettings(
            server.get(), secret.get().as(accessKey.get()), region.get(), timeouts.get());
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
}
