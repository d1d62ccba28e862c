// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.crypto.manifest.KeyId;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.keys.MemberKeys;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/** A founder's manifest on its way into the file that is handed to all members. */
public final class ManifestFile {
  private ManifestFile() {}

  /** Returns the bytes of the file: the manifest, signed by its founder. */
  public static byte[] signed(MemberKeys founder, Manifest manifest) {
    return founder.signing().signObject(ObjectKind.MANIFEST, manifest.payload());
  }

  /**
   * Signs and writes a manifest; what the one before has revoked stays revoked.
   *
   * @return the manifest as it was written
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if the file holds a manifest of
   *     the same or a higher epoch with other content, of another founder or federation, or
   *     anything else
   */
  public static Manifest issue(ManifestPlan plan, Path out) {
    Manifest manifest = plan.manifest();
    try {
      if (Files.exists(out)) {
        Manifest before = read(out);
        manifest = continued(manifest, before);
        if (manifest.equals(before)) {
          return before;
        }
        requireSuccessor(manifest, before);
      }
      Path draft = out.resolveSibling(out.getFileName() + ".new");
      Files.write(draft, signed(plan.founder(), manifest));
      Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (IOException e) {
      throw invalid(
          "The manifest %s cannot be written: %s".formatted(out, e.getClass().getSimpleName()),
          "Name a file that this user may write.");
    }
  }

  /**
   * Reads a manifest, whoever has signed it.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it is none
   */
  public static Manifest read(Path file) {
    try {
      if (Files.size(file) > Manifest.MAX_BYTES) {
        throw new WireFormatException("Manifest is too long");
      }
      return Manifest.verify(Files.readAllBytes(file));
    } catch (IOException e) {
      throw invalid(
          "The manifest %s cannot be read: %s".formatted(file, e.getClass().getSimpleName()),
          "Check that the file is there.");
    } catch (WireFormatException e) {
      throw invalid(
          "The file %s is not a manifest: %s".formatted(file, e.getMessage()),
          "Name the file that the manifest command has written.");
    }
  }

  private static Manifest continued(Manifest manifest, Manifest before) {
    SortedSet<KeyId> revoked = new TreeSet<>(manifest.revoked());
    if (before.founder().equals(manifest.founder())) {
      revoked.addAll(before.revoked());
      revoked.addAll(before.fingerprintsOf(revoked));
    }
    try {
      return new Manifest(
          manifest.federation(),
          manifest.epoch(),
          manifest.founder(),
          manifest.nodes(),
          manifest.analysts(),
          revoked.stream().toList());
    } catch (IllegalArgumentException e) {
      throw invalid(
          "No manifest can be made after the one before: " + e.getMessage(),
          "Have the member make new keys.");
    }
  }

  private static void requireSuccessor(Manifest manifest, Manifest before) {
    if (!before.federation().equals(manifest.federation())
        || !Arrays.equals(before.founder().toBytes(), manifest.founder().toBytes())) {
      throw invalid(
          "The file holds a manifest of another federation or founder",
          "Write to another file; every member would have to pin the new founder.");
    }
    if (manifest.epoch() <= before.epoch()) {
      throw invalid(
          "The epoch %d is not above %d, that of the manifest before"
              .formatted(manifest.epoch(), before.epoch()),
          "Set epoch to %d.".formatted(before.epoch() + 1));
    }
  }

  private static ParleyException invalid(String fact, String hint) {
    return new ParleyException(ErrorCode.INVALID_SETTINGS, fact, hint);
  }
}
