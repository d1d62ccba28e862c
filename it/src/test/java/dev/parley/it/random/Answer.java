// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a database answered.
 *
 * @param failure present if it answered with an error
 */
record Answer(List<Column> columns, List<List<@Nullable Object>> rows, Optional<Failure> failure) {
  private static final int SHOWN_ROWS = 12;

  /** A column, with the word for the family of its JDBC type. */
  record Column(String label, String type) {}

  /** An error. */
  record Failure(String state, String message) {
    boolean isOfData() {
      return state.startsWith("22");
    }
  }

  static Answer failed(String state, String message) {
    return new Answer(List.of(), List.of(), Optional.of(new Failure(state, message)));
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
