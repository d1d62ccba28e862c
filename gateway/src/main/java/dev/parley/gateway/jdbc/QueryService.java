// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.util.Map;

/** What answers queries behind the JDBC border; knows nothing of the protocol that reaches it. */
public interface QueryService extends AutoCloseable {

  /**
   * Lets a user in.
   *
   * @param properties what else the client said: {@code federation}, {@code minNodes}, {@code
   *     timeout}, {@code secure} and the like; neither user nor password
   * @throws dev.parley.protocol.error.ParleyException WRONG_PASSWORD or NOT_GRANTED, or for a
   *     property that cannot be used
   */
  UserSession login(String user, String password, Map<String, String> properties);

  /** Frees what the service holds; sessions are closed before. */
  @Override
  void close();
}
