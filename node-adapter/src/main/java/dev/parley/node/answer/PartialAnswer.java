// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.crypto.AdditiveScheme;
import dev.parley.crypto.paillier.PaillierKey;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;

/** One node's answer to one sub-query: takes what is plain, writes what is not. */
public sealed interface PartialAnswer permits GroupsAnswer, RowsAnswer {

  /** Under whose key a partial is encrypted, and what else its header says. */
  record Terms(PaillierKey key, AdditiveScheme scheme, int minOwners, Clock clock) {}

  /**
   * Writes the partial.
   *
   * @throws dev.parley.protocol.error.ParleyException if the query expires meanwhile
   */
  void write(OutputStream out, Terms terms) throws IOException;

  /** Returns from how much the answer was made; to be asked once all was taken. */
  Extent extent();
}
