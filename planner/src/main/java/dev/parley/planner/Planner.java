// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.calcite.CatalogView;
import dev.parley.planner.calcite.NameCheck;
import dev.parley.planner.calcite.OrderByCheck;
import dev.parley.planner.calcite.Validation;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.knn.DistanceColumn;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanText;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.ParameterValues;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.ParleyParser;
import dev.parley.sql.rewrite.Parameters;
import dev.parley.sql.rewrite.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Turns statements into plans; may be used by many threads at once. */
public final class Planner {
  /** The class of the SQLSTATEs that depend on values. */
  private static final String DATA_EXCEPTION = "22";

  /** The view of the catalog that was planned with last: catalogs change far less than queries. */
  private volatile @Nullable CatalogView lastView;

  /**
   * Plans one statement without parameters.
   *
   * @throws ParleyException for whatever cannot be answered, with a fact and a hint
   */
  public Plan plan(String sql, FederationCatalog catalog, SessionOptions options) {
    return plan(sql, catalog, options, List.of());
  }

  /**
   * Plans one statement, with values in the places of its question marks.
   *
   * @param parameters as {@link ParameterValues#of} takes them
   * @throws ParleyException for whatever cannot be answered, with a fact and a hint;
   *     WRONG_PARAMETERS if there are more or fewer values than question marks
   */
  public Plan plan(
      String sql,
      FederationCatalog catalog,
      SessionOptions options,
      List<? extends @Nullable Object> parameters) {
    return guarded(
        () -> {
          SqlNode statement = ParleyParser.parse(sql);
          requireAsMany(parameters.size(), Parameters.count(statement));
          List<ColumnType> types = parameterTypes(sql, catalog, options);
          List<Parameters.Value> values = new ArrayList<>();
          for (int i = 0; i < types.size(); i++) {
            values.add(ParameterValues.of(parameters.get(i), types.get(i)));
          }
          return planned(with(values, statement), catalog, options);
        });
  }

  /**
   * Returns the columns and the parameters of a statement, planned with samples of their types.
   *
   * @throws ParleyException as {@link #plan}; UNDETERMINED_TYPE for a parameter of any type
   */
  public Description describe(String sql, FederationCatalog catalog, SessionOptions options) {
    return guarded(
        () -> {
          List<ColumnType> types = parameterTypes(sql, catalog, options);
          return new Description(sampled(sql, catalog, options, types).columns(), types);
        });
  }

  /** Samples stand in for the values, or NULLs if the statement has no value with them. */
  private Plan sampled(
      String sql, FederationCatalog catalog, SessionOptions options, List<ColumnType> types) {
    List<Parameters.Value> samples = types.stream().map(ParameterValues::sample).toList();
    try {
      return planned(with(samples, ParleyParser.parse(sql)), catalog, options);
    } catch (ParleyException e) {
      if (types.isEmpty() || !e.code().sqlState().startsWith(DATA_EXCEPTION)) {
        throw e;
      }
      List<Parameters.Value> nulls =
          types.stream().map(type -> ParameterValues.of(null, type)).toList();
      return planned(with(nulls, ParleyParser.parse(sql)), catalog, options);
    }
  }

  private static <T> T guarded(Supplier<T> planning) {
    try {
      return planning.get();
    } catch (StackOverflowError e) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "The statement is too long to be planned",
          "Write it with fewer conditions and expressions.");
    }
  }

  private static void requireAsMany(int given, int wanted) {
    if (given != wanted) {
      throw new ParleyException(
          ErrorCode.WRONG_PARAMETERS,
          "The statement has %d parameters, and %d values were set".formatted(wanted, given),
          "Set a value for every question mark.");
    }
  }

  /** Validates a tree of its own: Calcite changes what it validates. */
  private List<ColumnType> parameterTypes(
      String sql, FederationCatalog catalog, SessionOptions options) {
    SqlNode statement = ParleyParser.parse(sql);
    if (Parameters.count(statement) == 0) {
      return List.of();
    }
    SqlNode query = requireQuery(explained(statement), catalog);
    return Validation.parameterTypes(rewritten(query, catalog, options), view(catalog));
  }

  private static SqlNode with(List<Parameters.Value> values, SqlNode statement) {
    SqlNode query = explained(statement);
    SqlNode filled = values.isEmpty() ? query : query.accept(new Parameters(values));
    if (filled == null) {
      throw new IllegalStateException("A rewrite removed the query");
    }
    if (statement instanceof SqlExplain explain) {
      explain.setOperand(0, filled);
      return explain;
    }
    return filled;
  }

  private static SqlNode explained(SqlNode statement) {
    return statement instanceof SqlExplain explain ? explain.getExplicandum() : statement;
  }

  private Plan planned(SqlNode statement, FederationCatalog catalog, SessionOptions options) {
    Plan plan = planQuery(requireQuery(explained(statement), catalog), catalog, options);
    return statement instanceof SqlExplain ? asRows(PlanText.of(plan)) : plan;
  }

  private static SqlNode requireQuery(SqlNode query, FederationCatalog catalog) {
    if (!query.isA(SqlKind.QUERY)) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A statement of kind %s is not supported".formatted(query.getKind()),
          "Ask with SELECT or VALUES.");
    }
    NameCheck.check(query, catalog);
    OrderByCheck.check(query);
    return query;
  }

  private Plan planQuery(SqlNode query, FederationCatalog catalog, SessionOptions options) {
    RelRoot algebra = Validation.toAlgebra(rewritten(query, catalog, options), view(catalog));
    RelNode relation = algebra.project();
    Plan plan =
        new AlgebraPlanning(catalog, options.minNodes())
            .plan(relation, ResultLabels.of(query, algebra));
    return ResultOrigins.told(plan, relation);
  }

  private static SqlNode rewritten(
      SqlNode query, FederationCatalog catalog, SessionOptions options) {
    return Rewriting.of(DistanceColumn.of(query, catalog), options.secure());
  }

  private CatalogView view(FederationCatalog catalog) {
    CatalogView last = lastView;
    if (last == null || !last.catalog().equals(catalog)) {
      last = CatalogView.of(catalog);
      lastView = last;
    }
    return last;
  }

  private static Plan asRows(List<String> lines) {
    List<ResultColumn> columns = List.of(new ResultColumn("PLAN", ColumnType.VARCHAR, false));
    List<List<Scalar>> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(List.of(new Scalar.Constant(line, ColumnType.VARCHAR))));
    return new Plan(new PlanStep.Values(columns, rows), columns);
  }

  /** Plans a few statements of every shape, so that the first one of a user is not slow. */
  public void warmUp() {
    WarmUp.run(this);
  }
}
