// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.calcite.FederatedRelation;
import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Expression;
import dev.parley.sql.secureagg.SecureAggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;

/**
 * Places an aggregate over one federated table: its columns, conditions and groups in the owners'
 * databases, the addition in the cloud, the opening in the gateway.
 */
public final class SecureAggregatePlacement {
  private final FederatedTable table;
  private final Optional<Project> project;
  private final Optional<RexNode> condition;

  private SecureAggregatePlacement(
      FederatedTable table, Optional<Project> project, Optional<RexNode> condition) {
    this.table = table;
    this.project = project;
    this.condition = condition;
  }

  /** Recognises what is below an aggregate; empty if it is not one federated table. */
  public static Optional<SecureAggregatePlacement> below(RelNode input) {
    RelNode rest = input;
    Optional<Project> project = Optional.empty();
    Optional<RexNode> condition = Optional.empty();
    if (rest instanceof Project found) {
      project = Optional.of(found);
      rest = found.getInput();
    }
    if (rest instanceof Filter found) {
      condition = Optional.of(found.getCondition());
      rest = found.getInput();
    }
    if (!(rest instanceof TableScan scan)) {
      return Optional.empty();
    }
    FederatedRelation relation = scan.getTable().unwrap(FederatedRelation.class);
    return relation == null
        ? Optional.empty()
        : Optional.of(new SecureAggregatePlacement(relation.table(), project, condition));
  }

  /**
   * Places {@code aggregate}.
   *
   * @throws ParleyException NOT_SUPPORTED, USE_FORBIDDEN, NODE_MISSING, TOO_FEW_OWNERS
   */
  public Placed place(Aggregate aggregate, FederationCatalog catalog, OptionalInt minNodes) {
    if (aggregate.getGroupSets().size() != 1) {
      throw unsupported("GROUPING SETS, CUBE and ROLLUP are", "Group by columns.");
    }
    Question question = new Question(table);
    List<Integer> keys = new ArrayList<>();
    aggregate.getGroupSet().forEach(field -> keys.add(question.key(groupColumn(field))));
    List<Integer> aggregates = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      aggregates.add(
          question.aggregate(
              aggregation(call), ColumnTypes.of(call.getType()), call.getType().isNullable()));
    }
    Optional<Expression> where = condition.flatMap(new Conditions(table)::where);
    if (keys.isEmpty() && aggregates.isEmpty()) {
      question.aggregate(Aggregation.countRows(), ColumnType.BIGINT, false);
    }
    Participation.require(table, catalog, minNodes);
    List<Scalar.Input> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(question.opened(key)));
    aggregates.forEach(position -> fields.add(question.openedAggregate(position)));
    return new Placed(question.steps(where), fields);
  }

  private FederatedColumn groupColumn(int field) {
    FederatedColumn column =
        column(field)
            .orElseThrow(
                () ->
                    unsupported(
                        "GROUP BY and DISTINCT of expressions are", "Group by columns alone."));
    if (column.type().kind() == Kind.DOUBLE) {
      throw unsupported(
          "GROUP BY of a DOUBLE column, as '%s' is,".formatted(column.name()),
          "Group by a column of exact numbers or of texts.");
    }
    ColumnUses.require(column, Use.GROUP);
    return column;
  }

  private Aggregation aggregation(AggregateCall call) {
    SqlAggFunction function = call.getAggregation();
    if (call.isDistinct() || call.hasFilter()) {
      throw unsupported("DISTINCT and FILTER in an aggregate are", "Leave them out.");
    }
    if (function.equals(SecureAggregates.SECURE_COUNT)) {
      return count(call);
    }
    if (!function.equals(SecureAggregates.SECURE_SUM)) {
      throw unsupported(function.getName() + " is", "Use COUNT, SUM or AVG.");
    }
    FederatedColumn column = aggregated(call);
    if (!column.type().isExactNumeric()) {
      throw unsupported(
          "SUM and AVG of a %s column, as '%s' is, are".formatted(column.type(), column.name()),
          "Have the owners publish the column as DECIMAL.");
    }
    return Aggregation.sum(new Expression.Column(column.name()));
  }

  private Aggregation count(AggregateCall call) {
    boolean ofRows = call.getArgList().isEmpty() || isValue(call.getArgList().get(0));
    return ofRows
        ? Aggregation.countRows()
        : Aggregation.count(new Expression.Column(aggregated(call).name()));
  }

  /** COUNT(1) counts rows. */
  private boolean isValue(int field) {
    return project
        .map(p -> p.getProjects().get(field))
        .filter(item -> item instanceof RexLiteral literal && !literal.isNull())
        .isPresent();
  }

  private FederatedColumn aggregated(AggregateCall call) {
    FederatedColumn column =
        column(call.getArgList().get(0))
            .orElseThrow(
                () ->
                    unsupported(
                        "Expressions under an aggregate are",
                        "Aggregate columns, and calculate with the aggregates."));
    ColumnUses.require(column, Use.AGGREGATE);
    return column;
  }

  private Optional<FederatedColumn> column(int field) {
    if (project.isEmpty()) {
      return Optional.of(table.columns().get(field));
    }
    RexNode item = project.get().getProjects().get(field);
    return item instanceof RexInputRef input
        ? Optional.of(table.columns().get(input.getIndex()))
        : Optional.empty();
  }

  private static ParleyException unsupported(String what, String hint) {
    return new ParleyException(ErrorCode.NOT_SUPPORTED, what + " not supported yet", hint);
  }
}
