// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.crypto.manifest.KeyId;
import dev.parley.crypto.manifest.Manifest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is remembered of the newest manifest, so that an older one, or another of the same epoch, is
 * not taken for it after a restart.
 *
 * @param founder whose epochs these are
 * @param digest SHA-256 of the manifest's bytes
 * @param revoked all keys that any manifest of this founder has revoked; unmodifiable
 */
record SeenManifest(String founder, int epoch, String digest, List<KeyId> revoked) {

  static SeenManifest of(Manifest manifest) {
    return new SeenManifest(
        manifest.founder().hex(), manifest.epoch(), digest(manifest), manifest.revoked());
  }

  /** Returns the same, without forgetting what an earlier one has revoked. */
  SeenManifest after(SeenManifest earlier) {
    SortedSet<KeyId> all = new TreeSet<>(earlier.revoked());
    all.addAll(revoked);
    return new SeenManifest(founder, epoch, digest, List.copyOf(all));
  }

  /** Returns the same with more keys that are revoked. */
  SeenManifest revoking(List<KeyId> more) {
    SortedSet<KeyId> all = new TreeSet<>(revoked);
    all.addAll(more);
    return new SeenManifest(founder, epoch, digest, List.copyOf(all));
  }

  boolean isDigestOf(Manifest manifest) {
    return digest.equals(digest(manifest));
  }

  List<String> toLines() {
    List<String> lines = new ArrayList<>();
    lines.add("founder " + founder);
    lines.add("epoch " + epoch);
    lines.add("digest " + digest);
    revoked.forEach(id -> lines.add("revoked " + id));
    return lines;
  }

  /**
   * Reads what {@link #toLines} wrote.
   *
   * @throws IllegalArgumentException if it is not that
   */
  static SeenManifest parse(List<String> lines) {
    if (lines.size() < 3) {
      throw new IllegalArgumentException("Invalid memory of a manifest");
    }
    return new SeenManifest(
        word(lines.get(0), "founder"),
        Integer.parseInt(word(lines.get(1), "epoch")),
        word(lines.get(2), "digest"),
        lines.stream().skip(3).map(line -> new KeyId(word(line, "revoked"))).toList());
  }

  private static String word(String line, String name) {
    if (!line.startsWith(name + " ")) {
      throw new IllegalArgumentException("Invalid memory of a manifest: no " + name);
    }
    return line.substring(name.length() + 1);
  }

  private static String digest(Manifest manifest) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(manifest.payload());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
