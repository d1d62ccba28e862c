// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.protocol.NodeId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one owner brings into a federation.
 *
 * @param tables ordered by name; unmodifiable
 * @param policy the policy file, if the owner wrote one
 */
public record OwnerData(NodeId node, List<TableRows> tables, Optional<Path> policy) {

  public OwnerData {
    tables = List.copyOf(tables);
  }
}
