// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.nio.file.Path;

/**
 * A file that holds a table.
 *
 * @param label node and file name, as messages have it
 * @param table the table's name
 */
record DataFile(Path path, String label, String table) {}
