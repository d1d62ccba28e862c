// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

/** How actions are invoked, asked of the action host of this project. */
class EmbeddedInvocationsTest extends InvocationsConformance {
  EmbeddedInvocationsTest() {
    super(Server.EMBEDDED);
  }
}
