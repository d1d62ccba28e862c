// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

/** Of whom the same is asked. */
enum Server {
  /** The action host of this project. */
  EMBEDDED,
  /** The server that {@code OPENWHISK_APIHOST} and {@code OPENWHISK_AUTH} name. */
  REAL;

  static final String API_HOST = "OPENWHISK_APIHOST";
  static final String AUTH = "OPENWHISK_AUTH";

  static final String NOT_THERE =
      "No real OpenWhisk is asked: OPENWHISK_APIHOST and OPENWHISK_AUTH are not set";
}
