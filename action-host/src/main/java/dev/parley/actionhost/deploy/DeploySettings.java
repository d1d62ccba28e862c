// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import dev.parley.settings.tls.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What {@code deploy.yaml} says; holds secrets, so it neither prints nor compares. */
public final class DeploySettings {
  private static final int LEAST_SECRET_CHARACTERS = 16;
  private static final int LEAST_MEGABYTES = 128;
  private static final int MOST_MEGABYTES = 4096;
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);
  private static final int USUAL_MEGABYTES = 256;

  private final Endpoint server;
  private final NamespaceKey key;
  private final Map<String, JsonElement> bound;
  private final String webSecret;
  private final ActionSpec.Limits limits;
  private final Probing probing;

  private DeploySettings(Reader reader) {
    this.server = reader.server.get();
    this.key = NamespaceKey.read(reader.authFile.get());
    this.bound = bound(reader);
    this.webSecret = secret(reader.webSecretFile.get());
    this.limits = new ActionSpec.Limits(reader.timeout.get(), reader.memory.get());
    this.probing = reader.probing.get();
  }

  private static Map<String, JsonElement> bound(Reader reader) {
    Map<String, JsonElement> bound = new TreeMap<>();
    bound.put("endpoint", new JsonPrimitive(reader.pipe.get().uri().toString()));
    bound.put("region", new JsonPrimitive(reader.region.get()));
    bound.put("accessKey", new JsonPrimitive(reader.accessKey.get()));
    bound.put("secretKey", new JsonPrimitive(secret(reader.secretFile.get())));
    bound.put("federation", new JsonPrimitive(reader.federation.get().value()));
    // Bound also where there is none: an invocation may add what is not bound.
    bound.put("trust", new JsonPrimitive(reader.pipe.get().trust().pem().orElse("")));
    return Map.copyOf(bound);
  }

  /**
   * Reads {@code deploy.yaml} and the secrets that it names.
   *
   * @throws dev.parley.protocol.error.ParleyException INVALID_SETTINGS that names every fault
   */
  public static DeploySettings read(Path file) {
    return of(Settings.read(file));
  }

  static DeploySettings of(Settings settings) {
    Reader reader = new Reader(settings);
    settings.finish();
    return new DeploySettings(reader);
  }

  /** Scheme, host and port of OpenWhisk's API. */
  public URI apiHost() {
    return server.uri();
  }

  /** OpenWhisk's API, and whose certificates it may show. */
  Endpoint server() {
    return server;
  }

  NamespaceKey key() {
    return key;
  }

  /** What every invocation is given, and none can override. */
  Map<String, JsonElement> bound() {
    return bound;
  }

  /** What one merge may take. */
  ActionSpec.Limits limits() {
    return limits;
  }

  Probing probing() {
    return probing;
  }

  ActionSpec merge(Path jar) {
    return ActionSpec.merge(jar, limits, webSecret);
  }

  ActionSpec probe(Path jar) {
    return ActionSpec.probe(jar, limits.memoryMegabytes(), probing.bound());
  }

  @Override
  public String toString() {
    return "DeploySettings[" + apiHost() + ", secrets withheld]";
  }

  /** Of two secrets the first is deployed: OpenWhisk knows one only, and so does the action. */
  private static String secret(Path file) {
    String secret = SecretFile.readText(file).lines().findFirst().orElse("").strip();
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

  /** The file, as far as it has been read. */
  private static final class Reader {
    final Setting<FederationId> federation;
    final Supplier<Endpoint> server;
    final Setting<Path> authFile;
    final Supplier<Endpoint> pipe;
    final Setting<String> region;
    final Setting<String> accessKey;
    final Setting<Path> secretFile;
    final Setting<Path> webSecretFile;
    final Setting<Duration> timeout;
    final Setting<Integer> memory;
    final Supplier<Probing> probing;

    Reader(Settings settings) {
      federation = settings.required("federation", FederationId::new);
      Settings whisk = settings.section("openwhisk");
      server = Endpoint.read(whisk);
      authFile = whisk.path("authFile");
      Settings storage = settings.section("pipe");
      pipe = Endpoint.read(storage);
      region = storage.optional("region", text -> text, "us-east-1");
      accessKey = storage.required("accessKey", text -> text);
      secretFile = storage.path("secretFile");
      webSecretFile = settings.path("secretFile");
      Settings limits = settings.section("limits");
      timeout = limits.optional("timeout", Settings::duration, USUAL_TIMEOUT);
      memory =
          limits.optional(
              "memory", Settings.integer(LEAST_MEGABYTES, MOST_MEGABYTES), USUAL_MEGABYTES);
      probing = Probing.read(settings.section("probe"), () -> pipe.get().uri());
    }
  }
}
