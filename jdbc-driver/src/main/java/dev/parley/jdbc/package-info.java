// SPDX-License-Identifier: Apache-2.0

/** The JDBC driver for {@code jdbc:parley:}, on Avatica's remote protocol. */
package dev.parley.jdbc;
