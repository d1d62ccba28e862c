// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signatures of comparisons, and of functions that return one of their arguments. */
final class ChoiceSignatures {

  private ChoiceSignatures() {}

  /** Two values of one kind, compared. */
  static Optional<Resolution> comparison(List<Argument> arguments) {
    return OneKind.of(arguments).map(operands -> new Resolution(operands, ColumnType.BOOLEAN));
  }

  /** One of the arguments, all of one kind. */
  static Optional<Resolution> oneOf(List<Argument> arguments) {
    return OneKind.of(arguments).map(operands -> new Resolution(operands, OneKind.union(operands)));
  }

  /** The first argument, as it is compared with the second; integers compare as they are. */
  static Optional<Resolution> nullIf(List<Argument> arguments) {
    List<ColumnType> types = arguments.stream().flatMap(a -> a.type().stream()).toList();
    if (types.size() == arguments.size() && types.stream().allMatch(ColumnType::isInteger)) {
      return Optional.of(new Resolution(types, types.get(0)));
    }
    return OneKind.of(arguments).map(operands -> new Resolution(operands, operands.get(0)));
  }

  /** Conditions and values in turn, then the value of ELSE. */
  static Optional<Resolution> choice(List<Argument> arguments) {
    List<Argument> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (isValue(i, arguments.size())) {
        values.add(arguments.get(i));
      } else if (!arguments.get(i).mayBe(Kind.BOOLEAN)) {
        return Optional.empty();
      }
    }
    return oneOf(values).map(chosen -> withConditions(chosen, arguments.size()));
  }

  private static Resolution withConditions(Resolution chosen, int size) {
    List<ColumnType> operands = new ArrayList<>();
    int value = 0;
    for (int i = 0; i < size; i++) {
      operands.add(isValue(i, size) ? chosen.operands().get(value++) : ColumnType.BOOLEAN);
    }
    return new Resolution(operands, chosen.result());
  }

  static boolean isValue(int position, int size) {
    return position % 2 == 1 || position == size - 1;
  }
}
