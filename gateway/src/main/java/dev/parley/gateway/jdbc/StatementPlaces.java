// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/**
 * How many statements one connection may have.
 *
 * @param user whose it is
 * @param most on the connection
 * @param ofUsers on all connections of each user
 */
record StatementPlaces(String user, int most, UserPlaces ofUsers) {

  /**
   * Takes a place.
   *
   * @param open on the connection now
   * @throws ParleyException LIMIT_REACHED if there are too many
   */
  void take(int open) {
    if (open >= most) {
      throw new ParleyException(
          ErrorCode.LIMIT_REACHED,
          "The connection has " + most + " open statements",
          "Close statements when their results are read.");
    }
    ofUsers.take(user);
  }

  void giveBack(int places) {
    ofUsers.giveBack(user, places);
  }
}
