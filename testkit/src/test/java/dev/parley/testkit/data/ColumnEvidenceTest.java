// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnEvidenceTest {

  @ParameterizedTest(name = "[{0}] is {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      textBlock =
          """
          1|2                                       ; BIGINT
          0|-0|-5                                   ; BIGINT
          9223372036854775807|-9223372036854775808  ; BIGINT
          9223372036854775808                       ; DECIMAL(19, 0)
          -9223372036854775809                      ; DECIMAL(19, 0)
          12345678901234567890|1.25                 ; DECIMAL(22, 2)
          0|0.5|.7|-0.5|-.25                        ; DECIMAL(2, 2)
          15.0|3                                    ; DECIMAL(3, 1)
          99.5|0.125                                ; DECIMAL(5, 3)
          99999999999999999999999999999999999999    ; DECIMAL(38, 0)
          999999999999999999999999999999999999999   ; VARCHAR
          9999999999999999999|.00000000000000000001 ; VARCHAR
          1e5                                       ; DOUBLE
          1|2.5|-1.5E-3|2e+4                        ; DOUBLE
          0e9                                       ; DOUBLE
          1e999                                     ; VARCHAR
          1e-999                                    ; VARCHAR
          007                                       ; VARCHAR
          1|007                                     ; VARCHAR
          00|1                                      ; VARCHAR
          00.5                                      ; VARCHAR
          -01                                       ; VARCHAR
          +49                                       ; VARCHAR
          5.                                        ; VARCHAR
          .                                         ; VARCHAR
          -                                         ; VARCHAR
          -.                                        ; VARCHAR
          e5                                        ; VARCHAR
          .e5                                       ; VARCHAR
          1e                                        ; VARCHAR
          1e+                                       ; VARCHAR
          1e5x                                      ; VARCHAR
          ١٢                                        ; VARCHAR
          NaN                                       ; VARCHAR
          Infinity                                  ; VARCHAR
          0x10                                      ; VARCHAR
          1d                                        ; VARCHAR
          true|FALSE|True                           ; BOOLEAN
          true|1                                    ; VARCHAR
          t|f                                       ; VARCHAR
          2024-02-29|0001-01-01|9999-12-31          ; DATE
          2023-02-29                                ; VARCHAR
          0000-01-01                                ; VARCHAR
          2024-1-1                                  ; VARCHAR
          24-01-01                                  ; VARCHAR
          2024-01-31 23:59:59                       ; TIMESTAMP
          2024-01-31T23:59                          ; TIMESTAMP
          2024-01-31T23:59:59.123456                ; TIMESTAMP
          2024-01-31 00:00:00|2024-01-31            ; TIMESTAMP
          2024-01-31T23:59:59.1234567               ; VARCHAR
          2024-01-31T23:59:59.                      ; VARCHAR
          2024-01-31T24:00                          ; VARCHAR
          2024-01-31T23:59Z                         ; VARCHAR
          2024-01-31T23:59:59+01:00                 ; VARCHAR
          2024-01-31|5                              ; VARCHAR
          word|1                                    ; VARCHAR""")
  void infersTheNarrowestTypeThatHoldsAllFields(String fields, String type) {
    assertThat(typeOf(fields.split("\\|"))).hasToString(type);
  }

  @Test
  void takesSpacesAndEmptyStringsForText() {
    assertThat(typeOf(" 1")).isEqualTo(ColumnType.VARCHAR);
    assertThat(typeOf("1 ")).isEqualTo(ColumnType.VARCHAR);
    assertThat(typeOf("1", "")).isEqualTo(ColumnType.VARCHAR);
    assertThat(typeOf("1,5")).isEqualTo(ColumnType.VARCHAR);
  }

  @Test
  void takesAColumnWithoutValuesForText() {
    assertThat(new ColumnEvidence().type()).isEqualTo(ColumnType.VARCHAR);
  }

  @Test
  void givesDecimalsTheScaleOfTheirColumn() {
    assertThat(FieldText.parse("-.5", ColumnType.decimal(4, 2))).isEqualTo(new BigDecimal("-0.50"));
    assertThatThrownBy(() -> FieldText.parse("0.125", ColumnType.decimal(4, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ColumnType typeOf(String... fields) {
    ColumnEvidence evidence = new ColumnEvidence();
    for (String field : fields) {
      evidence.add(field);
    }
    return evidence.type();
  }
}
