// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

/** What is put, shown and removed, asked of the action host of this project. */
class EmbeddedEntitiesTest extends EntitiesConformance {
  EmbeddedEntitiesTest() {
    super(Server.EMBEDDED);
  }
}
