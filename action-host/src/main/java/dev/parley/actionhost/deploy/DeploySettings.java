// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What {@code deploy.yaml} says; holds secrets, so it neither prints nor compares. */
public final class DeploySettings {
  private static final int LEAST_SECRET_CHARACTERS = 16;
  private static final int LEAST_MEGABYTES = 128;
  private static final int MOST_MEGABYTES = 4096;
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);
  private static final int USUAL_MEGABYTES = 256;

  private final URI apiHost;
  private final NamespaceKey key;
  private final Map<String, String> bound;
  private final String webSecret;
  private final Duration timeout;
  private final int memoryMegabytes;

  private DeploySettings(Reader reader) {
    this.apiHost = reader.apiHost.get();
    this.key = NamespaceKey.read(reader.authFile.get());
    this.bound =
        Map.of(
            "endpoint", reader.pipe.get().toString(),
            "region", reader.region.get(),
            "accessKey", reader.accessKey.get(),
            "secretKey", secret(reader.secretFile.get()),
            "federation", reader.federation.get().value());
    this.webSecret = secret(reader.webSecretFile.get());
    this.timeout = reader.timeout.get();
    this.memoryMegabytes = reader.memory.get();
  }

  /**
   * Reads {@code deploy.yaml} and the secrets that it names.
   *
   * @throws dev.parley.protocol.error.ParleyException INVALID_SETTINGS that names every fault
   */
  public static DeploySettings read(Path file) {
    Settings settings = Settings.read(file);
    Reader reader = new Reader(settings);
    settings.finish();
    return new DeploySettings(reader);
  }

  /** Scheme, host and port of OpenWhisk's API. */
  public URI apiHost() {
    return apiHost;
  }

  NamespaceKey key() {
    return key;
  }

  /** What every invocation is given, and none can override. */
  Map<String, String> bound() {
    return bound;
  }

  String webSecret() {
    return webSecret;
  }

  ActionSpec merge(Path jar) {
    return ActionSpec.merge(jar, timeout, memoryMegabytes);
  }

  @Override
  public String toString() {
    return "DeploySettings[" + apiHost + ", secrets withheld]";
  }

  private static String secret(Path file) {
    String secret = SecretFile.readText(file);
    if (secret.length() < LEAST_SECRET_CHARACTERS
        || secret.chars().anyMatch(Character::isWhitespace)) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The secret in %s has fewer than %d characters, or white space in it"
              .formatted(file, LEAST_SECRET_CHARACTERS),
          "Make one with: openssl rand -hex 32");
    }
    return secret;
  }

  private static URI endpoint(String text) {
    URI uri = URI.create(text);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException("want https://host or http://host, and maybe a port");
    }
    return uri;
  }

  /** The file, as far as it has been read. */
  private static final class Reader {
    final Setting<FederationId> federation;
    final Setting<URI> apiHost;
    final Setting<Path> authFile;
    final Setting<URI> pipe;
    final Setting<String> region;
    final Setting<String> accessKey;
    final Setting<Path> secretFile;
    final Setting<Path> webSecretFile;
    final Setting<Duration> timeout;
    final Setting<Integer> memory;

    Reader(Settings settings) {
      federation = settings.required("federation", FederationId::new);
      Settings whisk = settings.section("openwhisk");
      apiHost = whisk.required("endpoint", DeploySettings::endpoint);
      authFile = whisk.path("authFile");
      Settings storage = settings.section("pipe");
      pipe = storage.required("endpoint", DeploySettings::endpoint);
      region = storage.optional("region", text -> text, "us-east-1");
      accessKey = storage.required("accessKey", text -> text);
      secretFile = storage.path("secretFile");
      webSecretFile = settings.path("secretFile");
      Settings limits = settings.section("limits");
      timeout = limits.optional("timeout", Settings::duration, USUAL_TIMEOUT);
      memory =
          limits.optional(
              "memory", Settings.integer(LEAST_MEGABYTES, MOST_MEGABYTES), USUAL_MEGABYTES);
    }
  }
}
