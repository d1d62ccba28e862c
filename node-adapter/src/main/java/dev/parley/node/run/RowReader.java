// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.RowQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a rendered statement for rows. */
final class RowReader {
  private final ValueReader values;
  private final List<ColumnType> types = new ArrayList<>();

  RowReader(CheckedQuery checked, Dialect dialect) {
    this.values = new ValueReader(dialect);
    if (checked.query() instanceof BestQuery best) {
      best.items().forEach(item -> types.add(checked.typing().of(item)));
      types.add(checked.typing().of(best.score()));
      checked.table().tieBreakers().forEach(column -> types.add(column.type()));
      return;
    }
    RowQuery query = (RowQuery) checked.query();
    query.items().forEach(item -> types.add(checked.typing().of(item)));
    query.extremes().forEach(extreme -> types.add(checked.typing().of(extreme.argument())));
  }

  /** Reads the current row; unmodifiable. */
  List<@Nullable Object> read(ResultSet row) throws SQLException {
    List<@Nullable Object> read = new ArrayList<>();
    for (ColumnType type : types) {
      read.add(values.read(row, read.size() + 1, type));
    }
    return Collections.unmodifiableList(read);
  }
}
