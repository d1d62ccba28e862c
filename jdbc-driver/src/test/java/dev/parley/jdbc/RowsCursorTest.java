// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.avatica.Meta.Frame;
import org.junit.jupiter.api.Test;

class RowsCursorTest {
  private final List<Long> asked = new ArrayList<>();

  @Test
  void itAsksForRowsWhenItNeedsThemAndNotBefore() throws SQLException {
    RowsCursor rows = new RowsCursor(frame(0, false, 1, 2), this::next, Long.MAX_VALUE);

    assertThat(rows.next()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.value(0)).isEqualTo(2);
    assertThat(asked).isEmpty();
    assertThat(rows.next()).isTrue();
    assertThat(rows.value(0)).isEqualTo(3);
    assertThat(rows.row()).isEqualTo(3);
    assertThat(rows.next()).isFalse();
    assertThat(rows.row()).isZero();
    assertThat(asked).containsExactly(2L, 2L);
  }

  /** An empty frame, then the last one. */
  private Frame next(long offset) {
    asked.add(offset);
    return asked.size() == 1 ? frame(offset, false) : frame(offset, true, 3);
  }

  @Test
  void itAsksForNoMoreRowsThanAreWanted() throws SQLException {
    RowsCursor rows = new RowsCursor(frame(0, false, 1, 2), this::next, 2);

    assertThat(rows.next()).isTrue();
    assertThat(rows.hasNext()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.hasNext()).isFalse();
    assertThat(rows.next()).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void whereThereIsNoRowThereIsNoValue() throws SQLException {
    RowsCursor rows = new RowsCursor(frame(0, true, 1), this::next, Long.MAX_VALUE);

    assertThat(catchThrowableOfType(SQLException.class, () -> rows.value(0)).getSQLState())
        .isEqualTo("24000");
    assertThat(rows.next()).isTrue();
    rows.close();
    assertThat(rows.next()).isFalse();
  }

  private static Frame frame(long offset, boolean last, Object... values) {
    List<Object> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(Arrays.asList(value));
    }
    return new Frame(offset, last, rows);
  }
}
