// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.OpenedGroup;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.topk.ScoreCode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankedRowsTest {
  private static final ScoreCode DEAREST = new ScoreCode(ColumnType.decimal(10, 2), true, false);
  private static final RankedRows ROWS = new RankedRows(DEAREST, 1, false);

  @Test
  void keepsTheBestByScoreThenByWhatBreaksTies() {
    OpenedAnswer all =
        rows(
            row("a", "1.5", "01"),
            row("b", null, "00"),
            row("c", "20", "0200"),
            row("d", "20", "02"),
            row("e", "20", "ff"),
            row("f", "-7", "00"));

    assertThat(shown(all, 2)).containsExactly("[d, 20]", "[c, 20]");
    assertThat(shown(all, 4)).containsExactly("[d, 20]", "[c, 20]", "[e, 20]", "[a, 1.5]");
    assertThat(shown(all, 9)).hasSize(6).endsWith("[f, -7]", "[b, null]");
  }

  @Test
  void rowsOfAScoreOrATieThatCannotBeAreTheirNodesFault() {
    for (OpenedGroup wrong :
        List.of(
            row("a", "1.555", "01"),
            row("a", "1", "0"),
            row("a", "1", "x!"),
            row("a", "1", null))) {
      assertThatThrownBy(() -> ROWS.best(rows(wrong), 3))
          .isInstanceOfSatisfying(
              ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NODE_FAILED))
          .hasMessageContaining("a row that has no place in the order");
    }
  }

  private static List<String> shown(OpenedAnswer all, long limit) {
    return ROWS.best(all, limit).stream().map(row -> row.key().values().toString()).toList();
  }

  private static OpenedGroup row(String item, @Nullable String score, @Nullable String rest) {
    BigDecimal number = score == null ? null : new BigDecimal(score);
    return new OpenedGroup(GroupKey.of(Arrays.asList(item, number, rest)), List.of());
  }

  private static OpenedAnswer rows(OpenedGroup... rows) {
    return new OpenedAnswer(List.of(rows), 0, List.of(), List.of());
  }
}
