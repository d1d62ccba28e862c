// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.crypto.manifest.KeyId;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.FileStamp;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifest that is in force: reads its file again whenever that changes. One of a lower epoch,
 * of another founder or federation, or that cannot be read, leaves the one before in force; so does
 * a second one of the same epoch. The newest that was ever in force is remembered on disk.
 */
public final class ManifestWatch {
  private static final Logger log = LoggerFactory.getLogger(ManifestWatch.class);
  private static final String MEMORY = "manifest.seen";

  private final ManifestSource source;
  private final StateFile memory;
  private SeenManifest seen;
  private volatile Manifest current;
  private FileStamp readAt;

  /** Why the file as it is was not taken; empty if it was. */
  private String complaint = "";

  private ManifestWatch(ManifestSource source, Path state) {
    this.source = source;
    this.memory = new StateFile(state.resolve(MEMORY));
    this.readAt = FileStamp.of(source.file());
    Manifest first = source.read();
    Optional<SeenManifest> before = remembered(memory);
    // A pin that the operator has changed names a new founder, who counts anew.
    SeenManifest last =
        before
            .filter(it -> source.pin().isEmpty() || it.founder().equals(first.founder().hex()))
            .orElse(SeenManifest.of(first));
    String fault = fault(first, last);
    if (fault != null) {
      throw source.unusable(fault);
    }
    this.current = first;
    this.seen = SeenManifest.of(first).after(last);
    if (before.isEmpty() || !before.get().equals(seen)) {
      memory.replace(seen.toLines());
    }
  }

  /**
   * Reads the manifest for the first time.
   *
   * @param state the folder where the newest epoch is remembered
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it cannot be used
   */
  public static ManifestWatch open(ManifestSource source, Path state) {
    return new ManifestWatch(source, state);
  }

  /**
   * Returns the manifest as {@link #open} would find it, and remembers nothing.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it cannot be used
   */
  public static Manifest check(ManifestSource source, Path state) {
    Manifest manifest = source.read();
    remembered(new StateFile(state.resolve(MEMORY)))
        .filter(it -> source.pin().isEmpty() || it.founder().equals(manifest.founder().hex()))
        .map(it -> fault(manifest, it))
        .ifPresent(
            fault -> {
              throw source.unusable(fault);
            });
    return manifest;
  }

  /** The manifest that is in force. */
  public Manifest current() {
    return current;
  }

  /** Looks at the file; returns whether a newer manifest came into force. */
  public synchronized boolean refresh() {
    FileStamp now = FileStamp.of(source.file());
    // what failed for a full disk, or a file that could not be read, is tried again: it may revoke
    if (now.equals(readAt) && complaint.isEmpty()) {
      return false;
    }
    readAt = now;
    try {
      Manifest fresh = source.read();
      String fault = fault(fresh, seen);
      if (fault != null) {
        throw source.unusable(fault);
      }
      if (fresh.epoch() == current.epoch()) {
        complaint = "";
        return false;
      }
      // A founder who has lost the file can revoke keys by the fingerprint of all of them together.
      SeenManifest next =
          SeenManifest.of(fresh).after(seen).revoking(current.fingerprintsOf(fresh.revoked()));
      memory.replace(next.toLines());
      complaint = "";
      seen = next;
      current = fresh;
      log.info(
          "adopted manifest federation={} epoch={} nodes={} analysts={}",
          fresh.federation(),
          fresh.epoch(),
          fresh.nodes().size(),
          fresh.analysts().size());
      return true;
    } catch (ParleyException e) {
      if (!e.fact().equals(complaint)) {
        log.error("kept the manifest of epoch {}: {}", current.epoch(), e.fact());
      }
      complaint = e.fact();
      return false;
    }
  }

  private static Optional<SeenManifest> remembered(StateFile memory) {
    List<String> lines = memory.lines();
    try {
      return lines.isEmpty() ? Optional.empty() : Optional.of(SeenManifest.parse(lines));
    } catch (IllegalArgumentException e) {
      throw memory.damaged();
    }
  }

  private static @Nullable String fault(Manifest fresh, SeenManifest seen) {
    if (!seen.founder().equals(fresh.founder().hex())) {
      return "it is signed by another founder than the one before";
    }
    if (fresh.epoch() < seen.epoch()) {
      return "its epoch %d is below %d, which was in force before"
          .formatted(fresh.epoch(), seen.epoch());
    }
    if (fresh.epoch() == seen.epoch() && !seen.isDigestOf(fresh)) {
      return "its epoch %d was in force before with other content".formatted(fresh.epoch());
    }
    return keys(fresh)
        .filter(seen.revoked()::contains)
        .findFirst()
        .map(id -> "it names the key %s, which was revoked before".formatted(id.brief()))
        .orElse(null);
  }

  private static Stream<KeyId> keys(Manifest manifest) {
    Stream<KeyRing> rings =
        Stream.concat(
            manifest.nodes().stream().map(node -> node.keys()),
            manifest.analysts().stream().map(analyst -> analyst.keys()));
    return rings.flatMap(ring -> ring.all().stream()).flatMap(keys -> keys.fingerprints().stream());
  }
}
