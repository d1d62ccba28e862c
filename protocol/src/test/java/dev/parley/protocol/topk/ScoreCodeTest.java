// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.topk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScoreCodeTest {
  private static final ColumnType CENTS = ColumnType.decimal(38, 2);
  private static final int DRAWN = 200;

  /** A kind of score: its type, values of it, how they are ordered. */
  private record Kind(ColumnType type, List<Object> values, Comparator<Object> order) {}

  static Stream<Arguments> kinds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    return Stream.of(
            new Kind(ColumnType.DOUBLE, doubles(random), by(v -> ((BigDecimal) v).doubleValue())),
            new Kind(ColumnType.BIGINT, longs(random), by(BigDecimal.class::cast)),
            new Kind(CENTS, decimals(random), by(BigDecimal.class::cast)),
            new Kind(ColumnType.VARCHAR, texts(random), ScoreCodeTest::compareBytes),
            new Kind(ColumnType.DATE, dates(random), by(LocalDate.class::cast)),
            new Kind(ColumnType.TIME, clocks(random), by(LocalTime.class::cast)),
            new Kind(ColumnType.TIMESTAMP, times(random), by(LocalDateTime.class::cast)),
            new Kind(ColumnType.VARBINARY, octets(random), by(Octets.class::cast)),
            new Kind(ColumnType.BOOLEAN, List.of(true, false), by(Boolean.class::cast)))
        .map(kind -> Arguments.of(kind, seed));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kinds")
  void codesCompareAsScoresDo(Kind kind, long seed) {
    ScoreCode up = new ScoreCode(kind.type(), false, false);
    ScoreCode down = new ScoreCode(kind.type(), true, false);
    for (Object a : kind.values()) {
      for (Object b : kind.values()) {
        int order = Integer.signum(kind.order().compare(a, b));

        assertThat(compare(up, a, b)).as("%s %s", a, b).isEqualTo(order);
        assertThat(compare(down, a, b)).as("%s %s", a, b).isEqualTo(-order);
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("kinds")
  void noCodeIsTheBeginningOfAnother(Kind kind, long seed) {
    for (boolean descending : List.of(true, false)) {
      ScoreCode code = new ScoreCode(kind.type(), descending, descending);
      List<String> codes = new ArrayList<>();
      kind.values().forEach(value -> codes.add(HexFormat.of().formatHex(code.encode(value))));
      codes.add(HexFormat.of().formatHex(code.encode(null)));
      List<String> sorted = codes.stream().distinct().sorted().toList();

      for (int i = 1; i < sorted.size(); i++) {
        assertThat(sorted.get(i)).doesNotStartWith(sorted.get(i - 1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true, true, -1", "true, false, 1", "false, true, -1", "false, false, 1"})
  void nullStandsWhereItIsWanted(boolean descending, boolean first, int order) {
    ScoreCode code = new ScoreCode(ColumnType.BIGINT, descending, first);
    for (String value : List.of("-9223372036854775808", "0", "9223372036854775807")) {
      assertThat(compare(code, null, new BigDecimal(value))).isEqualTo(order);
    }
  }

  @Test
  void aCodeIsAsItIsWritten() {
    assertThat(hex(ColumnType.INTEGER, new BigDecimal("1234"))).isEqualTo("018204d2");
    assertThat(hex(ColumnType.INTEGER, new BigDecimal("-1"))).isEqualTo("017ffe");
    assertThat(hex(ColumnType.INTEGER, BigDecimal.ZERO)).isEqualTo("0180");
    assertThat(hex(CENTS, new BigDecimal("2.5"))).isEqualTo("0181fa");
    assertThat(hex(ColumnType.DOUBLE, new BigDecimal("1"))).isEqualTo("01bff0000000000000");
    assertThat(hex(ColumnType.TIME, LocalTime.of(0, 0, 1))).isEqualTo("01830f4240");
    assertThat(hex(ColumnType.VARBINARY, Octets.ofHex("ff0001"))).isEqualTo("01ff0101010200");
    assertThat(hex(ColumnType.VARCHAR, "a\u0000\u0001")).isEqualTo("01610101010200");
  }

  @Test
  void aScoreOfMoreDigitsThanItsTypeIsAnError() {
    ScoreCode code = new ScoreCode(CENTS, false, false);

    assertThatThrownBy(() -> code.encode(new BigDecimal("0.001")))
        .isInstanceOf(ArithmeticException.class);
  }

  private static String hex(ColumnType type, Object value) {
    return HexFormat.of().formatHex(new ScoreCode(type, false, false).encode(value));
  }

  private static int compare(ScoreCode code, @Nullable Object a, @Nullable Object b) {
    return Integer.signum(Rank.of(code.encode(a)).compareTo(Rank.of(code.encode(b))));
  }

  private static <T extends Comparable<? super T>> Comparator<Object> by(Function<Object, T> key) {
    return Comparator.comparing(key);
  }

  private static List<Object> clocks(Random random) {
    List<Object> values = new ArrayList<>(List.of(LocalTime.MIDNIGHT, LocalTime.of(0, 0, 0, 1000)));
    for (int i = 0; i < DRAWN; i++) {
      values.add(LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1000));
    }
    return values;
  }

  private static int compareBytes(Object a, Object b) {
    return Arrays.compareUnsigned(
        ((String) a).getBytes(StandardCharsets.UTF_8),
        ((String) b).getBytes(StandardCharsets.UTF_8));
  }

  private static List<Object> doubles(Random random) {
    List<Object> values = new ArrayList<>();
    for (double d :
        new double[] {0, Double.MIN_VALUE, Double.MIN_NORMAL, 1, 1e300, Double.MAX_VALUE, 0.1}) {
      values.add(BigDecimal.valueOf(d));
      values.add(BigDecimal.valueOf(-d));
    }
    for (int i = 0; i < DRAWN; i++) {
      double d = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(d)) {
        values.add(BigDecimal.valueOf(d));
      }
    }
    return values;
  }

  private static List<Object> longs(Random random) {
    List<Object> values = new ArrayList<>();
    for (int shift = 0; shift < Long.SIZE; shift++) {
      for (int off = -1; off <= 1; off++) {
        values.add(BigDecimal.valueOf((1L << shift) + off));
        values.add(BigDecimal.valueOf(-(1L << shift) + off));
      }
      values.add(BigDecimal.valueOf(random.nextLong() >> shift));
    }
    return values;
  }

  private static List<Object> decimals(Random random) {
    List<Object> values = new ArrayList<>();
    for (int bits = 0; bits <= 125; bits++) {
      BigInteger whole = new BigInteger(bits, random);
      values.add(new BigDecimal(whole, 2));
      values.add(new BigDecimal(whole.negate(), 2));
      values.add(new BigDecimal(whole));
    }
    return values.stream().filter(v -> ((BigDecimal) v).precision() <= 36).toList();
  }

  private static List<Object> texts(Random random) {
    List<Object> values =
        new ArrayList<>(List.of("", "\u0000", "\u0000\u0001", "\u0001", "a", "ab"));
    for (int i = 0; i < DRAWN; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(4); length > 0; length--) {
        text.appendCodePoint(
            random.nextInt(3) == 0 ? 0x1F600 + random.nextInt(9) : random.nextInt(4));
      }
      values.add(text.toString());
    }
    return values;
  }

  private static List<Object> octets(Random random) {
    List<Object> values = new ArrayList<>(List.of(Octets.ofHex(""), Octets.ofHex("ff")));
    for (int i = 0; i < DRAWN; i++) {
      byte[] bytes = new byte[random.nextInt(4)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (random.nextInt(5) - 2);
      }
      values.add(Octets.of(bytes));
    }
    return values;
  }

  private static List<Object> dates(Random random) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < DRAWN; i++) {
      values.add(LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_059)));
    }
    return values;
  }

  private static List<Object> times(Random random) {
    List<Object> values = new ArrayList<>();
    for (Object date : dates(random)) {
      values.add(((LocalDate) date).atStartOfDay().plusNanos(1000L * random.nextInt(1_000_000)));
    }
    return values;
  }
}
