// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.catalog.Participant;
import dev.parley.planner.catalog.SystemTable;
import dev.parley.planner.local.GroupedRows;
import dev.parley.planner.local.LocalAggregate;
import dev.parley.planner.local.Pairing;
import dev.parley.planner.local.SetOperation;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.CanonicalQuery;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One place where work happens, and what crosses the wire when it is done. */
public sealed interface PlanStep {

  /** The steps whose outcome this one reads; empty for a leaf. */
  default List<PlanStep> inputs() {
    return List.of();
  }

  <R> R accept(Visitor<R> visitor);

  /** A step in the gateway that reads one other. */
  sealed interface Finishing extends PlanStep {
    PlanStep input();

    @Override
    default List<PlanStep> inputs() {
      return List.of(input());
    }
  }

  /**
   * Runs in the owner's database.
   *
   * @param places what the table is joined with, if the query reads any
   * @param slots in what form each number leaves; unmodifiable
   */
  record NodeQuery(
      Participant at,
      CanonicalQuery query,
      Optional<PlaceList> places,
      List<Slot> slots,
      Release release)
      implements PlanStep {

    public NodeQuery {
      slots = List.copyOf(slots);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nodeQuery(this);
    }
  }

  /** Runs in the untrusted cloud, on ciphertexts alone; inputs are sorted by node. */
  record Merge(List<PlanStep> inputs) implements PlanStep {

    public Merge {
      inputs = List.copyOf(inputs);
      if (inputs.isEmpty()) {
        throw new IllegalArgumentException("Invalid merge: no inputs");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.merge(this);
    }
  }

  /**
   * Runs where the private key is: yields per group its keys, then its aggregates.
   *
   * @param columns what is opened; unmodifiable
   */
  record Open(PlanStep input, List<ResultColumn> columns) implements Finishing {

    public Open {
      columns = List.copyOf(columns);
    }

    /** The questions to the nodes, sorted by node. */
    public List<NodeQuery> questions() {
      return input.inputs().stream().map(NodeQuery.class::cast).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.open(this);
    }
  }

  /** Computes each column anew. */
  record Project(PlanStep input, List<Item> items) implements Finishing {

    /** A computed column. */
    public record Item(Scalar value, ResultColumn column) {}

    public Project {
      items = List.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.project(this);
    }
  }

  /** Keeps the rows for which the condition is true. */
  record Filter(PlanStep input, Scalar condition) implements Finishing {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.filter(this);
    }
  }

  /** Keeps one of rows that are equal in every column. */
  record Distinct(PlanStep input) implements Finishing {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.distinct(this);
    }
  }

  /**
   * Groups rows, and aggregates each group.
   *
   * @param columns the keys of the grouping, then the aggregates; unmodifiable
   */
  record Aggregate(
      PlanStep input,
      GroupedRows.Grouping grouping,
      List<LocalAggregate> aggregates,
      List<ResultColumn> columns)
      implements Finishing {

    public Aggregate {
      aggregates = List.copyOf(aggregates);
      columns = List.copyOf(columns);
      if (columns.size() != grouping.keys().size() + aggregates.size()) {
        throw new IllegalArgumentException("Invalid aggregate: %s".formatted(columns));
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }

  /**
   * Puts rows of two inputs together.
   *
   * @param columns those of the left, then those of the right; unmodifiable
   */
  record Join(PlanStep left, PlanStep right, Pairing pairing, List<ResultColumn> columns)
      implements PlanStep {

    public Join {
      columns = List.copyOf(columns);
    }

    @Override
    public List<PlanStep> inputs() {
      return List.of(left, right);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.join(this);
    }
  }

  /**
   * Unites the rows of its inputs, or keeps those of the first that the others have, or have not.
   *
   * @param all whether rows may repeat
   * @param inputs two or more; unmodifiable
   */
  record Combine(
      SetOperation operation, boolean all, List<PlanStep> inputs, List<ResultColumn> columns)
      implements PlanStep {

    public Combine {
      inputs = List.copyOf(inputs);
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.combine(this);
    }
  }

  /** Puts rows in order; the first key decides first. */
  record Sort(PlanStep input, List<Key> keys) implements Finishing {

    /**
     * A column to sort by.
     *
     * @param index from 0
     * @param label for people
     */
    public record Key(int index, String label, boolean descending, boolean nullsFirst) {}

    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sort(this);
    }
  }

  /**
   * Leaves out the first rows, and those beyond a number.
   *
   * @param fetch how many rows at most; empty for all
   */
  record Limit(PlanStep input, long offset, OptionalLong fetch) implements Finishing {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.limit(this);
    }
  }

  /** Rows that the gateway knows of itself. */
  record SystemScan(SystemTable table) implements PlanStep {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.systemScan(this);
    }
  }

  /** Rows that the statement holds. */
  record Values(List<ResultColumn> columns, List<List<Scalar>> rows) implements PlanStep {

    public Values {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.values(this);
    }
  }

  /** One method per step, so that a new step stops the build wherever it is not handled. */
  interface Visitor<R> {
    R nodeQuery(NodeQuery step);

    R merge(Merge step);

    R open(Open step);

    R project(Project step);

    R filter(Filter step);

    R distinct(Distinct step);

    R aggregate(Aggregate step);

    R join(Join step);

    R combine(Combine step);

    R sort(Sort step);

    R limit(Limit step);

    R systemScan(SystemScan step);

    R values(Values step);
  }
}
