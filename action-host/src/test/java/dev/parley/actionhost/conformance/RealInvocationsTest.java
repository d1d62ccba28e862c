// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

/** How actions are invoked, asked of a real OpenWhisk. */
@OnRealServer
class RealInvocationsTest extends InvocationsConformance {
  RealInvocationsTest() {
    super(Server.REAL);
  }
}
