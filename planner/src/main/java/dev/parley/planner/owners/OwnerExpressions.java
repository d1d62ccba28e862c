// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes typed expressions over a federated table in canonical SQL. What canonical SQL has no word
 * for is refused, for then there is no database that could be trusted with it.
 */
public final class OwnerExpressions implements Scalar.Visitor<Expression> {
  private static final int MAX_DEPTH = 14;

  private final FederatedTable table;
  private final Optional<ListedColumns> listed;
  private final Conditions conditions = new Conditions(this);

  /** Of a table alone. */
  public OwnerExpressions(FederatedTable table) {
    this(table, false);
  }

  /**
   * @param listed whether the table is joined with a list of places
   */
  OwnerExpressions(FederatedTable table, boolean listed) {
    this.table = table;
    this.listed =
        listed ? Optional.of(new ListedColumns(table.columns().size())) : Optional.empty();
  }

  /** What stands for each column of the table, as an input of expressions; then for the list's. */
  public List<Scalar.Input> inputs() {
    List<Scalar.Input> inputs = new ArrayList<>();
    for (FederatedColumn column : table.columns()) {
      inputs.add(new Scalar.Input(inputs.size(), column.name(), column.type()));
    }
    listed.ifPresent(columns -> inputs.addAll(columns.inputs()));
    return inputs;
  }

  /**
   * Returns {@code scalar} as a value.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED, TYPE_MISMATCH, OUT_OF_RANGE
   */
  public Expression value(Scalar scalar) {
    Expression value = checked(scalar.accept(this));
    if (!ExpressionShape.readsColumn(value)) {
      throw Refusals.unsupported(
          "An expression that comes to the same for every row is not asked of owners",
          "Write the constant that it comes to.");
    }
    return value;
  }

  /**
   * Returns the rows for which {@code condition} is true; empty for all.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED, TYPE_MISMATCH, OUT_OF_RANGE
   */
  public Optional<Expression> where(Scalar condition) {
    Expression where = conditions.of(condition, true);
    return where.equals(new Expression.BooleanLiteral(true))
        ? Optional.empty()
        : Optional.of(checked(where));
  }

  /** Whether {@code condition} is true, if that is the same for all rows. */
  public Optional<Boolean> outcome(Scalar condition) {
    return conditions.of(condition, true) instanceof Expression.BooleanLiteral same
        ? Optional.of(same.value())
        : Optional.empty();
  }

  /** Returns {@code value} where {@code condition} is true, and NULL elsewhere. */
  public Expression only(Scalar condition, Expression value) {
    Expression when = conditions.of(condition, true);
    return checked(
        new Expression.Case(List.of(new Expression.Case.When(when, value)), Optional.empty()));
  }

  /** The type of an expression over all owners. */
  public ColumnType type(Expression expression) {
    return typing().of(expression);
  }

  /** Returns what gives the types of expressions, by those of the columns over all owners. */
  public Typing typing() {
    return table.typing();
  }

  private Expression checked(Expression expression) {
    if (!(expression instanceof Expression.NullLiteral)) {
      type(expression);
    }
    if (ExpressionShape.depth(expression) > MAX_DEPTH) {
      throw Refusals.unsupported(
          "An expression over columns is nested too deeply for the owners' databases",
          "Write it with fewer operators within one another.");
    }
    return expression;
  }

  /** Returns the column of the list at {@code position}, as it is opened; empty if it is none. */
  Optional<ResultColumn> listed(int position) {
    return listed.flatMap(columns -> columns.column(position));
  }

  /** Whether {@code scalar} is the place of the list. */
  public boolean isListedPlace(Scalar scalar) {
    return listed.filter(columns -> columns.isPlace(scalar)).isPresent();
  }

  @Override
  public Expression input(Scalar.Input input) {
    if (input.index() >= table.columns().size()) {
      return listed
          .flatMap(columns -> columns.value(input))
          .orElseThrow(() -> Refusals.function("A place of a list, but for a distance to it,"));
    }
    FederatedColumn column = table.columns().get(input.index());
    Expression named = new Expression.Column(column.name());
    return column.uniform() || column.type().kind() == Kind.GEOMETRY
        ? named
        : new Expression.Cast(named, unbounded(column.type()));
  }

  /** Returns the bare column, if {@code scalar} is one, whatever its type at each node. */
  Optional<Expression> column(Scalar scalar) {
    return scalar instanceof Scalar.Input input && input.index() < table.columns().size()
        ? Optional.of(new Expression.Column(table.columns().get(input.index()).name()))
        : Optional.empty();
  }

  @Override
  public Expression constant(Scalar.Constant constant) {
    return OwnerLiterals.of(constant);
  }

  @Override
  public Expression call(Scalar.Call call) {
    return switch (call.operator()) {
      case CAST -> cast(call);
      case CASE -> choice(call);
      default ->
          call.type().kind() == Kind.BOOLEAN && call.operator() != ScalarOperator.COALESCE
              ? truth(call)
              : OwnerFunctions.of(call, this);
    };
  }

  private Expression cast(Scalar.Call call) {
    if (call.type().kind() == Kind.VARBINARY) {
      throw Refusals.unsupported(
          "A cast of columns to VARBINARY is not asked of owners", "Compare texts with texts.");
    }
    Expression operand = call.operands().get(0).accept(this);
    if (call.type().isText() && !printsAlike(operand)) {
      throw Refusals.unsupported(
          "A cast to text of numbers with different digits after the point",
          "Cast each of them to the same type first.");
    }
    return new Expression.Cast(operand, unbounded(call.type()));
  }

  /**
   * Whether every value has as many digits after the point as its type says. PostgreSQL keeps those
   * of the value that a CASE, say, comes to; other databases do not.
   */
  private boolean printsAlike(Expression expression) {
    return ExpressionShape.alternatives(expression)
            .allMatch(choice -> isScale(choice, type(expression).scale()))
        && expression.parts().stream().allMatch(this::printsAlike);
  }

  private boolean isScale(Expression value, int scale) {
    return value instanceof Expression.NullLiteral || type(value).scale() == scale;
  }

  private Expression choice(Scalar.Call call) {
    List<Expression> conditions = new ArrayList<>();
    List<Scalar> values = new ArrayList<>();
    List<Scalar> operands = call.operands();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      conditions.add(this.conditions.of(operands.get(i), true));
      values.add(operands.get(i + 1));
    }
    values.add(operands.get(operands.size() - 1));
    return withFewerCasts(values, outcomes -> choice(conditions, outcomes), call.type());
  }

  private static Expression choice(List<Expression> conditions, List<Expression> outcomes) {
    List<Expression.Case.When> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(new Expression.Case.When(conditions.get(i), outcomes.get(i)));
    }
    Expression last = outcomes.get(conditions.size());
    return new Expression.Case(
        branches, last instanceof Expression.NullLiteral ? Optional.empty() : Optional.of(last));
  }

  /**
   * Leaves out casts of exact numbers to wider ones, if the whole is of the same kind without them:
   * canonical SQL mixes exact numbers as PostgreSQL does. Where constants alone would make it of
   * another kind, for 7 is an integer there, they are cast.
   */
  Expression withFewerCasts(
      List<Scalar> operands, Function<List<Expression>, Expression> whole, ColumnType type) {
    List<Expression> asTheyAre = operands.stream().map(o -> o.accept(this)).toList();
    if (!type.isExactNumeric()) {
      return whole.apply(asTheyAre);
    }
    List<Expression> bare = operands.stream().map(o -> Widening.without(o).accept(this)).toList();
    for (List<Expression> tried : List.of(bare, asTheyAre)) {
      Expression shorter = whole.apply(tried);
      if (isLike(type(shorter), type)) {
        return shorter;
      }
    }
    Expression spelt = whole.apply(operands.stream().map(this::withItsType).toList());
    if (type(spelt).kind() != type.kind()) {
      throw Refusals.unsupported(
          "An expression over columns has another type in canonical SQL, " + type(spelt) + ",",
          "Cast its operands to " + type + ".");
    }
    return spelt;
  }

  private static boolean isLike(ColumnType found, ColumnType wanted) {
    return found.kind() == wanted.kind() && found.scale() == wanted.scale();
  }

  private Expression withItsType(Scalar scalar) {
    Expression plain = scalar.accept(this);
    return scalar instanceof Scalar.Constant && plain instanceof Expression.NumberLiteral
        ? new Expression.Cast(plain, scalar.type())
        : plain;
  }

  /** Conditions are no values in canonical SQL, but the outcomes of a CASE are. */
  private Expression truth(Scalar.Call condition) {
    Expression holds = conditions.of(condition, true);
    Expression fails = Connectives.not(conditions.of(condition, false));
    return new Expression.Case(
        List.of(
            new Expression.Case.When(holds, new Expression.BooleanLiteral(true)),
            new Expression.Case.When(fails, new Expression.BooleanLiteral(false))),
        Optional.empty());
  }

  static ColumnType unbounded(ColumnType type) {
    return type.isText() ? ColumnType.VARCHAR : type;
  }
}
