// SPDX-License-Identifier: Apache-2.0

/** Real databases that start by themselves: one for each owner, read-only once it is loaded. */
@NullMarked
package dev.parley.testkit.database;

import org.jspecify.annotations.NullMarked;
