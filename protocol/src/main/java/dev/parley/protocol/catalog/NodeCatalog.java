// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

import dev.parley.protocol.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * What one node publishes to one analyst.
 *
 * @param sequence greater than that of every catalog which this node published before
 * @param database product and version, as text for people
 * @param minOwners the least number of owners an answer must merge
 * @param tables unmodifiable
 */
public record NodeCatalog(
    NodeId node, long sequence, String database, int minOwners, List<PublishedTable> tables) {

  public NodeCatalog {
    tables = List.copyOf(tables);
    if (minOwners < 1) {
      throw new IllegalArgumentException("Invalid minOwners: " + minOwners);
    }
  }

  /** Returns the table of that name, whatever its case. */
  public Optional<PublishedTable> table(String tableName) {
    return tables.stream().filter(t -> t.name().equalsIgnoreCase(tableName)).findFirst();
  }
}
