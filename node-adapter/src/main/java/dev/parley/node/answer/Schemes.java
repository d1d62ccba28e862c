// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.crypto.AdditiveScheme;
import dev.parley.crypto.paillier.NoisePool;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.paillier.PaillierScheme;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.HashMap;
import java.util.Map;

/** The schemes of all analysts' keys, each with noise made ahead. */
public final class Schemes implements AutoCloseable {
  private final int noiseAhead;
  private final Map<PaillierKey, NoisePool> pools = new HashMap<>();
  private final Map<PaillierKey, AdditiveScheme> schemes = new HashMap<>();

  /**
   * @param noiseAhead how many values of noise are kept ready for each key
   */
  public Schemes(int noiseAhead) {
    this.noiseAhead = noiseAhead;
  }

  /**
   * Returns the scheme of {@code key}, and begins to make noise for it if nobody did.
   *
   * @throws ParleyException if anybody could take the key apart, so that it would hide nothing from
   *     the cloud
   */
  public synchronized AdditiveScheme of(PaillierKey key) {
    return schemes.computeIfAbsent(
        key,
        missing -> {
          requireStrong(missing);
          NoisePool pool = NoisePool.start(missing, noiseAhead);
          pools.put(missing, pool);
          return PaillierScheme.of(missing, pool);
        });
  }

  private static void requireStrong(PaillierKey key) {
    try {
      key.requireStrong();
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.PEER_REFUSED,
          "The analyst's Paillier key can be taken apart by anybody",
          "Have the analyst make new keys, and the founder a new manifest.",
          e);
    }
  }

  @Override
  public synchronized void close() {
    pools.values().forEach(NoisePool::close);
    pools.clear();
    schemes.clear();
  }
}
