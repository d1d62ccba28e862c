// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

/**
 * Where an action is in its namespace.
 *
 * @param path its package, or a binding of it, and a slash; or empty
 */
record ActionName(String path, String name) {

  /**
   * Reads {@code /NAMESPACE/PACKAGE/NAME} or {@code /NAMESPACE/NAME}; {@code _} stands for the
   * caller's namespace.
   */
  static ActionName parse(String text, String namespace) throws ApiException {
    String[] parts = (text.startsWith("/") ? text.substring(1) : text).split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new ApiException(400, "The name of an action is malformed: want /namespace/name.");
    }
    if (!parts[0].equals("_") && !parts[0].equals(namespace)) {
      throw new ApiException(
          403, "The supplied authentication is not authorized to access this resource.");
    }
    return new ActionName(
        parts.length == 3 ? parts[1] + "/" : "", Namespace.requireName(parts[parts.length - 1]));
  }

  /** The name as others write it. */
  String in(String namespace) {
    return "/" + namespace + "/" + path + name;
  }

  /** Namespace and perhaps package. */
  String pathIn(String namespace) {
    return path.isEmpty() ? namespace : namespace + "/" + path.substring(0, path.length() - 1);
  }
}
