// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.wire.PipeNames;
import java.util.regex.Pattern;

/**
 * The keys that the guard lets pass. A folder is one of the things it may stand before, so no part
 * of a key begins with a dot, and none is empty: what a key names does not depend on where it is.
 */
final class ObjectKeys {
  private static final int MAX_LENGTH = 200;
  private static final String PART = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
  private static final Pattern KEY = Pattern.compile(PART + "(/" + PART + "){0,3}");
  private static final Pattern PREFIX = Pattern.compile("(" + PART + "/){0,3}(" + PART + ")?");
  // The store over a folder writes KEY-UUID, and renames it when it is whole.
  private static final Pattern HALF_WRITTEN =
      Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String CATALOGS = "catalog/";

  private ObjectKeys() {}

  static boolean isKey(String key) {
    return key.length() <= MAX_LENGTH && KEY.matcher(key).matches() && !isHalfWritten(key);
  }

  static boolean isPrefix(String prefix) {
    return prefix.length() <= MAX_LENGTH && PREFIX.matcher(prefix).matches();
  }

  static boolean isHalfWritten(String key) {
    return HALF_WRITTEN.matcher(key).matches();
  }

  /** True for what a node writes anew again and again, and what never grows old. */
  static boolean isLasting(Direction direction, String key) {
    return direction == Direction.BOARD
        && (key.equals(PipeNames.heartbeat()) || key.startsWith(CATALOGS));
  }
}
