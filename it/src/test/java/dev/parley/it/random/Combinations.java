// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.it.random.Scope.Place;
import dev.parley.it.random.Scope.Source;
import dev.parley.it.random.Select.Item;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Draws SELECTs over the answers of other SELECTs. */
final class Combinations {
  private final Notes notes;
  private final Dice dice;
  private final Selects selects;

  Combinations(Notes notes) {
    this.notes = notes;
    this.dice = notes.dice();
    this.selects = new Selects(notes);
  }

  /** Rows computed of groups, or aggregates of them. */
  Select derived(RandomTable table) {
    notes.beginCalm();
    Select inner = labelled(selects.groups(table));
    boolean with = dice.percent(40);
    notes.has(with ? Feature.WITH : Feature.DERIVED_TABLE);
    Terms terms = new Terms(notes, inner.outside(""));
    List<Item> items = dice.percent(40) ? aggregates(terms) : computed(terms);
    String start = with ? "WITH s AS (" + inner.sql() + ") " : "";
    String from = with ? " FROM s" : " FROM (" + inner.sql() + ") AS s";
    String where = dice.percent(40) ? " WHERE " + new Conditions(terms).of(1) : "";
    return new Select(
        start + "SELECT " + Select.list(items) + from + where, items, Select.all(items));
  }

  private List<Item> computed(Terms terms) {
    return Stream.generate(() -> Item.of(terms.any(2))).limit(dice.between(1, 3)).toList();
  }

  private List<Item> aggregates(Terms terms) {
    Aggregates aggregates = new Aggregates(terms, 100);
    return Stream.generate(() -> Item.of(aggregates.any())).limit(dice.between(1, 3)).toList();
  }

  /** Gives each item a label, as PostgreSQL does not tell items apart that have none. */
  private Select labelled(Select select) {
    List<Item> items = new ArrayList<>();
    for (Item item : select.items()) {
      items.add(item.labelled("x" + items.size()));
    }
    int selected = select.sql().indexOf(Select.list(select.items()));
    String rest = select.sql().substring(selected + Select.list(select.items()).length());
    return new Select("SELECT " + Select.list(items) + rest, items, select.total());
  }

  /** The groups of the same key, side by side. */
  Select joined(RandomTable table) {
    notes.beginCalm();
    notes.has(Feature.JOIN);
    Item key = selects.key(table).labelled("k");
    String kind = dice.one("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "INNER JOIN");
    Select left = keyed(table, key);
    Select right = keyed(table, key);
    List<Item> items =
        List.of(
            Item.of(key.term().withSql(dice.one("x", "y") + ".k")),
            Item.of(left.items().get(1).term().withSql("x.v")),
            Item.of(right.items().get(1).term().withSql("y.v")));
    String sql =
        "SELECT %s FROM (%s) AS x %s (%s) AS y ON x.k = y.k"
            .formatted(Select.list(items), left.sql(), kind, right.sql());
    return new Select(sql, items, Select.all(items));
  }

  private Select keyed(RandomTable table, Item key) {
    Terms below = new Terms(notes, Scope.of(table, Place.OWNERS));
    Item value = Item.of(new Aggregates(below, table.rows()).additive()).labelled("v");
    notes.has(Feature.GROUP_BY);
    List<Item> items = List.of(key, value);
    String sql =
        "SELECT %s FROM %s%s GROUP BY %s"
            .formatted(
                Select.list(items), table.name(), selects.where(below, 50), key.term().sql());
    return new Select(sql, items, List.of(1));
  }

  /** Groups of the same keys, one set with the other. */
  Select united(RandomTable table) {
    notes.beginCalm();
    notes.has(Feature.SET_OPERATION);
    Item key = selects.key(table);
    String operator = dice.one("UNION ALL", "UNION", "INTERSECT", "EXCEPT");
    Select left = counted(table, key);
    Select right = counted(table, key);
    String sql = left.sql() + " " + operator + " " + right.sql();
    return new Select(sql, left.items(), Select.all(left.items()));
  }

  private Select counted(RandomTable table, Item key) {
    Terms below = new Terms(notes, Scope.of(table, Place.OWNERS));
    notes.has(Feature.COUNT_ROWS);
    notes.has(Feature.GROUP_BY);
    BigDecimal rows = BigDecimal.valueOf(table.rows());
    List<Item> items = List.of(key, Item.of(Term.of("COUNT(*)", ColumnType.BIGINT, rows)));
    String sql =
        "SELECT %s FROM %s%s GROUP BY %s"
            .formatted(
                Select.list(items), table.name(), selects.where(below, 60), key.term().sql());
    return new Select(sql, items, List.of(1));
  }

  /** Aggregates of the rows that compare with an aggregate of others. */
  Select compared(RandomTable table, RandomTable other) {
    notes.beginCalm();
    Terms below = new Terms(notes, Scope.of(table, Place.OWNERS));
    List<Item> items = List.of(Item.of(new Aggregates(below, table.rows()).additive()));
    String condition = dice.percent(50) ? scalar(table, other) : membership(table, other);
    notes.has(Feature.WHERE);
    String sql = "SELECT " + Select.list(items) + " FROM " + table.name() + " WHERE " + condition;
    return new Select(sql, items, List.of());
  }

  private String scalar(RandomTable table, RandomTable other) {
    notes.has(Feature.SCALAR_SUBQUERY);
    List<Source> ours = numbers(table);
    List<Source> theirs = numbers(other);
    String of = dice.one("AVG", "MIN", "MAX", "SUM");
    return "%s %s (SELECT %s(%s) FROM %s%s)"
        .formatted(
            dice.one(ours).term().sql(),
            dice.one("<", ">=", "<>"),
            of,
            dice.one(theirs).term().sql(),
            other.name(),
            selects.where(new Terms(notes, Scope.of(other, Place.OWNERS)), 40));
  }

  private static List<Source> numbers(RandomTable table) {
    return Scope.of(table, Place.OWNERS)
        .where(s -> s.term().type().isExactNumeric() && Bounds.fitSummed(s.term(), table.rows()));
  }

  /** PostgreSQL compares a CHAR with a VARCHAR as with another CHAR, and Parley as with a TEXT. */
  private static boolean areAlike(Source ours, Source theirs) {
    return ours.term().family() == theirs.term().family()
        && (ours.term().type().kind() == Kind.CHAR) == (theirs.term().type().kind() == Kind.CHAR);
  }

  private String membership(RandomTable table, RandomTable other) {
    notes.has(Feature.IN_SUBQUERY);
    Scope scope = Scope.of(other, Place.OWNERS);
    Source theirs = dice.one(scope.where(s -> s.term().family() != Family.BOOLEAN && s.few()));
    List<Source> ours = Scope.of(table, Place.OWNERS).where(s -> areAlike(s, theirs));
    String key = theirs.term().sql();
    String grouped =
        dice.percent(60) ? " GROUP BY " + key + " HAVING COUNT(*) > " + dice.between(0, 9) : "";
    return "%s%s IN (SELECT %s FROM %s%s%s)"
        .formatted(
            dice.one(ours).term().sql(),
            dice.one("", "", " NOT"),
            key,
            other.name(),
            selects.where(new Terms(notes, scope), 50),
            grouped);
  }
}
