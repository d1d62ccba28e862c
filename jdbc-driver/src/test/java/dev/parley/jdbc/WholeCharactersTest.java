// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLDataException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeCharactersTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é", "\0", "\uD83D\uDE00", "a\uD83D\uDE00b\uD83D\uDE00"})
  void wholeCharactersMayBeSent(String text) throws SQLException {
    assertThat(WholeCharacters.of(text)).isSameAs(text);
    assertThat(WholeCharacters.of(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"D800,1", "DC00,1", "61 D800,2", "D83D DE00 DE00 61,3", "DE00 D83D,1", "D83D D83D,1"})
  void halfACharacterIsRefusedAndToldWhereItIs(String units, int position) {
    StringBuilder text = new StringBuilder();
    for (String unit : units.split(" ", -1)) {
      text.append((char) Integer.parseInt(unit, 16));
    }

    SQLException e =
        catchThrowableOfType(SQLException.class, () -> WholeCharacters.of(text.toString()));

    assertThat((Object) e).isInstanceOf(SQLDataException.class);
    assertThat(e.getSQLState()).isEqualTo("22021");
    assertThat(e.getMessage()).contains("at character " + position + " of");
  }

  @Test
  void aParameterIsLookedAtAsWell() {
    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> BoundValue.of("a\uD800", WallClock.of(null)));

    assertThat(e.getSQLState()).isEqualTo("22021");
  }
}
