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

  /**
   * Requires that this user may be here still; called before each request.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_GRANTED if the user was taken away, or
   *     the password by which the session began
   */
  void requireAdmitted();

  /** Ends the session; called once, when none of its queries runs any more. */
  @Override
  void close();
}
