// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How values of several types meet: integers in the widest of them, with a DECIMAL as DECIMAL, with
 * a DOUBLE as DOUBLE, dates with timestamps as timestamps, CHAR with other texts as VARCHAR.
 * Precision and scale of a DECIMAL stay its own, as PostgreSQL's numeric carries them.
 */
final class OneKind {

  private OneKind() {}

  /** Returns the type of each argument after conversion; empty if they have no common kind. */
  static Optional<List<ColumnType>> of(List<Argument> arguments) {
    List<ColumnType> known = arguments.stream().flatMap(a -> a.type().stream()).toList();
    if (known.isEmpty()) {
      return Optional.of(arguments.stream().map(a -> ColumnType.VARCHAR).toList());
    }
    return meeting(known)
        .map(
            meeting ->
                arguments.stream()
                    .map(a -> a.type().map(type -> fitted(type, meeting)).orElse(meeting))
                    .toList());
  }

  private static Optional<ColumnType> meeting(List<ColumnType> types) {
    if (types.stream().allMatch(ColumnType::isNumeric)) {
      return types.stream().max(Comparator.comparing(ColumnType::kind));
    }
    if (types.stream().allMatch(ColumnType::isText)) {
      boolean padded = types.stream().allMatch(type -> type.kind() == Kind.CHAR);
      return Optional.of(padded ? new ColumnType(Kind.CHAR, 0, 0) : ColumnType.VARCHAR);
    }
    Kind first = types.get(0).kind();
    if (types.stream().allMatch(type -> type.kind() == first)) {
      return Optional.of(types.get(0));
    }
    boolean times =
        types.stream().allMatch(t -> t.kind() == Kind.DATE || t.kind() == Kind.TIMESTAMP);
    return times ? Optional.of(ColumnType.TIMESTAMP) : Optional.empty();
  }

  /** A type that already is of the kind stays as it is. */
  private static ColumnType fitted(ColumnType type, ColumnType meeting) {
    if (type.kind() == meeting.kind()) {
      return type;
    }
    return meeting.kind() == Kind.DECIMAL ? exact(type) : meeting;
  }

  /** An integer type as a DECIMAL that holds its values. */
  static ColumnType exact(ColumnType type) {
    return ColumnType.decimal(type.decimalDigits(), type.scale());
  }

  /** Returns one type for values of any of {@code types}, which are of one kind. */
  static ColumnType union(List<ColumnType> types) {
    return types.stream().reduce(OneKind::union).orElse(ColumnType.VARCHAR);
  }

  private static ColumnType union(ColumnType a, ColumnType b) {
    if (a.equals(b)) {
      return a;
    }
    return switch (a.kind()) {
      case DECIMAL -> {
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        yield clamped(whole + scale, scale);
      }
      // PostgreSQL forgets the lengths of texts where they differ.
      case CHAR, VARCHAR -> new ColumnType(a.kind(), 0, 0);
      default -> a;
    };
  }

  /** A DECIMAL of at most 38 digits, as many of them after the point as asked for. */
  static ColumnType clamped(int precision, int scale) {
    int most = Math.min(precision, ColumnType.MAX_PRECISION);
    return ColumnType.decimal(Math.max(1, Math.max(most, scale)), scale);
  }
}
