// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.node.render.RenderedQuery.Measure;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.sql.AggregateQuery;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a rendered statement for groups. */
final class GroupReader {
  private final ValueReader values;
  private final List<ColumnType> keyTypes;
  private final List<Measure> measures;

  GroupReader(CheckedQuery checked, List<Measure> measures, Dialect dialect) {
    this.values = new ValueReader(dialect);
    this.keyTypes =
        ((AggregateQuery) checked.query()).groupBy().stream().map(checked.typing()::of).toList();
    this.measures = measures;
  }

  /**
   * Reads the current row.
   *
   * @throws SQLDataException if a value is none that an answer can hold
   */
  Group read(ResultSet row) throws SQLException {
    int position = 1;
    List<@Nullable Object> key = new ArrayList<>();
    for (ColumnType type : keyTypes) {
      key.add(values.read(row, position++, type));
    }
    List<Group.Measure> read = new ArrayList<>();
    for (Measure measure : measures) {
      int columns = columns(measure);
      long used = row.getLong(position + columns);
      read.add(new Group.Measure(value(row, position, measure, used), used));
      position += columns + 1;
    }
    return new Group(key, read, row.getLong(position));
  }

  private static int columns(Measure measure) {
    if (measure instanceof Measure.Parts parts) {
      return parts.weights().size();
    }
    return measure instanceof Measure.Shifted ? 3 : 0;
  }

  private static Optional<BigDecimal> value(ResultSet row, int position, Measure measure, long used)
      throws SQLException {
    if (measure instanceof Measure.Count) {
      return Optional.of(BigDecimal.valueOf(used));
    }
    if (used == 0) {
      return Optional.empty();
    }
    if (measure instanceof Measure.Shifted shifted) {
      ShiftedSum sums =
          new ShiftedSum(
              used,
              row.getDouble(position),
              row.getDouble(position + 1),
              row.getDouble(position + 2));
      return Optional.of(shifted.squares() ? sums.sumOfSquares() : sums.sum());
    }
    BigDecimal total = BigDecimal.ZERO;
    for (BigDecimal weight : ((Measure.Parts) measure).weights()) {
      BigDecimal part = row.getBigDecimal(position++);
      if (part == null) {
        throw new SQLDataException("A sum of numbers is none");
      }
      total = total.add(part.multiply(weight));
    }
    return Optional.of(total);
  }
}
