// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

/** What is put, shown and removed, asked of a real OpenWhisk. */
@OnRealServer
class RealEntitiesTest extends EntitiesConformance {
  RealEntitiesTest() {
    super(Server.REAL);
  }
}
