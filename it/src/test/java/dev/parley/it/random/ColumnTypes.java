// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.testkit.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws the types of columns, which may differ from node to node as far as they widen. */
final class ColumnTypes {
  private static final ColumnType CHAR = new ColumnType(Kind.CHAR, 4, 0);
  private static final List<List<ColumnType>> MIXED =
      List.of(
          List.of(ColumnType.SMALLINT, ColumnType.BIGINT),
          List.of(ColumnType.INTEGER, ColumnType.SMALLINT),
          List.of(ColumnType.INTEGER, ColumnType.decimal(12, 2)),
          List.of(ColumnType.decimal(6, 2), ColumnType.decimal(12, 4)),
          List.of(ColumnType.BIGINT, ColumnType.decimal(38, 10)),
          List.of(ColumnType.DOUBLE, ColumnType.INTEGER),
          List.of(ColumnType.decimal(8, 3), ColumnType.DOUBLE),
          List.of(CHAR, ColumnType.varchar(9)),
          List.of(ColumnType.varchar(4), ColumnType.VARCHAR));
  private static final List<ColumnType> DECIMALS =
      List.of(
          ColumnType.decimal(6, 2),
          ColumnType.decimal(12, 4),
          ColumnType.decimal(18, 0),
          ColumnType.decimal(4, 4),
          ColumnType.decimal(38, 0),
          ColumnType.decimal(38, 10));
  private static final List<ColumnType> INTEGERS =
      List.of(ColumnType.SMALLINT, ColumnType.INTEGER, ColumnType.BIGINT);
  private static final List<ColumnType> TEXTS = List.of(ColumnType.VARCHAR, ColumnType.varchar(12));

  private ColumnTypes() {}

  /** Returns the types of each column at each node: of every family, and some more. */
  static List<List<ColumnType>> of(Dice dice, List<DatabaseKind> kinds) {
    List<Supplier<ColumnType>> families =
        List.of(
            () -> dice.one(INTEGERS),
            () -> dice.one(INTEGERS),
            () -> dice.one(DECIMALS),
            () -> dice.one(DECIMALS),
            () -> ColumnType.DOUBLE,
            () -> dice.one(TEXTS),
            () -> CHAR,
            () -> ColumnType.BOOLEAN,
            () -> ColumnType.DATE,
            () -> ColumnType.TIME,
            () -> ColumnType.TIMESTAMP);
    List<List<ColumnType>> columns = new ArrayList<>();
    for (Supplier<ColumnType> family : families) {
      columns.add(everywhere(family.get(), kinds));
    }
    columns.add(mixed(dice, dice.one(MIXED), kinds));
    columns.add(mixed(dice, dice.one(MIXED), kinds));
    dice.shuffle(columns);
    return columns;
  }

  private static List<ColumnType> everywhere(ColumnType type, List<DatabaseKind> kinds) {
    return kinds.stream().map(kind -> at(kind, type)).toList();
  }

  private static List<ColumnType> mixed(
      Dice dice, List<ColumnType> types, List<DatabaseKind> kinds) {
    return kinds.stream().map(kind -> at(kind, dice.one(types))).toList();
  }

  /** DuckDB has no CHAR: what is declared so is a VARCHAR there. */
  private static ColumnType at(DatabaseKind kind, ColumnType type) {
    return kind == DatabaseKind.DUCKDB && type.kind() == Kind.CHAR
        ? ColumnType.varchar(type.precision())
        : type;
  }

  /** A type whose values fit into all of {@code types}. */
  static ColumnType narrowest(List<ColumnType> types) {
    ColumnType first = types.get(0);
    if (first.isNumeric()) {
      return narrowestNumber(types);
    }
    if (first.isText()) {
      int length =
          types.stream().mapToInt(ColumnType::precision).filter(n -> n > 0).min().orElse(0);
      boolean padded = types.stream().anyMatch(t -> t.kind() == Kind.CHAR);
      return new ColumnType(padded ? Kind.CHAR : Kind.VARCHAR, length, 0);
    }
    return first;
  }

  private static ColumnType narrowestNumber(List<ColumnType> types) {
    List<ColumnType> exact = types.stream().filter(ColumnType::isExactNumeric).toList();
    if (exact.isEmpty()) {
      return ColumnType.DOUBLE;
    }
    Stream<ColumnType> integers = exact.stream().filter(ColumnType::isInteger);
    return integers
        .reduce((a, b) -> a.kind().compareTo(b.kind()) <= 0 ? a : b)
        .orElseGet(() -> narrowestDecimal(exact));
  }

  private static ColumnType narrowestDecimal(List<ColumnType> types) {
    int scale = types.stream().mapToInt(ColumnType::scale).min().orElseThrow();
    int whole = types.stream().mapToInt(t -> t.precision() - t.scale()).min().orElseThrow();
    return ColumnType.decimal(Math.max(1, whole + scale), scale);
  }
}
