// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.crypto.query.GroupTokens;
import dev.parley.crypto.query.RowSeals;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a group a record that may lie in a file until it is encrypted: the label as it will
 * travel, the numbers sealed under a key that is nowhere but in here.
 */
final class GroupSeals {
  private static final int MAX_BYTES = 1 << 18;

  private final GroupTokens tokens;
  private final RowSeals numbers = new RowSeals(QuerySecret.random(new SecureRandom()));

  GroupSeals(QuerySecret secret) {
    this.tokens = new GroupTokens(secret);
  }

  /**
   * Seals a group.
   *
   * @throws IllegalArgumentException if its key cannot travel
   */
  SealedRecord seal(List<@Nullable Object> key, List<BigInteger> values) {
    GroupKey groupKey = GroupKey.of(key);
    byte[] token = tokens.token(groupKey);
    List<@Nullable Object> decimals = new ArrayList<>();
    values.forEach(value -> decimals.add(new BigDecimal(value)));
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    WireWriter out = new WireWriter(content);
    try {
      out.bytes(tokens.seal(token, groupKey));
      out.bytes(numbers.seal(token, GroupKey.of(decimals)));
    } catch (IOException e) {
      throw new IllegalStateException("Memory took no bytes", e);
    }
    return new SealedRecord(token, content.toByteArray());
  }

  /** Returns a group's label, as it will travel. */
  byte[] label(SealedRecord record) throws IOException {
    return reader(record).bytes(MAX_BYTES);
  }

  /** Returns a group's numbers, in a list of the caller's own. */
  List<BigInteger> values(SealedRecord record) throws IOException {
    WireReader in = reader(record);
    in.bytes(MAX_BYTES);
    List<BigInteger> values = new ArrayList<>();
    for (Object value : numbers.open(record.token(), in.bytes(MAX_BYTES)).values()) {
      if (!(value instanceof BigDecimal number)) {
        throw new IllegalStateException("A number was sealed as something else");
      }
      values.add(number.toBigIntegerExact());
    }
    return values;
  }

  private static WireReader reader(SealedRecord record) {
    return new WireReader(new ByteArrayInputStream(record.content()));
  }
}
