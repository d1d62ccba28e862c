// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.topk;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.owners.OpenedColumns;
import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.plan.Placed;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.RowQuery.SortKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What is asked of owners for the best of their rows.
 *
 * @param score an expression over the columns of the table, each with the use {@code nearest}
 * @param limit how many rows are the best
 */
public record BestQuestion(SortKey score, long limit) {
  private static final String SCORE = "score";

  public BestQuestion {
    if (limit < 1 || limit > BestQuery.MAX_LIMIT) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "The %d best rows are asked for, where 1 to %d can be"
              .formatted(limit, BestQuery.MAX_LIMIT),
          "Set another LIMIT.");
    }
  }

  /**
   * Returns the rows.
   *
   * @param revealed which columns of the table are shown, or any one, if none is
   * @throws ParleyException NOT_SUPPORTED, USE_FORBIDDEN, NODE_MISSING, TOO_FEW_OWNERS
   */
  public Asked ask(OwnerSource source, Collection<Integer> revealed, OwnerSource.Asking asking) {
    TreeSet<Integer> shown = new TreeSet<>(revealed);
    if (shown.stream().allMatch(position -> position >= source.table().columns().size())) {
      shown.add(anyRevealed(source));
    }
    OpenedColumns columns = new OpenedColumns(source, shown);
    List<ResultColumn> opened = new ArrayList<>(columns.columns());
    opened.add(new ResultColumn(SCORE, source.expressions().type(score.key()), true));
    BestQuery query =
        new BestQuery(source.table().name(), columns.items(), source.where(), score, limit);
    PlanStep.Open open = source.ask(query, List.of(), opened, asking);
    return new Asked(
        open, Placed.of(open).fields().get(columns.columns().size()), columns.inputs());
  }

  /**
   * Rows, in no order.
   *
   * @param score by what they are to be put in order
   * @param columns what stands for each column of the table that is shown; unmodifiable
   */
  public record Asked(PlanStep rows, Scalar.Input score, List<Scalar> columns) {

    public Asked {
      columns = List.copyOf(columns);
    }
  }

  /** How many rows there are shows in any column. */
  private static int anyRevealed(OwnerSource source) {
    List<FederatedColumn> all = source.table().columns();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).uses().contains(Use.REVEAL)) {
        return i;
      }
    }
    throw new ParleyException(
        ErrorCode.USE_FORBIDDEN,
        "No column of table '%s' may be revealed".formatted(source.table().name()),
        "Ask for aggregates.");
  }
}
