// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

/** What a party may be granted in a bucket; there is nothing else to grant. */
enum Right {
  GET,
  LIST,
  /** To write keys that are not taken, and on a board heartbeat and catalogs again and again. */
  PUT,
  DELETE
}
