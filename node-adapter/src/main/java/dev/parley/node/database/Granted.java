// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.node.config.Policy;
import java.nio.file.Path;
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
   * Reads a policy, and finds in {@code database} what it grants.
   *
   * @param file where {@code yaml} came from
   * @throws dev.parley.protocol.error.ParleyException that names every fault of the policy, and all
   *     that is not there
   */
  public static Granted read(Path file, String yaml, Database database) {
    List<RealTable> real = database.tables();
    Policy policy = Policy.parse(file, yaml, tables -> Grants.faults(tables, real));
    return new Granted(policy, Grants.find(policy, real));
  }
}
