// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What runs without being asked for by name, asked of a real OpenWhisk. */
@EnabledIfEnvironmentVariable(
    named = Server.API_HOST,
    matches = ".+",
    disabledReason = Server.NOT_THERE)
@EnabledIfEnvironmentVariable(
    named = Server.AUTH,
    matches = ".+",
    disabledReason = Server.NOT_THERE)
class RealEventsTest extends EventsConformance {
  RealEventsTest() {
    super(Server.REAL);
  }
}
