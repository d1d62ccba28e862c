// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.paillier.PaillierScheme;
import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.PackedSlots;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.wire.CiphertextSum;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole way of one group: packed and encrypted by nodes, added by the cloud, opened. */
class HiddenSumsTest {
  private static final PaillierPrivateKey KEY = TestKeys.BOARD.paillier();
  private static final PaillierScheme SCHEME = PaillierScheme.of(KEY.publicKey());
  private static final byte[] TOKEN = new byte[32];

  private static final List<Slot> SLOTS =
      List.of(
          new Slot(Slot.Kind.VALUE, 0, 0, 2, 254),
          new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32),
          new Slot(Slot.Kind.VALUE, 1, 0, 0, 64));

  private final SlotLayout layout = SlotLayout.of(SLOTS, SCHEME.plaintextBits());
  private final CheckValues checks = new CheckValues(QuerySecret.random(TestKeys.RANDOM));
  private final CiphertextSum cloud = new CiphertextSum(KEY.publicKey().modulus());

  @Test
  void sumsOfNodesOpenAndVerifyAlsoNegativeOnesAndAtTheBounds() {
    BigInteger least = BigInteger.ONE.shiftLeft(254 - 1 - Slot.HEADROOM_BITS).negate();

    List<BigInteger> opened =
        open(merge(encrypted(least, -5), encrypted(least, 3), encrypted(BigInteger.ONE, -7)));

    assertThat(opened.get(SlotLayout.CONTRIBUTORS)).isEqualTo(3);
    assertThat(opened.get(SlotLayout.FIRST_VALUE))
        .isEqualTo(least.shiftLeft(1).add(BigInteger.ONE));
    assertThat(opened.get(SlotLayout.FIRST_VALUE + 2)).isEqualTo(-9);
    assertThat(verifies(opened)).isTrue();
  }

  @Test
  void aCloudThatAddsToASlotItCannotReadIsDetected() {
    List<BigInteger> merged = merge(encrypted(BigInteger.ONE, 1), encrypted(BigInteger.TWO, 2));
    int shift = layout.place(SlotLayout.FIRST_VALUE).shift();

    merged.set(0, cloud.add(merged.get(0), SCHEME.encrypt(BigInteger.ONE.shiftLeft(shift))));

    List<BigInteger> opened = open(merged);
    assertThat(opened.get(SlotLayout.FIRST_VALUE)).isEqualTo(4);
    assertThat(verifies(opened)).isFalse();
  }

  private List<BigInteger> encrypted(BigInteger wide, long narrow) {
    List<BigInteger> values = new ArrayList<>();
    values.add(BigInteger.ONE);
    values.add(BigInteger.ZERO);
    values.add(wide);
    values.add(BigInteger.ONE);
    values.add(BigInteger.valueOf(narrow));
    values.add(SlotLayout.CHECK, checks.group(TOKEN, values).check());
    return new ArrayList<>(PackedSlots.pack(layout, values).stream().map(SCHEME::encrypt).toList());
  }

  @SafeVarargs
  private final List<BigInteger> merge(List<BigInteger>... parts) {
    List<BigInteger> sums = new ArrayList<>(parts[0]);
    for (int node = 1; node < parts.length; node++) {
      for (int i = 0; i < sums.size(); i++) {
        sums.set(i, cloud.add(sums.get(i), parts[node].get(i)));
      }
    }
    return sums;
  }

  private List<BigInteger> open(List<BigInteger> ciphertexts) {
    return PackedSlots.unpack(layout, ciphertexts.stream().map(KEY::decrypt).toList());
  }

  private boolean verifies(List<BigInteger> slots) {
    List<BigInteger> values = new ArrayList<>(slots);
    BigInteger check = values.remove(SlotLayout.CHECK).mod(CheckValues.PRIME);
    return checks.group(TOKEN, values).check().equals(check);
  }
}
