// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.testkit.database.DatabaseKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws federations: 2 to 5 nodes of at least two kinds of databases, some of them empty. */
final class LayoutGenerator {
  /** A column with at most so many values may be grouped by. */
  static final int FEW = 5;

  private static final int MANY = 400;
  private static final List<Integer> NULL_PERCENTS = List.of(0, 0, 5, 25, 60);

  private final Dice dice;
  private final List<DatabaseKind> kinds;

  /**
   * @param number of the federation: every kind of database gets its turn to be first
   */
  LayoutGenerator(Dice dice, int number) {
    this.dice = dice;
    this.kinds = kinds(dice, number);
  }

  private static List<DatabaseKind> kinds(Dice dice, int number) {
    List<DatabaseKind> all = Arrays.asList(DatabaseKind.values());
    List<DatabaseKind> kinds = new ArrayList<>();
    kinds.add(all.get(number % all.size()));
    kinds.add(all.get((number + dice.between(1, all.size() - 1)) % all.size()));
    while (kinds.size() < 5 && dice.percent(60)) {
      kinds.add(dice.one(all));
    }
    dice.shuffle(kinds);
    return kinds;
  }

  Layout layout() {
    List<RandomTable> tables = new ArrayList<>();
    tables.add(table("visits", sizes(1500)));
    if (dice.percent(70)) {
      tables.add(table("stays", sizes(60)));
    }
    return new Layout(kinds, tables);
  }

  /** One node has a third of {@code most} rows at least; the others often have few or none. */
  private List<Integer> sizes(int most) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(dice.between(most / 3, most));
    while (sizes.size() < kinds.size()) {
      sizes.add(dice.one(0, 1, dice.between(2, 12), dice.between(13, 80)));
    }
    dice.shuffle(sizes);
    return sizes;
  }

  private RandomTable table(String name, List<Integer> sizes) {
    List<RandomColumn> columns = new ArrayList<>();
    for (List<ColumnType> types : ColumnTypes.of(dice, kinds)) {
      columns.add(column("c" + columns.size(), types));
    }
    List<List<Object[]>> parts = new ArrayList<>();
    for (int node = 0; node < sizes.size(); node++) {
      parts.add(rows(columns, node, sizes.get(node)));
    }
    return new RandomTable(name, columns, parts);
  }

  private RandomColumn column(String name, List<ColumnType> types) {
    ColumnType type = types.stream().reduce((a, b) -> a.widen(b).orElseThrow()).orElseThrow();
    ColumnType narrow = ColumnTypes.narrowest(types);
    int count = dice.percent(55) ? dice.between(1, FEW) : dice.between(FEW + 1, MANY);
    boolean extreme = dice.percent(35);
    List<Object> values = new ValuePool(dice).values(type, narrow, count, extreme);
    return new RandomColumn(name, types, type, values, dice.one(NULL_PERCENTS), extreme);
  }

  private List<Object[]> rows(List<RandomColumn> columns, int node, int count) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] row = new Object[columns.size()];
      for (int c = 0; c < row.length; c++) {
        row[c] = value(columns.get(c), node);
      }
      rows.add(row);
    }
    return rows;
  }

  private @Nullable Object value(RandomColumn column, int node) {
    if (dice.percent(column.nullPercent())) {
      return null;
    }
    ColumnType type = column.partTypes().get(node);
    Object value = dice.one(column.values());
    if (value instanceof Number number && column.type().kind() != type.kind()) {
      return fitted(new BigDecimal(number.toString()), type);
    }
    return value instanceof BigDecimal number
        ? number.setScale(type.scale(), RoundingMode.UNNECESSARY)
        : value;
  }

  private static Object fitted(BigDecimal number, ColumnType type) {
    if (type.kind() == Kind.DECIMAL) {
      return number.setScale(type.scale(), RoundingMode.UNNECESSARY);
    }
    if (type.kind() == Kind.BIGINT) {
      return number.longValueExact();
    }
    return number.intValueExact();
  }
}
