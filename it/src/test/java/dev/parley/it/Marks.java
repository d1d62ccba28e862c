// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.data.RowSink;
import dev.parley.testkit.data.TableColumn;
import dev.parley.testkit.data.TableRows;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** A table of what no file of a folder can hold: byte strings, and times of a day. */
record Marks(int owner) implements TableRows {
  /** Of each owner; the same ones at several of them, NULL, and none of no owner. */
  private static final List<List<String>> BYTES =
      List.of(
          List.of("", "00", "0aff", "80", "7f", "NULL"),
          List.of("0aff", "ff", "0a", "NULL", "0aff00"),
          List.of("", "5c", "c3bc", "7f"),
          List.of("0aff", "80", "00ff", "27", "NULL"));

  /** Of each owner, beside these. */
  private static final List<List<String>> CLOCKS =
      List.of(
          List.of("08:00", "08:00:00.000001", "23:59:59.999999", "NULL", "00:00", "12:30"),
          List.of("08:00", "19:45:30.5", "00:00", "NULL", "12:30"),
          List.of("23:59:59.999999", "08:00", "06:15:00.25", "NULL"),
          List.of("12:30", "00:00:00.000001", "19:45:30.5", "08:00", "23:59:59"));

  /** Gives the table to the owners of a folder, each its rows. */
  static FederationFolder addedTo(FederationFolder folder) {
    List<OwnerData> owners = new ArrayList<>();
    for (OwnerData owner : folder.owners()) {
      List<TableRows> tables = new ArrayList<>(owner.tables());
      tables.add(new Marks(owners.size()));
      tables.sort(Comparator.comparing(TableRows::table));
      owners.add(new OwnerData(owner.node(), tables, owner.policy()));
    }
    return new FederationFolder(owners, folder.ignored());
  }

  @Override
  public String table() {
    return "marks";
  }

  @Override
  public List<TableColumn> columns() {
    return List.of(
        new TableColumn("id", ColumnType.INTEGER),
        new TableColumn("mark", ColumnType.VARBINARY),
        new TableColumn("clock", ColumnType.TIME));
  }

  @Override
  public void forEach(RowSink sink) throws SQLException {
    List<String> mine = BYTES.get(owner);
    for (int i = 0; i < mine.size(); i++) {
      int id = (owner + 1) * 100 + i + 1;
      String hex = mine.get(i);
      String clock = CLOCKS.get(owner).get(i);
      sink.accept(
          column ->
              switch (column) {
                case 0 -> id;
                case 1 -> hex.equals("NULL") ? null : HexFormat.of().parseHex(hex);
                default -> clock.equals("NULL") ? null : LocalTime.parse(clock);
              });
    }
  }
}
