// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstantOperandsTest {
  private static final Expression.Column TEXT = new Expression.Column("text");
  private static final Expression.Column TIME = new Expression.Column("time");
  private static final Expression ONE = new Expression.NumberLiteral(BigDecimal.ONE);
  private static final Expression HALF = new Expression.NumberLiteral(new BigDecimal("0.5"));
  private static final Expression WORD = new Expression.TextLiteral("x");

  private final Typing typing =
      new Typing(column -> column.equals(TIME) ? ColumnType.TIMESTAMP : ColumnType.VARCHAR);

  @Test
  void aCastConstantIsOneButACastColumnIsNot() {
    assertThat(type(Operator.IN, TEXT, cast(WORD))).isEqualTo(ColumnType.BOOLEAN);

    assertFails(ErrorCode.NOT_SUPPORTED, Operator.IN, TEXT, cast(TEXT));
    assertFails(ErrorCode.NOT_SUPPORTED, Operator.LIKE, TEXT, cast(cast(TEXT)));
    assertFails(ErrorCode.NOT_SUPPORTED, Operator.REPLACE, TEXT, WORD, cast(TEXT));
  }

  @Test
  void placesAndLengthsAreIntegers() {
    assertThat(type(Operator.SUBSTRING, TEXT, ONE, ONE)).isEqualTo(ColumnType.VARCHAR);
    assertThat(type(Operator.PLUS_INTERVAL, TIME, ONE, ONE)).isEqualTo(ColumnType.TIMESTAMP);

    assertFails(ErrorCode.TYPE_MISMATCH, Operator.SUBSTRING, TEXT, WORD);
    assertFails(ErrorCode.TYPE_MISMATCH, Operator.SUBSTRING, TEXT, ONE, HALF);
    assertFails(ErrorCode.TYPE_MISMATCH, Operator.PLUS_INTERVAL, TIME, ONE, WORD);
    assertFails(ErrorCode.TYPE_MISMATCH, Operator.PLUS_INTERVAL, TIME, HALF, ONE);
  }

  private void assertFails(ErrorCode code, Operator operator, Expression... operands) {
    assertThatThrownBy(() -> type(operator, operands))
        .isInstanceOfSatisfying(ParleyException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private ColumnType type(Operator operator, Expression... operands) {
    return typing.of(new Expression.Call(operator, List.of(operands)));
  }

  private static Expression cast(Expression operand) {
    return new Expression.Cast(operand, ColumnType.VARCHAR);
  }
}
