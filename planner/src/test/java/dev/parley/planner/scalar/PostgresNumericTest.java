// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
