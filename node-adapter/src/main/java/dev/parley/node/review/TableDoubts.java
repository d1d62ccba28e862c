// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.review;

import dev.parley.node.database.Database;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.RealColumn;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is doubtful in what a policy allows with one table. */
final class TableDoubts {
  /** Uses by which a column whose values name a row gives the row away. */
  private static final Set<Use> PICKING = EnumSet.of(Use.FILTER, Use.AGGREGATE, Use.GROUP);

  private final GrantedTable table;
  private final List<String> doubts = new ArrayList<>();

  private TableDoubts(GrantedTable table) {
    this.table = table;
  }

  static List<String> of(GrantedTable table, Database database) {
    TableDoubts doubts = new TableDoubts(table);
    doubts.addTable();
    Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    keys.addAll(table.published().key());
    Set<String> telling = new TreeSet<>();
    try (TableProbe probe = new TableProbe(table, database)) {
      keys.addAll(probe.primaryKey());
      telling.addAll(probe.nearlyUnique(doubts.picking(keys)));
    } catch (SQLException e) {
      doubts.add(
          "could not be looked into, SQLSTATE %s: columns with a value for each row may be missing here"
              .formatted(e.getSQLState()));
    }
    for (int i = 0; i < table.columns().size(); i++) {
      PublishedColumn column = table.published().columns().get(i);
      String real = table.columns().get(i).name();
      doubts.addColumn(column, keys.contains(real), telling.contains(real));
    }
    return doubts.doubts;
  }

  private void addTable() {
    if (table.minRows() == 1) {
      add("has minRows 1: a sum over one row is the value of that row");
    }
    if (table.published().nearest() == NearestMode.LOCAL) {
      add(
          "has nearest local: where all owners do, the gateway gets your own best rows for each"
              + " question, and not only those among the best of all");
    }
    if (table.published().key().isEmpty()) {
      add("has no key: ties cannot be broken, and this check knows of no key but the database's");
    }
  }

  /** Returns the columns that are in doubt if their values name a row. */
  private List<RealColumn> picking(Set<String> keys) {
    List<RealColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      boolean picks =
          table.published().columns().get(i).uses().stream().anyMatch(PICKING::contains);
      if (picks && !keys.contains(table.columns().get(i).name())) {
        columns.add(table.columns().get(i));
      }
    }
    return columns;
  }

  private void addColumn(PublishedColumn column, boolean key, boolean telling) {
    String what = key ? "a key" : "has a value of its own for (nearly) each row";
    for (Use use : EnumSet.of(Use.REVEAL, Use.AGGREGATE, Use.FILTER, Use.GROUP)) {
      boolean doubtful = key || (telling && use != Use.REVEAL);
      if (doubtful && column.uses().contains(use)) {
        add(
            "allows %s of %s, which %s: %s"
                .formatted(use.word(), column.name(), key ? "is " + what : what, why(use)));
      }
    }
    if (column.uses().contains(Use.AGGREGATE) && !column.type().isNumeric()) {
      add(
          "allows aggregate of %s, which is no number: only COUNT can use that"
              .formatted(column.name()));
    }
  }

  private static String why(Use use) {
    return switch (use) {
      case FILTER -> "a condition can pick one row out of a sum";
      case AGGREGATE -> "arithmetic can pick one row out of a sum";
      case GROUP -> "each group is one row";
      default -> "rows can be matched with what others know of them";
    };
  }

  private void add(String doubt) {
    doubts.add("table " + table.published().name() + " " + doubt);
  }
}
