// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

/**
 * Where something that is deployed is found.
 *
 * @param number how often it was deployed
 */
record Place(String namespace, String name, int number) {
  /** The same after one more deployment. */
  Place next() {
    return new Place(namespace, name, number + 1);
  }

  /** The number as OpenWhisk writes it. */
  String version() {
    return "0.0." + number;
  }
}
