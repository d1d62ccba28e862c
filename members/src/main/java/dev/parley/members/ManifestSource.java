// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a party finds its manifest, and by what it knows that it is the right one.
 *
 * @param pin the signing key of the federation's founder, if the operator has pinned it
 */
public record ManifestSource(FederationId federation, Path file, Optional<String> pin) {

  /**
   * Reads the file.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it is not a manifest of this
   *     federation, by the pinned founder if one is pinned
   */
  Manifest read() {
    Manifest manifest = verified();
    if (!manifest.federation().equals(federation)) {
      throw unusable("it is of federation '%s'".formatted(manifest.federation()));
    }
    if (pin.filter(hex -> !hex.equals(manifest.founder().hex())).isPresent()) {
      throw unusable("it is signed by another founder than the one that is pinned");
    }
    return manifest;
  }

  private Manifest verified() {
    try {
      if (Files.size(file) > Manifest.MAX_BYTES) {
        throw unusable("it is too long");
      }
      return Manifest.verify(Files.readAllBytes(file));
    } catch (IOException e) {
      throw unusable("it cannot be read");
    } catch (WireFormatException e) {
      throw unusable("it is not authentic: " + e.getMessage());
    }
  }

  ParleyException unusable(String fact) {
    return new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "The manifest %s cannot be used: %s".formatted(file, fact),
        "Ask the founder of the federation for its current manifest.");
  }
}
