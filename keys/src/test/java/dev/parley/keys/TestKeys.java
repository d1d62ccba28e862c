// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import java.security.SecureRandom;

/** Keys that take long to make, made once for all tests. */
final class TestKeys {
  static final SecureRandom RANDOM = new SecureRandom();
  static final MemberKeys BOARD = MemberKeys.generate(2048, RANDOM);
  static final MemberKeys NORTH = MemberKeys.generate(2048, RANDOM);
  static final MemberKeys WEST = MemberKeys.generate(2048, RANDOM);

  private TestKeys() {}
}
