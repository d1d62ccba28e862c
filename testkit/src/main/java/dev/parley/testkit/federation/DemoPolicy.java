// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.node.database.OpenPolicy;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.data.TableRows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policy of owners who have written none: everything is allowed. */
public final class DemoPolicy {

  private DemoPolicy() {}

  /** Returns the text of a {@code policy.yaml} for {@code tables}. */
  public static String of(List<TableRows> tables, Collection<AnalystId> analysts) {
    Map<String, Map<String, ColumnType>> columns = new LinkedHashMap<>();
    for (TableRows table : tables) {
      Map<String, ColumnType> types = new LinkedHashMap<>();
      table.columns().forEach(column -> types.put(column.name(), column.type()));
      columns.put(table.table(), types);
    }
    return OpenPolicy.of(columns, analysts);
  }
}
