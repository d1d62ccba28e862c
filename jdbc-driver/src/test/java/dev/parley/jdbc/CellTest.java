// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CellTest {

  @Test
  void aTextIsWhatPostgresqlPrints() {
    assertThat(new Cell(true).text()).isEqualTo("t");
    assertThat(new Cell(new BigDecimal("1E3")).text()).isEqualTo("1000");
    assertThat(new Cell(0.1).text()).isEqualTo("0.1");
    assertThat(new Cell(-0.0).text()).isEqualTo("-0");
    assertThat(new Cell(1e14).text()).isEqualTo("100000000000000");
    assertThat(new Cell(1e15).text()).isEqualTo("1e+15");
    assertThat(new Cell(0.0001).text()).isEqualTo("0.0001");
    assertThat(new Cell(0.00001).text()).isEqualTo("1e-05");
    assertThat(new Cell(Double.MIN_VALUE).text()).isEqualTo("5e-324");
    assertThat(new Cell(LocalDate.of(999, 1, 2)).text()).isEqualTo("0999-01-02");
    assertThat(new Cell(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 450_000_000)).text())
        .isEqualTo("2024-02-29 01:02:03.45");
    assertThat(new Cell(LocalDateTime.of(2024, 2, 29, 1, 2)).text())
        .isEqualTo("2024-02-29 01:02:00");
  }

  @Test
  void aDoublesTextReadsBackAsTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(DoubleText.of(value))).as("seed %d", seed).isEqualTo(value);
      }
    }
  }

  @Test
  void aNumberThatDoesNotFitIsAnErrorAtOnce() {
    for (Object value :
        new Object[] {Long.MAX_VALUE, 1e300, new BigDecimal("1E40"), "1e999999999", "300"}) {
      assertThat(
              catchThrowableOfType(
                      SQLException.class,
                      () -> new Cell(value).whole(Byte.MIN_VALUE, Byte.MAX_VALUE))
                  .getSQLState())
          .isEqualTo("22003");
    }
  }

  @Test
  void errorsSayWhereAValueStandsAndNotWhatItIs() {
    Cell cell = new Cell("secret", "A value of column 2 ('n')");

    for (ThrowingCallable getter :
        Arrays.<ThrowingCallable>asList(
            cell::decimal, cell::approximate, cell::truth, cell::moment)) {
      assertThat(catchThrowableOfType(SQLException.class, getter).getMessage())
          .startsWith("A value of column 2 ('n') is n")
          .endsWith(" | Read it with getString.");
    }
  }
}
