// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;

/**
 * Carries one request to a gateway and its answer back; the network for a remote gateway, a method
 * call for one in the same process. Used by several threads at once.
 */
public interface GatewayLink {

  /**
   * Sends a request and waits for the answer.
   *
   * @param patience how long to wait; a link without a network may wait longer
   * @return the answer, which may tell an error of the gateway's
   * @throws SQLException of class 08 if there is no answer
   */
  byte[] exchange(byte[] request, Patience patience) throws SQLException;

  /**
   * Called when what was exchanged is no answer, so that nothing further is asked on the same way.
   */
  default void distrust() {}

  /** Ends what waits for an answer now; further exchanges are possible. */
  void breakOff();

  /**
   * Called when the connection that uses this link has been closed, perhaps more than once;
   * exchanges that are going on fail soon.
   */
  void close();
}
