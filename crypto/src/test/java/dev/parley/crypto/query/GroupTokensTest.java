// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.Label;
import dev.parley.wire.WireFormatException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupTokensTest {
  private final GroupTokens tokens = new GroupTokens(secret(1));

  @Test
  void equalKeysHaveEqualTokens() {
    assertThat(token(new BigDecimal("1.00"))).isEqualTo(token(new BigDecimal("1")));
    assertThat(token(new BigDecimal("1.0"))).isEqualTo(token(BigDecimal.ONE));
    assertThat(token(new BigDecimal("-0"))).isEqualTo(token(new BigDecimal("0.000")));
    assertThat(token("ab")).isEqualTo(new GroupTokens(secret(1)).token(key("ab")));
  }

  @Test
  void otherKeysHaveOtherTokens() {
    List<byte[]> different =
        List.of(
            token(),
            token((Object) null),
            token(""),
            token("0"),
            token("1"),
            token(BigDecimal.ZERO),
            token(BigDecimal.ONE),
            token(false),
            token(true),
            token(LocalDate.of(2026, 1, 2)),
            token(LocalDate.of(2026, 1, 2).atStartOfDay()),
            token("a", "b"),
            token("ab", ""),
            token("", "ab"),
            token("ab"),
            token("ab "),
            token(null, "a"),
            token("a", null));
    Set<String> distinct = new HashSet<>();
    different.forEach(token -> distinct.add(HexFormat.of().formatHex(token)));

    assertThat(distinct).hasSize(different.size());
    assertThat(different).allMatch(token -> token.length == 32);
  }

  @Test
  void anotherQueryHasOtherTokensAndCannotOpenLabels() {
    GroupTokens other = new GroupTokens(secret(2));
    byte[] token = token("north");
    byte[] label = tokens.seal(token, key("north"));

    assertThat(other.token(key("north"))).isNotEqualTo(token);
    assertThatThrownBy(() -> other.open(token, label)).isInstanceOf(WireFormatException.class);
  }

  @Test
  void labelsOpenWithTheirOwnTokenOnly() {
    for (GroupKey key :
        List.of(key(), key((Object) null), key("x".repeat(500), new BigDecimal("10"), true))) {
      byte[] token = tokens.token(key);
      byte[] label = tokens.seal(token, key);

      assertThat(tokens.open(token, label).values()).isEqualTo(key.values());
      assertThat(tokens.seal(token, key)).isEqualTo(label);
      byte[] another = tokens.token(key("another"));
      assertThatThrownBy(() -> tokens.open(another, label)).isInstanceOf(WireFormatException.class);
    }
  }

  @Test
  void aLabelSealedUnderATokenThatIsNotItsOwnIsRefused() {
    byte[] token = token("south");

    assertThatThrownBy(() -> tokens.open(token, tokens.seal(token, key("north"))))
        .hasMessage("A group's label does not belong to its token");
  }

  /** Nodes know the label key, so one of them could write a label that is not the others'. */
  @Test
  void aLabelInAnotherThanTheCanonicalPaddingIsRefused() throws InvalidCipherTextException {
    byte[] token = token("north");
    byte[] encoded = key("north").encode();
    byte[] right = ByteBuffer.allocate(32).putInt(encoded.length).put(encoded).array();
    byte[] notZero = right.clone();
    notZero[31] = 1;

    assertThat(gcmSiv(token, right)).isEqualTo(tokens.seal(token, key("north")));
    for (byte[] wrong :
        List.of(notZero, Arrays.copyOf(right, 64), Arrays.copyOf(right, 4 + encoded.length))) {
      assertThatThrownBy(() -> tokens.open(token, gcmSiv(token, wrong)))
          .hasMessage("A label is not padded as it should be");
    }
    byte[] tooLong = right.clone();
    tooLong[0] = 0x7F;
    assertRefused(token, gcmSiv(token, tooLong));
    assertRefused(token, gcmSiv(token, new byte[3]));
  }

  private static byte[] gcmSiv(byte[] token, byte[] plaintext) throws InvalidCipherTextException {
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher(AESEngine.newInstance());
    KeyParameter key = new KeyParameter(QueryKeys.derive(secret(1), Label.QUERY_LABEL));
    cipher.init(true, new AEADParameters(key, 128, Arrays.copyOf(token, 12), token));
    byte[] output = new byte[cipher.getOutputSize(plaintext.length)];
    int written = cipher.processBytes(plaintext, 0, plaintext.length, output, 0);
    cipher.doFinal(output, written);
    return output;
  }

  @Test
  void everyFlippedBitAndEveryTruncationIsRefused() {
    byte[] token = token("north", LocalDateTime.of(2026, 1, 2, 3, 4));
    byte[] label = tokens.seal(token, key("north", LocalDateTime.of(2026, 1, 2, 3, 4)));

    for (int bit = 0; bit < 8 * label.length; bit++) {
      assertRefused(token, flipped(label, bit));
    }
    for (int bit = 0; bit < 8 * token.length; bit++) {
      assertRefused(flipped(token, bit), label);
    }
    for (int length = 0; length < label.length; length++) {
      assertRefused(token, Arrays.copyOf(label, length));
    }
    assertRefused(token, Arrays.copyOf(label, label.length + 1));
  }

  @Test
  void lengthsOfLabelsTellLittle() {
    assertThat(tokens.seal(token("a"), key("a")))
        .hasSameSizeAs(tokens.seal(token("abcdefghijklmnop"), key("abcdefghijklmnop")));
    assertThat(tokens.seal(token("a"), key("a"))).hasSize(32 + 16);
  }

  private void assertRefused(byte[] token, byte[] label) {
    assertThatExceptionOfType(WireFormatException.class)
        .isThrownBy(() -> tokens.open(token, label));
  }

  private byte[] token(@Nullable Object... values) {
    return tokens.token(key(values));
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }

  private static GroupKey key(@Nullable Object... values) {
    return GroupKey.of(Arrays.asList(values));
  }

  private static QuerySecret secret(int first) {
    byte[] bytes = new byte[QuerySecret.BYTES];
    bytes[0] = (byte) first;
    return QuerySecret.of(bytes);
  }
}
