// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** How actions are invoked, asked of a real OpenWhisk. */
@EnabledIfEnvironmentVariable(
    named = Server.API_HOST,
    matches = ".+",
    disabledReason = Server.NOT_THERE)
@EnabledIfEnvironmentVariable(
    named = Server.AUTH,
    matches = ".+",
    disabledReason = Server.NOT_THERE)
class RealInvocationsTest extends InvocationsConformance {
  RealInvocationsTest() {
    super(Server.REAL);
  }
}
