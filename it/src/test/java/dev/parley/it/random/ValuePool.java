// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Draws the values that a column may have, among them those that bite. */
final class ValuePool {
  private static final int MICRO = 1000;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "a ",
          " a",
          "ab",
          "aB",
          "AB",
          "abc",
          "Abc",
          "b",
          "zone",
          "Zone",
          "ß",
          "SS",
          "straße",
          "é",
          "e\u0301",
          "É",
          "日本",
          "😀",
          "a😀b",
          "\uFFFD",
          "100%",
          "a_b",
          "it's",
          "\\",
          "a\\b",
          "\"q\"",
          "10",
          "9",
          "tab\tend",
          "new\nline",
          "--",
          "\u00A0x",
          "ﬁ",
          "İ",
          "ı",
          "NULL");
  private static final List<LocalDate> DATES =
      List.of(
          LocalDate.of(2020, 2, 29),
          LocalDate.of(2019, 12, 30),
          LocalDate.of(2021, 1, 3),
          LocalDate.of(2021, 1, 4),
          LocalDate.of(2000, 12, 31),
          LocalDate.of(1900, 3, 1),
          LocalDate.of(1969, 12, 31),
          LocalDate.of(1970, 1, 1),
          LocalDate.of(1582, 10, 10),
          LocalDate.of(2024, 6, 30));
  private static final List<LocalDate> EXTREME_DATES =
      List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31), LocalDate.of(4, 2, 29));
  private static final List<LocalTime> TIMES =
      List.of(
          LocalTime.MIDNIGHT,
          LocalTime.of(23, 59, 59, 999_999 * MICRO),
          LocalTime.of(12, 0, 0, MICRO),
          LocalTime.of(7, 5, 9),
          LocalTime.of(18, 30, 15, 123_000 * MICRO));

  private final Dice dice;

  ValuePool(Dice dice) {
    this.dice = dice;
  }

  /**
   * Returns {@code count} values of {@code type}, not all of them different.
   *
   * @param narrow a type into which all of them fit as well
   * @param extreme whether values at the ends of the type are among them
   */
  List<Object> values(ColumnType type, ColumnType narrow, int count, boolean extreme) {
    double size = Math.pow(10, dice.between(-2, 9));
    boolean clustered = dice.percent(30);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(
          switch (type.kind()) {
            case SMALLINT, INTEGER -> (int) integer(narrow, extreme);
            case BIGINT -> integer(narrow, extreme);
            case DECIMAL -> exact(narrow, extreme).setScale(type.scale(), RoundingMode.UNNECESSARY);
            case DOUBLE ->
                narrow.isExactNumeric()
                    ? exact(narrow, false).doubleValue()
                    : approximate(size, clustered);
            case CHAR, VARCHAR -> text(narrow);
            case BOOLEAN -> dice.percent(60);
            case DATE -> date(extreme);
            case TIME -> dice.one(TIMES);
            case TIMESTAMP -> LocalDateTime.of(date(extreme), dice.one(TIMES));
            case VARBINARY, GEOMETRY -> throw new IllegalStateException("No table has these");
          });
    }
    return values;
  }

  private long integer(ColumnType type, boolean extreme) {
    long most =
        switch (type.kind()) {
          case SMALLINT -> Short.MAX_VALUE;
          case INTEGER -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    if (extreme && dice.percent(40)) {
      return dice.one(most, -most - 1, most - 1, -most);
    }
    return dice.percent(50) ? dice.between(-3, 9) : dice.between(-20_000, 20_000);
  }

  private BigDecimal exact(ColumnType type, boolean extreme) {
    return type.isInteger() ? BigDecimal.valueOf(integer(type, extreme)) : decimal(type, extreme);
  }

  private BigDecimal decimal(ColumnType type, boolean extreme) {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    if (extreme && dice.percent(40)) {
      // Far enough from the end that sums of thousands of them have no more than 38 digits.
      BigInteger end = most.divide(BigInteger.valueOf(type.precision() > 34 ? 100_000 : 1));
      return new BigDecimal(dice.percent(50) ? end : end.negate(), type.scale());
    }
    int digits = dice.between(1, Math.min(type.precision(), 9));
    long unscaled = dice.below((int) Math.pow(10, digits));
    return BigDecimal.valueOf(dice.percent(40) ? -unscaled : unscaled, type.scale());
  }

  private double approximate(double size, boolean clustered) {
    if (clustered) {
      return 1e9 + dice.between(-64, 64) / 16.0;
    }
    return switch (dice.below(8)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> dice.between(-5, 5) + 0.5;
      case 3 -> 0.1;
      default -> (dice.fraction() - 0.5) * size;
    };
  }

  private String text(ColumnType type) {
    String text = dice.one(TEXTS);
    int length = type.precision() == 0 ? Integer.MAX_VALUE : type.precision();
    int points = text.codePointCount(0, text.length());
    String cut = points <= length ? text : text.substring(0, text.offsetByCodePoints(0, length));
    // Blanks at the end of a CHAR are no part of its value.
    return type.kind() == ColumnType.Kind.CHAR ? cut.replaceFirst(" +$", "") : cut;
  }

  private LocalDate date(boolean extreme) {
    if (extreme && dice.percent(30)) {
      return dice.one(EXTREME_DATES);
    }
    return dice.percent(60) ? dice.one(DATES) : LocalDate.of(2020, 1, 1).plusDays(dice.below(400));
  }
}
