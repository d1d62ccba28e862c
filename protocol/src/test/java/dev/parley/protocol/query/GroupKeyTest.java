// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.catalog.Octets;
import dev.parley.wire.WireFormatException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupKeyTest {
  private static final List<GroupKey> DIFFERENT =
      List.of(
          key(),
          key((Object) null),
          key(null, null),
          key(""),
          key("0"),
          key("1"),
          key("a"),
          key("A"),
          key("a "),
          key("\u00e4"),
          key("a\u0308"),
          key("a", "b"),
          key("ab", ""),
          key("", "ab"),
          key(number("0")),
          key(number("1")),
          key(number("-1")),
          key(number("10")),
          key(number("0.1")),
          key(number("128")),
          key(number("-128")),
          key(true),
          key(false),
          key(LocalDate.of(2026, 1, 2)),
          key(LocalDateTime.of(2026, 1, 2, 0, 0)),
          key(LocalDateTime.of(2026, 1, 2, 0, 0, 0, 1000)),
          key(LocalDate.of(1900, 1, 2)),
          key(LocalTime.MIDNIGHT),
          key(LocalTime.of(23, 59, 59, 999_999_000)),
          key(Octets.ofHex("")),
          key(Octets.ofHex("00")),
          key(Octets.ofHex("61")),
          key(Octets.ofHex("ff80")));

  @Test
  void keysThatDifferInSqlDifferInBytes() {
    assertThat(DIFFERENT.stream().map(key -> HexFormat.of().formatHex(key.encode())))
        .doesNotHaveDuplicates();
  }

  @Test
  void numbersThatAreEqualInSqlAreEqualInBytes() {
    for (String one : List.of("1", "1.0", "1.00", "0.1E1", "10E-1", "1E0")) {
      assertThat(key(number(one)).encode()).isEqualTo(key(number("1")).encode());
    }
    for (String zero : List.of("0", "-0", "0.00", "0E+5", "-0E-7")) {
      assertThat(key(number(zero)).encode()).isEqualTo(key(number("0")).encode());
    }
    assertThat(key(number("1000")).encode()).isEqualTo(key(number("1E3")).encode());
  }

  @Test
  void readsWhatItWrote() {
    for (GroupKey key : DIFFERENT) {
      GroupKey read = GroupKey.decode(key.encode());
      assertThat(read.encode()).isEqualTo(key.encode());
      assertThat(read.values()).isEqualTo(key.values());
    }
  }

  @Test
  void refusesEveryOtherSpellingOfAKey() {
    assertThat(GroupKey.decode(bytes("0001" + "01" + "00000000" + "00000001" + "01")).values())
        .containsExactly(BigDecimal.ONE);
    for (String other :
        List.of(
            "0001" + "01" + "00000001" + "00000001" + "0a", // 1.0
            "0001" + "01" + "00000000" + "00000002" + "0001", // a zero byte before 1
            "0001" + "01" + "00000005" + "00000001" + "00", // 0.00000
            "0001" + "01" + "00000000" + "00000001" + "0a", // 10 is 1E1
            "0001" + "03" + "02")) {
      assertThatExceptionOfType(WireFormatException.class)
          .as(other)
          .isThrownBy(() -> GroupKey.decode(bytes(other)));
    }
  }

  @Test
  void refusesWhatIsOutOfBounds() {
    for (String wrong :
        List.of(
            "",
            "0001",
            "0001" + "06",
            "0001" + "07",
            "0001" + "07" + "ffffffffffffffff", // before midnight
            "0001" + "07" + "000000141dd76000", // 24:00
            "0001" + "07" + "7fffffffffffffff",
            "0001" + "08",
            "0001" + "06" + "00000002" + "00",
            "0001" + "06" + "ffffffff",
            "0000" + "00",
            "0001" + "01" + "00000000" + "00000000",
            "0001" + "01" + "7fffffff" + "00000001" + "01",
            "0001" + "01" + "80000000" + "00000001" + "01",
            "0001" + "02" + "7fffffff",
            "0001" + "02" + "00000001" + "ff",
            "0001" + "04" + "7fffffffffffffff",
            "0001" + "04" + "8000000000000000")) {
      assertThatExceptionOfType(WireFormatException.class)
          .as(wrong)
          .isThrownBy(() -> GroupKey.decode(bytes(wrong)));
    }
  }

  @Test
  void timesAtTheBoundsOfALongAreReadOrRefused() {
    byte[] most = bytes("0001" + "05" + "7fffffffffffffff");
    byte[] least = bytes("0001" + "05" + "8000000000000000");

    assertThat(GroupKey.decode(most).encode()).isEqualTo(most);
    assertThat(GroupKey.decode(least).encode()).isEqualTo(least);
  }

  @Test
  void bytesFromAStrangerAreAKeyOrAWireFormatException() {
    long seed = 20260103;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      GroupKey original = DIFFERENT.get(random.nextInt(DIFFERENT.size()));
      byte[] altered = original.encode();
      altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
      byte[] cut = Arrays.copyOf(altered, random.nextInt(altered.length + 2));
      for (byte[] bytes : List.of(altered, cut)) {
        try {
          assertThat(GroupKey.decode(bytes).encode()).as("seed %d", seed).isEqualTo(bytes);
        } catch (WireFormatException expected) {
          assertThat(expected).hasMessageNotContaining("2026");
        }
      }
    }
  }

  @Test
  void refusesToEncodeWhatHasNoCanonicalEncoding() {
    for (Object wrong :
        List.of(
            1.5,
            1,
            "\uD83D",
            number("1E-1001"),
            number("1E+1001"),
            LocalDateTime.MAX,
            LocalDateTime.MIN,
            LocalDateTime.of(2026, 1, 1, 0, 0, 0, 999),
            LocalTime.MAX,
            "x".repeat(1 << 16),
            Octets.of(new byte[1 << 16]))) {
      assertThatThrownBy(() -> key(wrong).encode()).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static GroupKey key(@Nullable Object... values) {
    return GroupKey.of(Arrays.asList(values));
  }

  private static BigDecimal number(String value) {
    return new BigDecimal(value);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
