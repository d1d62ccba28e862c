// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import java.net.URI;
import java.util.Map;

/** What permissions are tried on, seen by whoever may do everything there. */
interface Ground {
  /** Where parties send their requests. */
  URI endpoint();

  /** Writes an object. */
  void write(String bucket, String key, String object);

  /** All objects of a bucket, by key. */
  Map<String, String> content(String bucket);

  void delete(String bucket, String key);
}
