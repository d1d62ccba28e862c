// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.node.config.Policy;
import java.util.List;

/**
 * A policy, and what it grants of the database as both are now.
 *
 * @param tables unmodifiable
 */
public record Granted(Policy policy, List<GrantedTable> tables) {

  public Granted {
    tables = List.copyOf(tables);
  }

  /**
   * Finds in {@code database} what {@code policy} grants.
   *
   * @throws dev.parley.protocol.error.ParleyException that names all that is not there
   */
  public static Granted of(Policy policy, Database database) {
    return new Granted(policy, Grants.find(policy, database.tables()));
  }
}
