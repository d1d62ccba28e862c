// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.paillier;

import com.n1analytics.paillier.PaillierPublicKey;
import java.math.BigInteger;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Noise made ahead by a thread of its own, in memory only, each value used once. A pool that has
 * run dry makes its callers wait for no one: they make their own.
 */
public final class NoisePool implements NoiseSource, AutoCloseable {
  private final PaillierPublicKey key;
  private final BlockingQueue<BigInteger> ready;
  private final Thread maker;

  private NoisePool(PaillierKey key, int capacity) {
    this.key = new PaillierPublicKey(key.modulus());
    this.ready = new ArrayBlockingQueue<>(capacity);
    this.maker = new Thread(this::fill, "parley-noise");
    maker.setDaemon(true);
  }

  /** Starts to fill a pool of {@code capacity} values for {@code key}. */
  public static NoisePool start(PaillierKey key, int capacity) {
    NoisePool pool = new NoisePool(key, capacity);
    pool.maker.start();
    return pool;
  }

  @Override
  public BigInteger next() {
    BigInteger made = ready.poll();
    return made == null ? make() : made;
  }

  /** How many values are ready. */
  public int size() {
    return ready.size();
  }

  private BigInteger make() {
    return key.raw_obfuscate(BigInteger.ONE);
  }

  private void fill() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ready.put(make());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    maker.interrupt();
    ready.clear();
  }
}
