// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;

/** What Avatica's clients are told of statements. */
final class Signatures {
  private Signatures() {}

  static Meta.Signature of(String sql, PreparedQuery query, WireTimes times) {
    List<ColumnMetaData> columns = new ArrayList<>();
    for (ResultColumn column : query.columns()) {
      columns.add(WireTypes.column(columns.size(), column, times));
    }
    return Meta.Signature.create(
        columns,
        sql,
        WireParameters.describe(query.parameters()),
        Meta.CursorFactory.LIST,
        givesRows(query) ? Meta.StatementType.SELECT : Meta.StatementType.OTHER_DDL);
  }

  /** Whether running it gives rows, be it none. */
  static boolean givesRows(PreparedQuery query) {
    return !query.columns().isEmpty();
  }
}
