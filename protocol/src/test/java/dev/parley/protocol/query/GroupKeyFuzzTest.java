// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.wire.WireFormatException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a node has sealed as a group's key is refused, or is that key's only spelling. */
class GroupKeyFuzzTest {

  static Stream<byte[]> keys() {
    return Stream.of(
            null,
            new BigDecimal("-12.50"),
            "Žižkov",
            true,
            LocalDate.of(2024, 2, 29),
            LocalDateTime.of(1969, 12, 31, 23, 59, 58, 125_000_000))
        .map(value -> GroupKey.of(Arrays.asList(value, value)).encode());
  }

  @MethodSource("keys")
  @FuzzTest
  void decode(byte[] bytes) {
    GroupKey key;
    try {
      key = GroupKey.decode(bytes);
    } catch (WireFormatException e) {
      return;
    }

    assertThat(key.encode()).isEqualTo(bytes);
  }
}
