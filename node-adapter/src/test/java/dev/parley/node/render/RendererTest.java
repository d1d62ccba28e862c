// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.RealColumn;
import dev.parley.node.database.RealColumn.Storage;
import dev.parley.node.database.RealTable;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import dev.parley.protocol.sql.RowQuery;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RendererTest {
  private static final int DEPTH = 30;
  private static final Expression F = new Expression.Column("f");
  private static final Expression V = new Expression.Column("v");
  private static final Expression D = new Expression.Column("dt");

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aStatementGrowsNoFasterThanItsExpression(Dialect dialect) {
    Expression product = F;
    Expression capitals = V;
    Expression day = D;
    for (int i = 0; i < DEPTH; i++) {
      product = call(Operator.MULTIPLY, product, F);
      capitals = call(Operator.UPPER, capitals);
      day = call(Operator.ADD, day, number(i));
    }

    for (Expression deep : List.of(product, capitals, day)) {
      assertThat(render(deep, dialect).sql().length())
          .as(deep.toSql())
          .isLessThan(DEPTH * 700 + 5000);
    }
  }

  @Test
  void whatWouldHaveToBeRepeatedIsRefusedOnceItIsLong() {
    Expression root = F;
    for (int i = 0; i < DEPTH; i++) {
      root = call(Operator.SQUARE_ROOT, root);
    }
    Expression roots = root;

    assertThatThrownBy(() -> render(roots, Dialect.MARIADB))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noTextFromOutsideIsPartOfAStatement(Dialect dialect) {
    Expression hostile =
        call(
            Operator.REPLACE,
            call(Operator.CONCAT, V, text("$1 ? %s evil' --")),
            text("evil"),
            text("evil"));

    RenderedQuery rendered = render(hostile, dialect);

    assertThat(rendered.sql()).doesNotContain("evil");
    assertThat(rendered.parameters()).containsExactly("$1 ? %s evil' --", "evil", "evil");
    assertThat(rendered.sql().chars().filter(c -> c == '?')).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void digitsAreThoseOfSqlInEveryLocale(Dialect dialect) {
    Locale before = Locale.getDefault();
    Expression sum = call(Operator.ADD, new Expression.Column("i"), new Expression.Column("i"));
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(render(call(Operator.ADD, D, sum), dialect).sql()).matches("\\p{ASCII}*");
      assertThat(render(call(Operator.SUBSTRING, V, number(2), number(3)), dialect).sql())
          .matches("\\p{ASCII}*");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static RenderedQuery render(Expression expression, Dialect dialect) {
    RowQuery query =
        new RowQuery(
            "t",
            List.of(expression),
            List.of(),
            false,
            Optional.empty(),
            List.of(),
            OptionalLong.empty());
    return Renderer.render(new CheckedQuery(query, table(), List.of()), dialect);
  }

  private static GrantedTable table() {
    List<PublishedColumn> columns =
        List.of(
            column("f", ColumnType.DOUBLE),
            column("v", ColumnType.VARCHAR),
            column("i", ColumnType.INTEGER),
            column("dt", ColumnType.DATE));
    List<RealColumn> real =
        columns.stream()
            .map(
                c ->
                    new RealColumn(
                        c.name(),
                        Optional.of(c.type()),
                        c.type().toString(),
                        true,
                        Storage.DECLARED))
            .toList();
    return new GrantedTable(
        new PublishedTable("t", List.of(), columns), new RealTable("s", "t", real), real, 1);
  }

  private static PublishedColumn column(String name, ColumnType type) {
    return new PublishedColumn(name, type, true, EnumSet.allOf(Use.class));
  }

  private static Expression call(Operator operator, Expression... operands) {
    return new Expression.Call(operator, List.of(operands));
  }

  private static Expression text(String value) {
    return new Expression.TextLiteral(value);
  }

  private static Expression number(long value) {
    return new Expression.NumberLiteral(BigDecimal.valueOf(value));
  }
}
