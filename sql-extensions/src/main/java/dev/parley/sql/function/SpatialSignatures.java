// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signatures of functions of places and areas, as PostGIS has them. */
final class SpatialSignatures {

  private SpatialSignatures() {}

  /**
   * Arguments of just these types, of which the last may be left out; a quoted text may be a
   * geometry.
   */
  static Signature of(ColumnType result, ColumnType... wanted) {
    return arguments -> {
      List<ColumnType> operands = new ArrayList<>();
      for (Argument argument : arguments) {
        ColumnType type = wanted[operands.size()];
        if (!fits(argument, type)) {
          return Optional.empty();
        }
        operands.add(type);
      }
      return Optional.of(new Resolution(operands, result));
    };
  }

  private static boolean fits(Argument argument, ColumnType type) {
    if (type.kind() == Kind.DOUBLE) {
      return argument.mayBeNumeric();
    }
    if (type.isInteger()) {
      return argument.mayBeInteger();
    }
    return type.isText() ? argument.mayBeText() : argument.mayBe(type.kind());
  }
}
