// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.party;

import dev.parley.crypto.password.PasswordHash;
import dev.parley.settings.SecretFile;
import dev.parley.wire.ObjectKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A folder with what a gateway is set up from. */
public record GatewayFolder(Path folder) {
  public static final String PASSWORD = "pass-word-of-ada";
  public static final String WEB_SECRET = "web-secret-of-board";
  private static final String HASH = PasswordHash.of(PASSWORD, new SecureRandom()).text();

  public static final String PIPE_SECRET = "pipe-secret-of-board";

  /** The least that gateway.yaml must say; nobody listens at these ports. */
  public static final String LEAST =
      """
      analyst: board
      federation: health
      pipe: {endpoint: "http://127.0.0.1:1", accessKey: board, secretFile: pipe.secret, attempts: 1}
      actions: {endpoint: "http://127.0.0.1:2", secretFile: web.secret}
      keys: board.keys
      manifest: city.manifest
      users: {ada: {passwordFile: ada.hash}}
      """;

  /** Writes keys, secrets and the manifest. */
  public static GatewayFolder in(Path folder) throws IOException {
    secret(folder.resolve("pipe.secret"), PIPE_SECRET);
    secret(folder.resolve("web.secret"), WEB_SECRET);
    secret(folder.resolve("ada.hash"), HASH + "\n");
    secret(folder.resolve("board.keys"), Parties.ANALYST_KEYS.toText());
    Files.write(
        folder.resolve("city.manifest"),
        Parties.FOUNDER.signing().signObject(ObjectKind.MANIFEST, Parties.manifest().payload()));
    return new GatewayFolder(folder);
  }

  /** Writes gateway.yaml. */
  public Path settings(String yaml) throws IOException {
    return Files.writeString(folder.resolve("gateway.yaml"), yaml);
  }

  private static void secret(Path file, String text) {
    SecretFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
