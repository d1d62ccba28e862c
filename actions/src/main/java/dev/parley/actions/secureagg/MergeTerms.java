// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import dev.parley.actions.invocation.RefusalCode;
import dev.parley.actions.invocation.RefusedException;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.UnsignedBytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** On what terms partials may be merged, told from their headers alone. */
final class MergeTerms {
  private static final long CLOCK_SKEW_SECONDS = 600;
  private static final int LEAST_MODULUS_BITS = 2048;
  private static final int HEX = 16;

  private final MergeRequest request;

  MergeTerms(MergeRequest request) {
    this.request = request;
  }

  /**
   * Checks the headers of all partials, and returns that of the merged object.
   *
   * @param headers one for each node of the request, in the order of the nodes
   */
  PartialHeader agree(List<PartialHeader> headers, Instant now) throws RefusedException {
    PartialHeader first = headers.get(0);
    int minOwners = 1;
    for (int i = 0; i < headers.size(); i++) {
      requireAskedFor(headers.get(i), request.nodes().get(i));
      requireSame(headers.get(i), first, request.nodes().get(i));
      minOwners = Math.max(minOwners, headers.get(i).minOwners());
    }
    requireKey(first);
    requireAlive(first, now);
    if (headers.size() < minOwners) {
      throw new RefusedException(
          RefusalCode.TOO_FEW_OWNERS,
          headers.size() + " owners where one demands at least " + minOwners);
    }
    return new PartialHeader(
        first.binding(), request.nodes(), minOwners, first.modulus(), first.ciphertextsPerGroup());
  }

  /** Refuses once the query has ended; clocks may differ by ten minutes, and no more. */
  static void requireAlive(PartialHeader header, Instant now) throws RefusedException {
    if (now.getEpochSecond() - CLOCK_SKEW_SECONDS > header.binding().expiryEpochSecond()) {
      throw new RefusedException(RefusalCode.EXPIRED, "The query has expired");
    }
  }

  private void requireAskedFor(PartialHeader header, String node) throws RefusedException {
    PartialHeader.Binding binding = header.binding();
    byte[] queryId =
        UnsignedBytes.of(new BigInteger(request.query(), HEX), PartialHeader.QUERY_ID_BYTES);
    if (!binding.federation().equals(request.federation())
        || !binding.analyst().equals(request.analyst())
        || !Arrays.equals(binding.queryId(), queryId)) {
      throw new RefusedException(
          RefusalCode.WRONG_QUERY, "The partial of " + node + " answers another query");
    }
    if (!header.contributors().equals(Collections.singletonList(node))) {
      throw new RefusedException(
          RefusalCode.WRONG_CONTRIBUTOR,
          "The partial in the bucket of " + node + " says it is of somebody else");
    }
  }

  private static void requireSame(PartialHeader header, PartialHeader first, String node)
      throws RefusedException {
    if (!header.binding().equals(first.binding())
        || !header.modulus().equals(first.modulus())
        || header.ciphertextsPerGroup() != first.ciphertextsPerGroup()) {
      throw new RefusedException(
          RefusalCode.PARTIALS_DISAGREE,
          "The partial of " + node + " differs from others in sub-query, key or layout");
    }
  }

  private static void requireKey(PartialHeader header) throws RefusedException {
    int bits = header.modulus().bitLength();
    if (bits < LEAST_MODULUS_BITS) {
      throw new RefusedException(
          RefusalCode.WEAK_KEY, "A key of " + bits + " bits, at least 2048 are needed");
    }
  }
}
