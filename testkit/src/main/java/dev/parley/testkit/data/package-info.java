// SPDX-License-Identifier: Apache-2.0

/** Rows to fill owners' databases with: from folders of CSV files, or made up. */
@NullMarked
package dev.parley.testkit.data;

import org.jspecify.annotations.NullMarked;
