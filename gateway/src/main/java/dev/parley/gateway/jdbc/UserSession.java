// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.util.List;

/** One user's session; called by several threads at once. */
public interface UserSession extends AutoCloseable {

  /**
   * Parses, validates and plans a statement, without asking any node.
   *
   * @throws dev.parley.protocol.error.ParleyException if the statement cannot be answered
   */
  PreparedQuery prepare(String sql);

  /** Returns the tables that this user may see now. */
  List<CatalogTable> tables();

  /** Ends the session; called once, when none of its queries runs any more. */
  @Override
  void close();
}
