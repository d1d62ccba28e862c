// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.node.config.Policy;
import java.nio.file.Path;
import java.util.List;

/** Policies for tests. */
public final class Policies {
  private Policies() {}

  /** Reads a policy's text, of which nothing but itself is demanded. */
  public static Policy parse(String yaml) {
    return Policy.parse(Path.of("policy.yaml"), yaml, tables -> List.of());
  }

  /** The policy that allows everything in a database, to nobody. */
  public static Policy open(Database database) {
    return parse(OpenPolicy.of(database, List.of()));
  }
}
