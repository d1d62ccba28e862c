// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.sql.SQLException;

/** What takes rows one by one. */
@FunctionalInterface
public interface RowSink {
  void accept(Row row) throws SQLException;
}
