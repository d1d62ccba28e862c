// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.RealColumn;
import dev.parley.node.database.RealTable;
import dev.parley.node.render.Renderer;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotWidths;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Typing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whatever text arrives as a sub-query, it is refused in time with an error of ours, or it is the
 * one spelling of a query that every database gets a statement for, or refuses.
 */
class CanonicalSqlFuzzTest {
  private static final CanonicalParser PARSER = new CanonicalParser();
  private static final Duration LONG = Duration.ofSeconds(3);

  private static final PolicyCheck OPEN =
      new PolicyCheck(
          new NodeId("north"),
          List.of(
              table(
                  column("a", ColumnType.INTEGER),
                  column("b", ColumnType.decimal(38, 10)),
                  column("c", ColumnType.BOOLEAN),
                  column("d", ColumnType.DATE),
                  column("f", ColumnType.DOUBLE),
                  column("s", ColumnType.TIMESTAMP),
                  column("v", ColumnType.VARCHAR))));

  @FuzzTest
  void parse(byte[] text) {
    String sql = new String(text, StandardCharsets.UTF_8);
    if (nanos(sql) > LONG.toNanos()) {
      // once may be the time that classes take to load
      assertThat(nanos(sql)).isLessThan(LONG.toNanos());
    }
  }

  private static long nanos(String sql) {
    long start = System.nanoTime();
    try {
      CanonicalQuery query = PARSER.parse(sql);
      assertThat(query.toSql()).isEqualTo(sql);
      CheckedQuery checked = OPEN.check(query, slots(query));
      for (Dialect dialect : Dialect.values()) {
        render(checked, dialect);
      }
    } catch (ParleyException e) {
      assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL);
    }
    return System.nanoTime() - start;
  }

  private static void render(CheckedQuery checked, Dialect dialect) {
    try {
      assertThat(Renderer.render(checked, dialect).sql()).startsWith("SELECT");
    } catch (ParleyException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    }
  }

  private static List<Slot> slots(CanonicalQuery query) {
    return query instanceof AggregateQuery aggregates
        ? SlotWidths.of(aggregates.aggregations(), new Typing(CanonicalSqlFuzzTest::type))
        : List.of();
  }

  /** As the table below has it; of columns that it has not, whatever. */
  private static ColumnType type(Expression.Column column) {
    return switch (column.name().toLowerCase(Locale.ROOT)) {
      case "b" -> ColumnType.decimal(38, 10);
      case "c" -> ColumnType.BOOLEAN;
      case "d" -> ColumnType.DATE;
      case "f" -> ColumnType.DOUBLE;
      case "s" -> ColumnType.TIMESTAMP;
      case "v" -> ColumnType.VARCHAR;
      default -> ColumnType.INTEGER;
    };
  }

  private static PublishedColumn column(String name, ColumnType type) {
    return new PublishedColumn(name, type, true, EnumSet.allOf(Use.class));
  }

  private static GrantedTable table(PublishedColumn... columns) {
    List<RealColumn> real = new ArrayList<>();
    for (PublishedColumn column : columns) {
      real.add(
          new RealColumn(
              column.name(), Optional.of(column.type()), "", true, RealColumn.Storage.DECLARED));
    }
    return new GrantedTable(
        new PublishedTable("t", List.of(), List.of(columns)),
        new RealTable("public", "t", real),
        real,
        5);
  }
}
