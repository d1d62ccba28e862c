// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.protocol.NodeId;
import dev.parley.testkit.database.OwnerDatabase;

/**
 * One owner of a local federation: a database, and what may be asked of it. A class and not a
 * record, for a record would print the password.
 */
public final class LocalOwner {
  private final NodeId node;
  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final String policy;

  private LocalOwner(NodeId node, String jdbcUrl, String user, String password, String policy) {
    this.node = node;
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    this.policy = policy;
  }

  /**
   * Describes an owner of a database that was made here.
   *
   * @param policy the text of a policy.yaml
   */
  public static LocalOwner of(NodeId node, OwnerDatabase database, String policy) {
    return new LocalOwner(node, database.url(), database.user(), database.password(), policy);
  }

  /**
   * Describes an owner of a database that is there already.
   *
   * @param jdbcUrl with all that is needed to connect
   * @param policy the text of a policy.yaml
   */
  public static LocalOwner of(NodeId node, String jdbcUrl, String policy) {
    return new LocalOwner(node, jdbcUrl, "", "", policy);
  }

  public NodeId node() {
    return node;
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  String policy() {
    return policy;
  }

  @Override
  public String toString() {
    return "LocalOwner[" + node + "]";
  }
}
