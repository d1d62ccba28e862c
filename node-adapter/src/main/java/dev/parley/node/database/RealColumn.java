// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.protocol.catalog.ColumnType;
import java.util.Optional;

/**
 * A column as it is in the owner's database.
 *
 * @param name in the database's own spelling
 * @param type empty if Parley does not know such a type
 * @param typeName the database's word for it
 */
public record RealColumn(
    String name, Optional<ColumnType> type, String typeName, boolean nullable, Storage storage) {

  /** What the type does not tell of how values are stored. */
  public enum Storage {
    /** As the type says. */
    DECLARED,
    /** Exact numbers with more digits than the type says. */
    UNBOUNDED,
    /** A floating-point number of single precision. */
    SINGLE
  }
}
