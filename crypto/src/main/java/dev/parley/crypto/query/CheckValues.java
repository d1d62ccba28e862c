// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.Label;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.crypto.macs.HMac;

/**
 * Linear message authentication over the sums that the cloud computes blindly, modulo the prime
 * 2^255 - 19.
 *
 * <p>Node i reports values v_j for the group with token t. Its check slot of that group is
 *
 * <pre>  Σ_j a(t, j) · v_j</pre>
 *
 * and the trailer of its partial, over all its groups g,
 *
 * <pre>  pad(i) + Σ_g Σ_j b(t_g, j) · v_j(g)</pre>
 *
 * with a, b and pad pseudo-random under keys of the query. Both are linear, so they add up as the
 * values do, and whoever knows the keys recomputes them from the sums. Values that were changed,
 * moved between groups, dropped or added fail with all but probability 2^-254; partials that were
 * dropped, repeated, scaled or taken from another query leave a wrong sum of pads, for each pad
 * must be in it exactly once. The cloud knows neither keys nor values.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class CheckValues {
  /** The modulus; twice the magnitude of the widest slot's sum is below it. */
  public static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private static final int HALF = 32;

  private final HMac coefficients;
  private final HMac pads;

  public CheckValues(QuerySecret secret) {
    this.coefficients = QueryKeys.hmacSha512(QueryKeys.derive(secret, Label.QUERY_CHECK));
    this.pads = QueryKeys.hmacSha512(QueryKeys.derive(secret, Label.QUERY_PAD));
  }

  /**
   * What one group's values amount to.
   *
   * @param check for the check slot; in [0, {@link #PRIME})
   * @param trailer the group's part of the trailer; in [0, {@link #PRIME})
   */
  public record GroupCheck(BigInteger check, BigInteger trailer) {}

  /**
   * Computes the check values of a group, of one node or of a sum over nodes.
   *
   * @param values all slots of the group in order, except its check slot
   */
  public GroupCheck group(byte[] token, List<BigInteger> values) {
    BigInteger check = BigInteger.ZERO;
    BigInteger trailer = BigInteger.ZERO;
    for (int j = 0; j < values.size(); j++) {
      byte[] drawn = draw(coefficients, token, j);
      BigInteger value = values.get(j);
      check = check.add(new BigInteger(1, Arrays.copyOf(drawn, HALF)).multiply(value));
      trailer =
          trailer.add(new BigInteger(1, Arrays.copyOfRange(drawn, HALF, 2 * HALF)).multiply(value));
    }
    return new GroupCheck(check.mod(PRIME), trailer.mod(PRIME));
  }

  /** Returns the pad of one node; in [0, {@link #PRIME}). */
  public BigInteger pad(NodeId node) {
    byte[] drawn = draw(pads, node.value().getBytes(StandardCharsets.UTF_8), 0);
    return new BigInteger(1, drawn).mod(PRIME);
  }

  /** Returns the sum of the pads of {@code nodes}, modulo {@link #PRIME}. */
  public BigInteger pads(Collection<NodeId> nodes) {
    return nodes.stream().map(this::pad).reduce(BigInteger.ZERO, BigInteger::add).mod(PRIME);
  }

  private static byte[] draw(HMac mac, byte[] input, int index) {
    byte[] drawn = new byte[2 * HALF];
    mac.update(input, 0, input.length);
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(index).array(), 0, Integer.BYTES);
    mac.doFinal(drawn, 0);
    return drawn;
  }
}
