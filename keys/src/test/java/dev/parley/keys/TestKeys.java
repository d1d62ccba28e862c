// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import java.security.SecureRandom;

/** Keys that take long to make, made once for all tests. */
final class TestKeys {
  static final SecureRandom RANDOM = new SecureRandom();
  static final AnalystKeys BOARD = AnalystKeys.generate(2048, RANDOM);
  static final NodeKeys NORTH = NodeKeys.generate(RANDOM);
  static final NodeKeys WEST = NodeKeys.generate(RANDOM);

  private TestKeys() {}
}
