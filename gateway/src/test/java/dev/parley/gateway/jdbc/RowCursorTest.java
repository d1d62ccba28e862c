// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.avatica.Meta.Frame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowCursorTest {

  private static RowCursor numbers(int rows, OptionalLong most) {
    return new RowCursor(NotedQuery.numbers(rows), most, WireTimes.MICROSECONDS);
  }

  private static void assertFrame(Frame frame, long offset, boolean done, long... numbers) {
    assertThat(frame.offset).isEqualTo(offset);
    assertThat(frame.done).isEqualTo(done);
    List<Object> rows = Arrays.stream(numbers).<Object>mapToObj(List::of).toList();
    assertThat(frame.rows).containsExactlyElementsOf(rows);
  }

  @Test
  void eachRowIsHandedOutOnce() {
    RowCursor cursor = numbers(5, OptionalLong.empty());

    assertFrame(cursor.next(0, 2), 0, false, 0, 1);
    assertFrame(cursor.next(2, 2), 2, false, 2, 3);
    assertFrame(cursor.next(4, 2), 4, true, 4);
    assertFrame(cursor.next(5, 2), 5, true);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 3, Long.MAX_VALUE})
  void anOffsetWhereItDoesNotStandIsRefusedAndCostsNoRow(long offset) {
    RowCursor cursor = numbers(5, OptionalLong.empty());
    cursor.next(0, 2);

    assertThatThrownBy(() -> cursor.next(offset, 2))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
              assertThat(e.fact()).isEqualTo("Row " + offset + " was asked for, but row 2 is next");
            });

    assertFrame(cursor.next(2, 2), 2, false, 2, 3);
  }

  @Test
  void rowsAboveTheLimitAreNotHandedOut() {
    RowCursor cursor = numbers(5, OptionalLong.of(3));

    assertFrame(cursor.next(0, 2), 0, false, 0, 1);
    assertFrame(cursor.next(2, 2), 2, true, 2);
    assertFrame(cursor.next(3, 2), 3, true);
  }

  @Test
  void aFrameEndsEarlyWhenItsTextsAreLong() {
    @Nullable Object[] row = {"x".repeat(1 << 20), null, 7L, "x".repeat(1 << 20)};
    RowCursor cursor =
        new RowCursor(
            Collections.nCopies(5, row).iterator(), OptionalLong.empty(), WireTimes.MILLISECONDS);

    Frame first = cursor.next(0, 100);
    Frame second = cursor.next(2, 100);
    Frame last = cursor.next(4, 100);

    assertThat(first.rows).hasSize(2);
    assertThat(first.done).isFalse();
    assertThat(second.rows).hasSize(2);
    assertThat(last.rows).hasSize(1);
    assertThat(last.done).isTrue();
  }
}
