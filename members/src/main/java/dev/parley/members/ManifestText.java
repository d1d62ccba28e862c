// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.PublicKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A manifest as people read it, to compare fingerprints with each other. */
public final class ManifestText {
  private ManifestText() {}

  /** Returns the lines; former keys that have ended by {@code now} are marked. */
  public static List<String> of(Manifest manifest, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add("federation %s, epoch %d".formatted(manifest.federation(), manifest.epoch()));
    lines.add("founder    " + manifest.founder().hex());
    manifest.nodes().forEach(node -> add(lines, "node " + node.node(), node.keys(), now));
    manifest
        .analysts()
        .forEach(analyst -> add(lines, "analyst " + analyst.analyst(), analyst.keys(), now));
    manifest.revoked().forEach(id -> lines.add("revoked    " + id.spoken()));
    return lines;
  }

  private static void add(List<String> lines, String member, KeyRing ring, Instant now) {
    lines.add(member);
    lines.add("  current  " + line(ring.current()));
    for (KeyRing.Former former : ring.former()) {
      String state = now.isBefore(former.until()) ? "until" : "ended";
      lines.add("  former   %s, %s %s".formatted(line(former.keys()), state, former.until()));
    }
  }

  private static String line(PublicKeys keys) {
    return "%s, Paillier %d bits"
        .formatted(keys.id().spoken(), keys.paillier().modulus().bitLength());
  }
}
