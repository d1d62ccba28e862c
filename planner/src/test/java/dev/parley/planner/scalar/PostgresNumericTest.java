// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresNumericTest {

  /** What PostgreSQL 15 prints for {@code SELECT a / b} of two numerics. */
  @ParameterizedTest
  @CsvSource({
    "49230, 920, 53.5108695652173913",
    "1, 3, 0.33333333333333333333",
    "10, 3, 3.3333333333333333",
    "100000, 3, 33333.333333333333",
    "2, 3.00, 0.66666666666666666667",
    "0, 7, 0.00000000000000000000",
    "0.00, 7, 0.00000000000000000000",
    "7, 0.001, 7000.0000000000000000",
    "0.0001, 3, 0.000033333333333333333333",
    "-49230, 920, -53.5108695652173913",
    "12345678901234567890, 0.0003, 41152263004115226300000.0000",
    "0.00000001, 99999999, 0.00000000000000010000000100000001",
    "9999, 10000, 0.99990000000000000000",
    "10000, 9999, 1.0001000100010001",
    "1, 7000, 0.00014285714285714286",
    "5.5, 2, 2.7500000000000000",
    "123.456, 0.00000000789, 15647148288.97338403042",
    "99999999999999999999999999999999999999, 0.01, 9999999999999999999999999999999999999900.00",
    "1, 99999999999999999999999999999999999999, 0.00000000000000000000000000000000000001000000000000000000",
    "49228.50, 920, 53.5092391304347826",
    "3, 2.000000000000000000001, 1.499999999999999999999"
  })
  void dividesAsPostgresDoes(String a, String b, String quotient) {
    assertThat(PostgresNumeric.divide(new BigDecimal(a), new BigDecimal(b)).toPlainString())
        .isEqualTo(quotient);
  }

  @Test
  void addsAndMultipliesExactly() {
    assertThat(PostgresNumeric.add(new BigDecimal("1.10"), new BigDecimal("2.005")))
        .isEqualTo(new BigDecimal("3.105"));
    assertThat(PostgresNumeric.subtract(new BigDecimal("1.10"), new BigDecimal("1.1")))
        .isEqualTo(new BigDecimal("0.00"));
    assertThat(PostgresNumeric.multiply(new BigDecimal("1.10"), new BigDecimal("2.00")))
        .isEqualTo(new BigDecimal("2.2000"));
  }

  @Test
  void refusesToDivideByZero() {
    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(() -> PostgresNumeric.divide(BigDecimal.ONE, new BigDecimal("0.00")))
        .extracting(ParleyException::code)
        .isEqualTo(ErrorCode.DIVISION_BY_ZERO);
  }

  @Test
  void refusesNumbersThatGrowWithoutBound() {
    BigDecimal large = BigDecimal.TEN.pow(100_000);

    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(() -> PostgresNumeric.multiply(large, large))
        .extracting(ParleyException::code)
        .isEqualTo(ErrorCode.OUT_OF_RANGE);
  }

  /** A count, a sum and a sum of squares; then var_pop, var_samp, stddev_pop and stddev_samp. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "4, 10, 30, 1.2500000000000000, 1.6666666666666667, 1.1180339887498948, 1.2909944487358056",
        "4, 106.34, 10013.2726, 1796.5559250000000000, 2395.4079000000000000, 42.3857986240674720,"
            + " 48.9429044908452486",
        "3, 30000000007.75, 300000000155000000022.5625, 0.84722222222222222222, 1.2708333333333333,"
            + " 0.92044675143227173118, 1.1273124382057236",
        "2, 10.00, 50.0000, 0, 0, 0, 0",
        "1, 7.5, 56.25, 0, null, 0, null",
        "0, 0, 0, null, null, null, null",
        "3, 0.00060010, 0.0000001400540058, 0.0000000066713341555555555556,"
            + " 0.0000000100070012333333333333, 0.0000816782355071138614738402,"
            + " 0.0001000350000416520884268761",
        "3, 12246913469124691346912.47, 152425542142968218137479221039477223464715896.6827,"
            + " 34143304100964096908831328263591107161371760.9497,"
            + " 51214956151446145363246992395386660742057641.4245, 5843227199156652415305.7144,"
            + " 7156462544542949353760.5105",
        "2, 3, 5, 0.25000000000000000000, 0.50000000000000000000, 0.50000000000000000000,"
            + " 0.70710678118654752440",
        "7, 100026.875, 10000000162.328125, 1224380110.49043367, 1428443462.23883929,"
            + " 34991.14331499, 37794.75442755",
      })
  void variesAsPostgresDoes(ArgumentsAccessor row) {
    BigDecimal count = new BigDecimal(row.getString(0));
    BigDecimal sum = new BigDecimal(row.getString(1));
    BigDecimal squares = new BigDecimal(row.getString(2));

    assertThat(
            Stream.of(
                    PostgresNumeric.variance(count, sum, squares, false),
                    PostgresNumeric.variance(count, sum, squares, true),
                    PostgresNumeric.deviation(count, sum, squares, false),
                    PostgresNumeric.deviation(count, sum, squares, true))
                .map(value -> value == null ? "null" : value.toPlainString()))
        .containsExactly(
            String.valueOf(row.getString(3)),
            String.valueOf(row.getString(4)),
            String.valueOf(row.getString(5)),
            String.valueOf(row.getString(6)));
  }

  /** A billion, plus noise: computed from doubles, nothing of it would be left. */
  @Test
  void losesNothingOfDoublesThatAreSummedExactly() {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : new double[] {1e9 + 0.001, 1e9 + 0.002, 1e9 + 0.003}) {
      BigDecimal exact = new BigDecimal(value);
      sum = sum.add(exact);
      squares = squares.add(exact.multiply(exact));
    }
    BigDecimal count = BigDecimal.valueOf(3);

    assertThat(Spread.deviation(count, sum, squares, true)).isCloseTo(0.001, within(1e-7));
    assertThat(Spread.variance(count, sum, squares, false)).isCloseTo(2e-6 / 3, within(1e-10));
    assertThat(Spread.variance(BigDecimal.ONE, sum, squares, true)).isNull();
    assertThat(Spread.variance(BigDecimal.ONE, BigDecimal.TEN, BigDecimal.valueOf(100), false))
        .isEqualTo(0.0);
    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(() -> Spread.variance(count, BigDecimal.ONE, BigDecimal.TEN.pow(600), false));
  }
}
