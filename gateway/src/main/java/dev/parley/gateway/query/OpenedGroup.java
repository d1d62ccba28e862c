// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.query.GroupKey;
import java.math.BigInteger;
import java.util.List;

/**
 * One group of a merged answer, verified.
 *
 * @param key empty values if the query has one group of all rows
 * @param sums one for each slot of the question, over all owners
 */
public record OpenedGroup(GroupKey key, List<BigInteger> sums) {

  public OpenedGroup {
    sums = List.copyOf(sums);
  }
}
