// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.crypto.query.RowSeals;
import dev.parley.keys.PaillierPrivateKey;
import dev.parley.protocol.query.GroupKey;
import dev.parley.wire.GroupRecord;
import java.math.BigInteger;
import java.util.List;

/** Opens rows, of which each was sealed by itself: whose they are does not show. */
final class RowOpening extends Opening {
  /** So many rows are held at once. */
  private static final int MAX_ROWS = 1_000_000;

  private final RowSeals seals;

  RowOpening(Answer answer, PaillierPrivateKey key) {
    super(answer, key, MAX_ROWS);
    this.seals = new RowSeals(answer.asked().secret());
  }

  @Override
  void add(List<GroupRecord> batch) {
    for (GroupRecord row : batch) {
      byte[] token = row.token();
      count(checks().group(token, List.of(BigInteger.ONE)).trailer());
      GroupKey values = seals.open(token, row.label());
      requireWidth(values);
      keep(new OpenedGroup(values, List.of()));
    }
  }

  @Override
  int withheld() {
    return 0;
  }
}
