// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Aggregation.Function;
import dev.parley.protocol.sql.Expression;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a rendered statement, as values that are the same for every database. */
final class GroupReader {
  private static final int LAST_YEAR = 9999;

  private final Dialect dialect;
  private final List<ColumnType> keyTypes = new ArrayList<>();
  private final List<Aggregation> aggregations;

  GroupReader(CheckedQuery checked, Dialect dialect) {
    this.dialect = dialect;
    for (Expression.Column column : checked.query().groupBy()) {
      keyTypes.add(checked.table().column(column.name()).orElseThrow().published().type());
    }
    this.aggregations = checked.query().aggregations();
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
      key.add(keyValue(row, position++, type));
    }
    List<Group.Measure> measures = new ArrayList<>();
    for (Aggregation aggregation : aggregations) {
      boolean sum = aggregation.function() == Function.SUM;
      Optional<BigDecimal> total =
          sum ? Optional.ofNullable(row.getBigDecimal(position++)) : Optional.empty();
      long used = row.getLong(position++);
      measures.add(new Group.Measure(sum ? total : Optional.of(BigDecimal.valueOf(used)), used));
    }
    return new Group(key, measures, row.getLong(position));
  }

  private @Nullable Object keyValue(ResultSet row, int position, ColumnType type)
      throws SQLException {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> {
        long value = row.getLong(position);
        yield row.wasNull() ? null : BigDecimal.valueOf(value);
      }
      case DECIMAL -> exact(row.getBigDecimal(position), type);
      case DOUBLE -> {
        double value = row.getDouble(position);
        yield row.wasNull() ? null : number(value);
      }
      case BOOLEAN -> {
        boolean value = row.getBoolean(position);
        yield row.wasNull() ? null : value;
      }
      case CHAR, VARCHAR -> dialect.readText(row, position);
      case DATE, TIMESTAMP -> moment(row, position, type.kind());
    };
  }

  private static @Nullable BigDecimal exact(@Nullable BigDecimal value, ColumnType type)
      throws SQLDataException {
    if (value != null && value.stripTrailingZeros().scale() > type.scale()) {
      throw new SQLDataException("A group's key has more digits than its published type");
    }
    return value;
  }

  /** The shortest decimal that is read as this double, so that 0.1 is 0.1 at every owner. */
  private static BigDecimal number(double value) throws SQLDataException {
    if (!Double.isFinite(value)) {
      throw new SQLDataException("A group's key is no number");
    }
    return BigDecimal.valueOf(value);
  }

  private static @Nullable Object moment(ResultSet row, int position, Kind kind)
      throws SQLException {
    if (kind == Kind.DATE) {
      LocalDate date = row.getObject(position, LocalDate.class);
      requireYear(date == null ? 1 : date.getYear());
      return date;
    }
    LocalDateTime timestamp = row.getObject(position, LocalDateTime.class);
    requireYear(timestamp == null ? 1 : timestamp.getYear());
    return timestamp;
  }

  private static void requireYear(int year) throws SQLDataException {
    if (year < 1 || year > LAST_YEAR) {
      throw new SQLDataException("A group's key is not a date of the years 1 to 9999");
    }
  }
}
