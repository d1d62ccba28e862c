// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.Principal;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Narrows a question for the nearest rows so that an index can serve it. PostgreSQL's index has the
 * order itself, of rows that have a place. Elsewhere, and for distances on the sphere, the question
 * is narrowed to a circle that holds enough rows, for which there is an index, or at least a quick
 * comparison.
 */
public final class NearestRows {
  /** Many rows are no few. */
  private static final long MOST_ROWS = 10_000;

  private static final double START_METRES = 100;
  private static final double START = 1e-4;

  private final QueryRunner runner;
  private final KnownRadii known = new KnownRadii();

  public NearestRows(QueryRunner runner) {
    this.runner = runner;
  }

  /**
   * Returns the question with one more condition. If as many rows meet it as are asked for, they
   * are the same as without, ties included; if fewer do, nothing is known of the others.
   *
   * @param checked a {@link BestQuery}
   * @param session in which rows may be counted
   * @return empty if there is nothing to be gained
   */
  public Optional<CheckedQuery> narrowed(
      CheckedQuery checked, Principal asking, QueryRunner.Session session) {
    BestQuery query = (BestQuery) checked.query();
    if (!(query.score() instanceof Expression.Call score)
        || !isDistance(score.operator())
        || query.order().descending()
        || query.order().nullsFirst()) {
      return Optional.empty();
    }
    if (runner.dialect() == Dialect.POSTGRESQL && isOrdered(checked, score)) {
      Expression placed = hasPlace(score);
      return conjuncts(query).contains(placed)
          ? Optional.empty()
          : Optional.of(checked.under(query, placed));
    }
    if (query.limit() > MOST_ROWS) {
      return Optional.empty();
    }
    KnownRadii.Place place =
        new KnownRadii.Place(
            asking.analyst().value(),
            query.table(),
            score.operator() + score.operands().get(0).toSql());
    double start = known.radius(place, 2 * query.limit()).orElseGet(() -> start(score));
    Optional<RadiusSearch.Found> found =
        RadiusSearch.find(
            start,
            query.limit(),
            (radius, most) ->
                session.count(
                    runner.renderCount(checked.under(query, within(score, radius)), most)));
    found.ifPresent(circle -> known.note(place, circle));
    return found.map(circle -> checked.under(query, within(score, circle.radius())));
  }

  private static boolean isDistance(Operator operator) {
    return operator == Operator.DISTANCE || operator == Operator.SPHERE_DISTANCE;
  }

  /** Whether PostgreSQL has an index by which rows come in the order of their distances. */
  private static boolean isOrdered(CheckedQuery checked, Expression.Call score) {
    Expression.Column column = (Expression.Column) score.operands().get(0);
    var real = checked.table().column(column.name()).orElseThrow().real();
    return score.operator() == Operator.DISTANCE
        && (!real.coordinates().isEmpty() || real.typeName().equalsIgnoreCase("point"));
  }

  static Expression hasPlace(Expression.Call score) {
    Expression x = new Expression.Call(Operator.POINT_X, List.of(score.operands().get(0)));
    return new Expression.Call(Operator.IS_NOT_NULL, List.of(x));
  }

  static List<Expression> conjuncts(BestQuery query) {
    Expression where = query.where().orElse(new Expression.BooleanLiteral(true));
    return where instanceof Expression.Call call && call.operator() == Operator.AND
        ? call.operands()
        : List.of(where);
  }

  private static Expression within(Expression.Call score, BigDecimal radius) {
    return new Expression.Call(
        Operator.LESS_OR_EQUAL, List.of(score, new Expression.NumberLiteral(radius)));
  }

  private static double start(Expression.Call score) {
    if (score.operator() == Operator.SPHERE_DISTANCE) {
      return START_METRES;
    }
    return START * (1 + Math.abs(coordinate(score, 1)) + Math.abs(coordinate(score, 2)));
  }

  private static double coordinate(Expression.Call score, int index) {
    Expression.Cast literal = (Expression.Cast) score.operands().get(index);
    return ((Expression.NumberLiteral) literal.operand()).value().doubleValue();
  }
}
