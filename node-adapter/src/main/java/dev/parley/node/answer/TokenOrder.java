// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.crypto.query.GroupTokens;
import dev.parley.node.run.Group;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.GroupKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The groups of one partial by their tokens, in the order in which they stand in it. */
final class TokenOrder {
  private final GroupTokens tokens;
  private final NodeId node;
  private final TreeMap<byte[], Entry> byToken = new TreeMap<>(Arrays::compareUnsigned);

  TokenOrder(GroupTokens tokens, NodeId node) {
    this.tokens = tokens;
    this.node = node;
  }

  /** A group with its token; compared by identity alone. */
  static final class Entry {
    private final byte[] token;
    private final GroupKey key;
    private final Group group;

    private Entry(byte[] token, GroupKey key, Group group) {
      this.token = token;
      this.key = key;
      this.group = group;
    }

    byte[] token() {
      return token.clone();
    }

    GroupKey key() {
      return key;
    }

    Group group() {
      return group;
    }
  }

  /**
   * Adds a group.
   *
   * @throws ParleyException if its key cannot travel, or is that of another group
   */
  void add(Group group) {
    GroupKey key = GroupKey.of(group.key());
    byte[] token;
    try {
      token = tokens.token(key);
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.DATA_ERROR,
          "Node '%s' met a group's key that is too long, or too fine for its type".formatted(node),
          "Exclude such values by a condition, or ask the data owner to mend them.");
    }
    if (byToken.put(token, new Entry(token, key, group)) != null) {
      throw new ParleyException(
          ErrorCode.INTERNAL,
          "The database of node '%s' tells keys apart that are equal in SQL".formatted(node),
          "Report this, with the kind and version of that database.");
    }
  }

  /** Returns the groups in ascending order of their tokens. */
  Collection<Entry> entries() {
    return List.copyOf(byToken.values());
  }
}
