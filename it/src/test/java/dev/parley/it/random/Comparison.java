// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells whether Parley answered what PostgreSQL answers. */
final class Comparison {
  /** How an answer compares. */
  enum Outcome {
    SAME,
    /** Both fail, for the same kind of reason. */
    SAME_ERROR,
    /** Parley says that it does not support the question. */
    UNSUPPORTED,
    /** PostgreSQL does not understand the question. */
    INVALID,
    DIFFERENT
  }

  private static final String NOT_SUPPORTED = "0A000";
  private static final String OUT_OF_RANGE = "22003";

  private final RandomQuery query;
  private final Answer ours;
  private final Answer reference;

  Comparison(RandomQuery query, Answer ours, Answer reference) {
    this.query = query;
    this.ours = ours.withoutPaddingOf(reference);
    this.reference = reference.withoutPaddingOf(ours);
  }

  Outcome outcome() {
    if (ours.failure().isEmpty() && reference.failure().isEmpty()) {
      boolean same = ours.hasColumnsLike(reference) && sameRows();
      return same ? Outcome.SAME : Outcome.DIFFERENT;
    }
    if (ours.failure().filter(f -> f.state().equals(NOT_SUPPORTED)).isPresent()) {
      return Outcome.UNSUPPORTED;
    }
    if (reference.failure().isEmpty()) {
      return isTooLongForUs() ? Outcome.SAME_ERROR : Outcome.DIFFERENT;
    }
    if (!reference.failure().get().isOfData()) {
      return Outcome.INVALID;
    }
    boolean same = ours.failure().filter(Answer.Failure::isOfData).isPresent();
    return same ? Outcome.SAME_ERROR : Outcome.DIFFERENT;
  }

  /** Says, for people, at which row two answers part that seem to be alike. */
  String firstDifference() {
    boolean comparable =
        ours.failure().isEmpty()
            && reference.failure().isEmpty()
            && ours.rows().size() == reference.rows().size();
    if (!comparable) {
      return "";
    }
    boolean order = query.ordered() && !sameOrder();
    List<List<@Nullable Object>> one = order ? ours.rows() : sorted(ours);
    List<List<@Nullable Object>> other = order ? reference.rows() : sorted(reference);
    for (int i = 0; i < one.size(); i++) {
      if (order ? !sortsAlike(one.get(i), other.get(i)) : !sameRow(one.get(i), other.get(i))) {
        return "row %d, in %s: %s and %s\n"
            .formatted(i, order ? "order" : "an order of its own", one.get(i), other.get(i));
      }
    }
    return "";
  }

  /** PostgreSQL's numbers may have more digits than Parley's. */
  private boolean isTooLongForUs() {
    return ours.failure().filter(f -> f.state().equals(OUT_OF_RANGE)).isPresent()
        && reference.rows().stream()
            .flatMap(Collection::stream)
            .anyMatch(
                value ->
                    value instanceof BigDecimal number
                        && number.precision() > ColumnType.MAX_PRECISION);
  }

  private boolean sameRows() {
    if (ours.rows().size() != reference.rows().size()) {
      return false;
    }
    return (!query.ordered() || sameOrder()) && sameRows(sorted(ours), sorted(reference));
  }

  private List<List<@Nullable Object>> sorted(Answer answer) {
    List<List<@Nullable Object>> rows = new ArrayList<>(answer.rows());
    rows.sort(new RowOrder(query.tolerances(), query.anyScale()));
    return rows;
  }

  /** Values that sort alike may look different, as 1.0 and 1.00 do: those may change places. */
  private boolean sameOrder() {
    for (int i = 0; i < ours.rows().size(); i++) {
      if (!sortsAlike(ours.rows().get(i), reference.rows().get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean sortsAlike(List<@Nullable Object> one, List<@Nullable Object> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!sortsAlike(one.get(i), other.get(i), query.tolerances().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sortsAlike(
      @Nullable Object one, @Nullable Object other, Tolerance tolerance) {
    if (one instanceof Double a && other instanceof Double b) {
      return tolerance.allows(a, b);
    }
    if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    return Objects.equals(one, other);
  }

  private boolean sameRows(List<List<@Nullable Object>> one, List<List<@Nullable Object>> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!sameRow(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameRow(List<@Nullable Object> one, List<@Nullable Object> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!sameValue(one.get(i), other.get(i), query.tolerances().get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameValue(@Nullable Object one, @Nullable Object other, Tolerance tolerance) {
    if (one == null || other == null) {
      return one == other;
    }
    if (one instanceof BigDecimal a && other instanceof BigDecimal b && query.anyScale()) {
      return a.compareTo(b) == 0;
    }
    return (one instanceof Double a && other instanceof Double b)
        ? tolerance.allows(a, b)
        : one.equals(other);
  }
}
