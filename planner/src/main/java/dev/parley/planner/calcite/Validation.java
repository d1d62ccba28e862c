// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.ParleyConformance;
import dev.parley.sql.secureagg.SecureAggregates;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/** Validates a rewritten parse tree against a catalog, and converts it to relational algebra. */
public final class Validation {
  /** Builds what it is told to build: simplification would change literals and conditions. */
  public static final RelBuilderFactory BUILDERS =
      RelBuilder.proto(
          Contexts.of(
              RelBuilder.Config.DEFAULT
                  .withSimplify(false)
                  .withSimplifyLimit(false)
                  .withSimplifyValues(false)
                  .withPruneInputOfAggregate(false)
                  .withDedupAggregateCalls(false)
                  .withAggregateUnique(false)));

  private static final SqlOperatorTable OPERATORS =
      SqlOperatorTables.chain(SqlStdOperatorTable.instance(), SecureAggregates.operatorTable());
  private static final SqlValidator.Config VALIDATOR =
      SqlValidator.Config.DEFAULT
          .withConformance(ParleyConformance.INSTANCE)
          .withDefaultNullCollation(NullCollation.HIGH)
          .withCallRewrite(false)
          .withIdentifierExpansion(true)
          .withTypeCoercionEnabled(true)
          .withTypeCoercionFactory(LiteralCoercion::new);
  private static final SqlToRelConverter.Config CONVERTER =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withRelBuilderFactory(BUILDERS)
          .withRelBuilderConfigTransform(c -> c.withSimplify(false));

  private Validation() {}

  /**
   * Returns the algebra of {@code query}.
   *
   * @throws ParleyException for whatever the catalog does not bear out
   */
  public static RelRoot toAlgebra(SqlNode query, CatalogView view) {
    RelDataTypeFactory types = ColumnTypes.factory();
    CalciteCatalogReader reader = view.reader(types);
    SqlValidator validator = SqlValidatorUtil.newValidator(OPERATORS, reader, types, VALIDATOR);
    return told(
        query,
        view,
        () -> {
          SqlNode valid = validator.validate(query);
          RelOptCluster cluster =
              RelOptCluster.create(
                  new HepPlanner(HepProgram.builder().build()), new RexBuilder(types));
          SqlToRelConverter converter =
              new SqlToRelConverter(
                  (rowType, queryString, schemaPath, viewPath) -> {
                    throw new IllegalStateException("There are no views");
                  },
                  validator,
                  reader,
                  cluster,
                  PlainConvertlets.INSTANCE,
                  CONVERTER);
          return converter.convertQuery(valid, false, true);
        });
  }

  /**
   * Returns the types that the parameters of {@code query} must have, in order.
   *
   * @throws ParleyException UNDETERMINED_TYPE if one could be of several; or as {@link #toAlgebra}
   */
  public static List<ColumnType> parameterTypes(SqlNode query, CatalogView view) {
    RelDataTypeFactory types = ColumnTypes.factory();
    SqlValidator validator =
        SqlValidatorUtil.newValidator(OPERATORS, view.reader(types), types, VALIDATOR);
    return told(
        query,
        view,
        () ->
            validator.getParameterRowType(validator.validate(query)).getFieldList().stream()
                .map(field -> parameterType(field.getType()))
                .toList());
  }

  private static ColumnType parameterType(RelDataType type) {
    if (type.getSqlTypeName() == SqlTypeName.NULL || type.getSqlTypeName() == SqlTypeName.UNKNOWN) {
      throw ValidationErrors.undetermined();
    }
    return ColumnTypes.of(type);
  }

  /** Tells Calcite's errors in our words. */
  private static <T> T told(SqlNode query, CatalogView view, Supplier<T> work) {
    try {
      return work.get();
    } catch (CalciteContextException e) {
      throw new ValidationErrors(query, view.catalog()).of(e);
    } catch (CalciteException | UnsupportedOperationException e) {
      throw ValidationErrors.unsupported(e);
    }
  }
}
