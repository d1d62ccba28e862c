// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

import java.util.Set;

/**
 * A column as its owner publishes it.
 *
 * @param name as the owner writes it; compared without regard to case; 1 to 128 characters
 * @param nullable whether NULLs may be in it
 * @param uses what the owner allows; unmodifiable
 */
public record PublishedColumn(String name, ColumnType type, boolean nullable, Set<Use> uses) {

  public PublishedColumn {
    PublishedName.require(name, "column");
    uses = Set.copyOf(uses);
  }
}
