// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

/**
 * What one identity has done since the guard started.
 *
 * @param puts objects that it wrote
 * @param gets objects that it read
 * @param lists pages of keys that it listed
 * @param deletes deletions that it asked for
 * @param refused requests that it may not make; those without a valid signature are nobody's
 * @param bytesIn bytes of the objects that it wrote
 * @param bytesOut bytes of the objects that it read
 */
public record Traffic(
    long puts, long gets, long lists, long deletes, long refused, long bytesIn, long bytesOut) {

  /** All requests, also the refused. */
  public long requests() {
    return puts + gets + lists + deletes + refused;
  }
}
