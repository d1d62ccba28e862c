// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Looks through the members of a manifest that is being made or read: one key under two names would
 * let one owner count as two.
 */
final class MemberKeysCheck {
  private final Set<KeyId> revoked;
  private final Map<String, String> nameOfPart = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  MemberKeysCheck(Set<KeyId> revoked) {
    this.revoked = revoked;
  }

  void node(String name, KeyRing keys) {
    check("node", name, keys);
  }

  /** An analyst may be an owner as well, of the same name and with the same keys. */
  void analyst(String name, KeyRing keys) {
    check("analyst", name, keys);
  }

  private void check(String role, String name, KeyRing ring) {
    // SQL names nodes without regard to case, and so must be able to tell them apart
    if (!taken.add(role + " " + name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("the %s '%s' is there twice".formatted(role, name));
    }
    for (PublicKeys keys : ring.all()) {
      for (KeyId fingerprint : keys.fingerprints()) {
        if (revoked.contains(fingerprint)) {
          throw new IllegalArgumentException(
              "the %s '%s' has the revoked key %s".formatted(role, name, fingerprint.brief()));
        }
      }
      keys.parts().forEach(part -> check(role, name, part));
    }
  }

  private void check(String role, String name, String part) {
    String other = nameOfPart.putIfAbsent(part, name);
    if (other != null && !other.equals(name)) {
      throw new IllegalArgumentException("'%s' and '%s' have the same key".formatted(other, name));
    }
    if (!taken.add(role + " " + name + " " + part)) {
      throw new IllegalArgumentException(
          "the %s '%s' has the same key twice".formatted(role, name));
    }
  }
}
