// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.util.List;

/**
 * Says whose data is in a statement's latest result; get it by {@link
 * java.sql.Statement#unwrap(Class)}.
 */
public interface ContributingNodes {

  /** Returns the names of the nodes; unmodifiable, empty before the first result. */
  List<String> nodes();
}
