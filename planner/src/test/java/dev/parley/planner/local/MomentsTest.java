// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.parley.planner.local.LocalAggregate.Function;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MomentsTest {

  @Test
  void addsDoublesWithoutLosingAny() {
    assertThat(of(Function.SUM, ColumnType.DOUBLE, 1e16, 1.0, -1e16)).isEqualTo(1.0);
    assertThat(of(Function.SUM, ColumnType.DOUBLE, 0.1, 0.2, 0.3)).isEqualTo(0.6);
    assertThat(of(Function.SUM, ColumnType.DOUBLE, 1e308, 1e308, -1e308)).isEqualTo(1e308);
    assertThat(of(Function.AVG, ColumnType.DOUBLE, 1e16, 1.0, -1e16)).isEqualTo(1.0 / 3);
  }

  @Test
  void findsSmallNoiseBesideABillion() {
    @Nullable Object deviation =
        of(Function.STDDEV_SAMP, ColumnType.DOUBLE, 1e9 + 0.25, 1e9 + 0.5, 1e9 + 1);

    assertThat((Double) deviation).isCloseTo(0.381881307912987, within(1e-15));
    assertThat(of(Function.VAR_POP, ColumnType.DOUBLE, 1e9, 1e9, 1e9)).isEqualTo(0.0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Function.class,
      names = {"SUM", "AVG", "VAR_POP", "VAR_SAMP", "STDDEV_POP", "STDDEV_SAMP"})
  void isNullWithoutValues(Function function) {
    assertThat(of(function, ColumnType.DOUBLE)).isNull();
    assertThat(of(function, ColumnType.decimal(38, 16))).isNull();
  }

  @Test
  void hasNoSampleOfOne() {
    assertThat(of(Function.VAR_SAMP, ColumnType.DOUBLE, 2.5)).isNull();
    assertThat(of(Function.STDDEV_SAMP, ColumnType.decimal(38, 16), 2L)).isNull();
    assertThat(of(Function.VAR_POP, ColumnType.DOUBLE, 2.5)).isEqualTo(0.0);
  }

  @Test
  void refusesWhatItsTypeCannotHold() {
    assertOutOfRange(Function.SUM, ColumnType.BIGINT, Long.MAX_VALUE, 1L);
    assertOutOfRange(Function.SUM, ColumnType.DOUBLE, 1e308, 1e308);
    assertOutOfRange(Function.VAR_POP, ColumnType.DOUBLE, 1e200, -1e200);
    assertOutOfRange(Function.SUM, ColumnType.DOUBLE, Double.NaN);
    assertOutOfRange(Function.AVG, ColumnType.DOUBLE, Double.POSITIVE_INFINITY);
  }

  @Test
  void addsExactNumbersToTheLastDigit() {
    assertThat(
            of(
                Function.SUM,
                ColumnType.decimal(38, 2),
                new BigDecimal("99999999999999999999999999999999999.99"),
                new BigDecimal("0.01")))
        .isEqualTo(new BigDecimal("100000000000000000000000000000000000.00"));
    assertThat(of(Function.SUM, ColumnType.BIGINT, Long.MAX_VALUE, 5L, -5L))
        .isEqualTo(Long.MAX_VALUE);
  }

  private static void assertOutOfRange(Function function, ColumnType type, Object... values) {
    ParleyException error =
        catchThrowableOfType(ParleyException.class, () -> of(function, type, values));
    assertThat(error.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(error.toLine()).doesNotContain("308").doesNotContain("9223372036854775807");
  }

  private static @Nullable Object of(Function function, ColumnType type, Object... values) {
    Moments moments = new Moments(function, type);
    for (Object value : values) {
      moments.add(value);
    }
    return moments.result();
  }
}
