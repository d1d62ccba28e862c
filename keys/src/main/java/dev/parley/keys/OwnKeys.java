// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.PublicKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All private keys of one party: the newest, and former ones with which it still opens what was
 * sealed to them. A party may have new keys before the others know of them: which keys it signs
 * with is for the manifest to say.
 */
public final class OwnKeys {
  private final List<MemberKeys> all;

  private OwnKeys(List<MemberKeys> all) {
    this.all = List.copyOf(all);
  }

  /** Keys of a party, the newest and former ones. */
  public static OwnKeys of(MemberKeys newest, List<MemberKeys> former) {
    List<MemberKeys> all = new ArrayList<>();
    all.add(newest);
    all.addAll(former);
    return new OwnKeys(all);
  }

  /** Keys of a party that never had others. */
  public static OwnKeys of(MemberKeys keys) {
    return of(keys, List.of());
  }

  /** All of them, the newest first; unmodifiable. */
  public List<MemberKeys> all() {
    return all;
  }

  /** Returns those that others accept at {@code now}, in the order of their manifest. */
  public List<MemberKeys> accepted(KeyRing published, Instant now) {
    List<MemberKeys> accepted = new ArrayList<>();
    for (PublicKeys keys : published.valid(now)) {
      privateHalf(keys).ifPresent(accepted::add);
    }
    return accepted;
  }

  /**
   * Returns the keys to sign with at {@code now}: the oldest that others accept, for those who have
   * not got the newest manifest yet do not know younger ones; the newest if nobody accepts any.
   */
  public MemberKeys toSign(KeyRing published, Instant now) {
    List<MemberKeys> accepted = accepted(published, now);
    return accepted.isEmpty() ? all.get(0) : accepted.get(accepted.size() - 1);
  }

  /** The newest keys, which others may not know of yet. */
  public MemberKeys newest() {
    return all.get(0);
  }

  private Optional<MemberKeys> privateHalf(PublicKeys keys) {
    return all.stream().filter(mine -> mine.publicKeys().equals(keys)).findFirst();
  }

  @Override
  public String toString() {
    return "OwnKeys[" + all.size() + " keys, secret withheld]";
  }
}
