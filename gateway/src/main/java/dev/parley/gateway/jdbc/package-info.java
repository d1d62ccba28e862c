// SPDX-License-Identifier: Apache-2.0

/**
 * The JDBC border: connections, statements and result frames on Avatica's protocol, no planning.
 */
@NullMarked
package dev.parley.gateway.jdbc;

import org.jspecify.annotations.NullMarked;
