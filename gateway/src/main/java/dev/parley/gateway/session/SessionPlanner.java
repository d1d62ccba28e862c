// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.ResultColumn;
import dev.parley.planner.Planner;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.ColumnOrigin;
import dev.parley.planner.plan.Plan;
import dev.parley.protocol.catalog.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The planner as sessions use it. */
final class SessionPlanner {
  private final Planner planner = new Planner();

  /**
   * What a statement takes and gives.
   *
   * @param columns of its result; unmodifiable
   * @param parameters the types of its parameters, in order; unmodifiable
   */
  record Description(List<ResultColumn> columns, List<ColumnType> parameters) {

    Description {
      columns = List.copyOf(columns);
      parameters = List.copyOf(parameters);
    }
  }

  /** Says what a statement takes and gives; whatever is wrong with it is an error now. */
  Description describe(String sql, FederationCatalog catalog, SessionOptions options) {
    dev.parley.planner.Description found = planner.describe(sql, catalog, options.plan());
    return new Description(columns(found.columns()), found.parameters());
  }

  /**
   * Plans a statement.
   *
   * @param parameters the values of its parameters: Long, BigDecimal, Double, String, Boolean,
   *     LocalDate, LocalTime, LocalDateTime, Octets or null
   */
  Plan plan(
      String sql,
      FederationCatalog catalog,
      SessionOptions options,
      List<@Nullable Object> parameters) {
    return planner.plan(sql, catalog, options.plan(), parameters);
  }

  static List<ResultColumn> columns(List<dev.parley.planner.plan.ResultColumn> columns) {
    return columns.stream()
        .map(
            c ->
                new ResultColumn(
                    c.label(),
                    c.type(),
                    c.nullable(),
                    c.origin().map(ColumnOrigin::schema).orElse(""),
                    c.origin().map(ColumnOrigin::table).orElse("")))
        .toList();
  }

  void warmUp() {
    planner.warmUp();
  }
}
