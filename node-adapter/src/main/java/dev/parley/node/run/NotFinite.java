// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/** What is said of infinities, and of what is not a number: the same whatever they come from. */
final class NotFinite {

  private NotFinite() {}

  static ParleyException fault() {
    return new ParleyException(
        ErrorCode.OUT_OF_RANGE,
        "A number is out of the range of DOUBLE, or none at all, at one of the owners",
        "Exclude such values by a condition, or ask the data owner to mend them.");
  }
}
