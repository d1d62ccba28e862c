// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

/** What runs without being asked for by name, asked of the action host of this project. */
class EmbeddedEventsTest extends EventsConformance {
  EmbeddedEventsTest() {
    super(Server.EMBEDDED);
  }
}
