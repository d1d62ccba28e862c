// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.crypto.AdditiveScheme;
import dev.parley.crypto.paillier.NoisePool;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.paillier.PaillierScheme;
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

  /** Returns the scheme of {@code key}, and begins to make noise for it if nobody did. */
  public synchronized AdditiveScheme of(PaillierKey key) {
    return schemes.computeIfAbsent(
        key,
        missing -> {
          NoisePool pool = NoisePool.start(missing, noiseAhead);
          pools.put(missing, pool);
          return PaillierScheme.of(missing, pool);
        });
  }

  @Override
  public synchronized void close() {
    pools.values().forEach(NoisePool::close);
    pools.clear();
    schemes.clear();
  }
}
