// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

import static dev.parley.protocol.catalog.ColumnType.BIGINT;
import static dev.parley.protocol.catalog.ColumnType.BOOLEAN;
import static dev.parley.protocol.catalog.ColumnType.DATE;
import static dev.parley.protocol.catalog.ColumnType.DOUBLE;
import static dev.parley.protocol.catalog.ColumnType.INTEGER;
import static dev.parley.protocol.catalog.ColumnType.SMALLINT;
import static dev.parley.protocol.catalog.ColumnType.TIMESTAMP;
import static dev.parley.protocol.catalog.ColumnType.VARCHAR;
import static dev.parley.protocol.catalog.ColumnType.decimal;
import static dev.parley.protocol.catalog.ColumnType.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnTypeTest {
  private static final ColumnType CHAR_3 = new ColumnType(Kind.CHAR, 3, 0);

  private static final List<ColumnType> ALL =
      List.of(
          BOOLEAN,
          SMALLINT,
          INTEGER,
          BIGINT,
          decimal(5, 2),
          decimal(38, 0),
          decimal(38, 38),
          DOUBLE,
          CHAR_3,
          varchar(2),
          VARCHAR,
          DATE,
          TIMESTAMP);

  @Test
  void numbersWidenToWhatHoldsBoth() {
    assertThat(SMALLINT.widen(INTEGER)).contains(INTEGER);
    assertThat(BIGINT.widen(INTEGER)).contains(BIGINT);
    assertThat(SMALLINT.widen(decimal(5, 2))).contains(decimal(7, 2));
    assertThat(BIGINT.widen(decimal(5, 2))).contains(decimal(21, 2));
    assertThat(decimal(10, 1).widen(decimal(5, 4))).contains(decimal(13, 4));
    assertThat(decimal(38, 0).widen(DOUBLE)).contains(DOUBLE);
    assertThat(decimal(38, 0).widen(decimal(38, 38))).isEmpty();
    assertThat(BIGINT.widen(decimal(38, 38))).isEmpty();
  }

  @Test
  void textsWidenToTheLongerOne() {
    assertThat(CHAR_3.widen(varchar(2))).contains(varchar(3));
    assertThat(CHAR_3.widen(new ColumnType(Kind.CHAR, 5, 0)))
        .contains(new ColumnType(Kind.CHAR, 5, 0));
    assertThat(varchar(2).widen(VARCHAR)).contains(VARCHAR);
  }

  @Test
  void nothingElseWidens() {
    for (ColumnType alone : List.of(BOOLEAN, DATE, TIMESTAMP)) {
      for (ColumnType other : ALL) {
        if (!alone.equals(other)) {
          assertThat(alone.widen(other)).isEmpty();
        }
      }
    }
    assertThat(VARCHAR.widen(BIGINT)).isEmpty();
  }

  @Test
  void wideningDoesNotDependOnTheOrderAndIsIdempotent() {
    for (ColumnType a : ALL) {
      assertThat(a.widen(a)).contains(a);
      for (ColumnType b : ALL) {
        assertThat(a.widen(b)).isEqualTo(b.widen(a));
        a.widen(b).ifPresent(wide -> assertThat(wide.widen(a)).contains(wide));
      }
    }
  }

  @Test
  void typesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> decimal(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decimal(39, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decimal(5, 6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decimal(5, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> varchar(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ColumnType(Kind.BIGINT, 7, 0))
        .hasMessage("Invalid type: BIGINT with a precision or scale");
    assertThatThrownBy(DATE::decimalDigits).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesThatNoSubQueryCouldSayAreNotPublished() {
    for (String wrong : List.of("", "a\nb", "a\u001b[2Jb", "x".repeat(129))) {
      assertThatThrownBy(() -> new PublishedColumn(wrong, BIGINT, true, Set.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new PublishedTable(wrong, List.of(), List.of(column("a"))))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new PublishedTable("t", List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAreFoundWhateverTheirCase() {
    PublishedTable table = new PublishedTable("Trips", List.of(), List.of(column("Fare")));

    assertThat(table.column("fARE")).contains(column("Fare"));
    assertThat(table.column("tip")).isEmpty();
    assertThat(Use.ofWord("reveal")).contains(Use.REVEAL);
    assertThat(Use.ofWord("REVEAL")).isEmpty();
  }

  private static PublishedColumn column(String name) {
    return new PublishedColumn(name, BIGINT, true, Set.of(Use.AGGREGATE));
  }
}
