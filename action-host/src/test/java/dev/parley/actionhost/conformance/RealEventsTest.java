// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

/** What runs without being asked for by name, asked of a real OpenWhisk. */
@OnRealServer
class RealEventsTest extends EventsConformance {
  RealEventsTest() {
    super(Server.REAL);
  }
}
