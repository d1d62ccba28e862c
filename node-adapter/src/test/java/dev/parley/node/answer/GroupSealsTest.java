// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.query.GroupTokens;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupSealsTest {
  private final QuerySecret secret = QuerySecret.random(new SecureRandom());
  private final GroupSeals seals = new GroupSeals(secret);

  @Test
  void opensWhatItSealed() throws Exception {
    BigInteger widest = BigInteger.TWO.pow(Slot.MAX_BITS).subtract(BigInteger.ONE);
    List<BigInteger> values = List.of(BigInteger.ONE, BigInteger.ZERO, widest, widest.negate());

    SealedRecord record = seals.seal(Collections.singletonList("marker"), values);

    assertThat(seals.values(record)).isEqualTo(values);
    assertThat(new GroupTokens(secret).open(record.token(), seals.label(record)).values())
        .containsExactly("marker");
    assertThat(record.token())
        .isEqualTo(new GroupTokens(secret).token(GroupKey.of(List.of("marker"))));
  }

  @Test
  void nothingInARecordCanBeRead() {
    BigInteger marker = new BigInteger("MARKER OF A SUM".getBytes(StandardCharsets.US_ASCII));

    byte[] content = seals.seal(List.of("marker of a key"), List.of(marker)).content();

    assertThat(new String(content, StandardCharsets.ISO_8859_1))
        .doesNotContainIgnoringCase("MARKER");
  }

  @Test
  void holdsAsManyNumbersAsAQueryMayAskFor() throws Exception {
    BigInteger widest = BigInteger.TWO.pow(Slot.MAX_BITS).subtract(BigInteger.ONE);
    List<BigInteger> values = Collections.nCopies(1024 + 2, widest);

    assertThat(seals.values(seals.seal(List.of(), values))).isEqualTo(values);
    assertThatThrownBy(() -> seals.seal(List.of("x".repeat(1 << 16)), values))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
