// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.catalog.Participant;
import dev.parley.planner.catalog.SystemTable;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.CanonicalQuery;
import java.util.List;
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
   * @param slots in what form each number leaves; unmodifiable
   */
  record NodeQuery(Participant at, CanonicalQuery query, List<Slot> slots, Release release)
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

    R sort(Sort step);

    R limit(Limit step);

    R systemScan(SystemScan step);

    R values(Values step);
  }
}
