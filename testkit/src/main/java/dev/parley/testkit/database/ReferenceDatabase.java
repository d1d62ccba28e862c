// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.data.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What no federation may have: the rows of all owners in one plaintext PostgreSQL database. Tests
 * ask it the same questions, and want the same answers.
 */
public final class ReferenceDatabase implements AutoCloseable {
  private final OwnerDatabase database;

  private ReferenceDatabase(OwnerDatabase database) {
    this.database = database;
  }

  /**
   * Loads all rows of all owners; names of tables and columns become lower case.
   *
   * @throws dev.parley.protocol.error.ParleyException as {@link DatabaseHost#create}, or with
   *     {@code TYPE_MISMATCH} if tables do not fit together
   */
  public static ReferenceDatabase load(DatabaseHost host, List<OwnerData> owners) {
    return load(host, owners, List.of());
  }

  /**
   * As the other, with what {@code more} statements add to the tables: functions that tests ask
   * with, say.
   */
  public static ReferenceDatabase load(
      DatabaseHost host, List<OwnerData> owners, List<String> more) {
    Map<String, List<TableRows>> parts = new TreeMap<>();
    for (OwnerData owner : owners) {
      for (TableRows rows : owner.tables()) {
        parts
            .computeIfAbsent(MergedTable.lower(rows.table()), table -> new ArrayList<>())
            .add(rows);
      }
    }
    List<MergedTable> tables =
        parts.entrySet().stream().map(e -> new MergedTable(e.getKey(), e.getValue())).toList();
    return new ReferenceDatabase(host.reference(tables, more));
  }

  /** Connects to read. */
  public Connection connect() throws SQLException {
    return database.connect();
  }

  /** The database, for whoever needs its URL. */
  public OwnerDatabase database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
  }
}
