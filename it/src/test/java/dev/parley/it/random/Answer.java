// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a database answered.
 *
 * @param failure present if it answered with an error
 */
record Answer(List<Column> columns, List<List<@Nullable Object>> rows, Optional<Failure> failure) {
  private static final int SHOWN_ROWS = 12;

  /**
   * A column, with the word for the family of its JDBC type.
   *
   * @param padded whether blanks at the end are no part of its values
   */
  record Column(String label, String type, boolean padded) {
    boolean isLike(Column other) {
      return label.equals(other.label) && type.equals(other.type);
    }
  }

  /** An error. */
  record Failure(String state, String message) {
    boolean isOfData() {
      return state.startsWith("22");
    }
  }

  static Answer failed(String state, String message) {
    return new Answer(List.of(), List.of(), Optional.of(new Failure(state, message)));
  }

  boolean hasColumnsLike(Answer other) {
    return columns.size() == other.columns.size()
        && IntStream.range(0, columns.size())
            .allMatch(i -> columns.get(i).isLike(other.columns.get(i)));
  }

  /** Returns this answer without the blanks that are padding here or in {@code other}. */
  Answer withoutPaddingOf(Answer other) {
    if (!hasColumnsLike(other)) {
      return this;
    }
    List<List<@Nullable Object>> stripped = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>(row);
      for (int i = 0; i < columns.size(); i++) {
        boolean padded = columns.get(i).padded() || other.columns.get(i).padded();
        if (padded && values.get(i) instanceof String text) {
          values.set(i, text.replaceFirst(" +$", ""));
        }
      }
      stripped.add(values);
    }
    return new Answer(columns, stripped, failure);
  }

  @Override
  public String toString() {
    if (failure.isPresent()) {
      return "  " + failure.get().state() + " " + failure.get().message() + "\n";
    }
    String shown =
        rows.stream().limit(SHOWN_ROWS).map(row -> "  " + row + "\n").collect(Collectors.joining());
    return "  %s%n%s  (%d rows)%n".formatted(columns, shown, rows.size());
  }
}
