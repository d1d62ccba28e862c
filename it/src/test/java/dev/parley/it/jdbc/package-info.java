// SPDX-License-Identifier: Apache-2.0
/** What JDBC demands, asked of our driver and of the one that the world trusts. */
@NullMarked
package dev.parley.it.jdbc;

import org.jspecify.annotations.NullMarked;
