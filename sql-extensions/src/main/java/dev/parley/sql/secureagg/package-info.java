// SPDX-License-Identifier: Apache-2.0

/** Secure aggregates: their syntax, their functions, and the types of their results. */
@NullMarked
package dev.parley.sql.secureagg;

import org.jspecify.annotations.NullMarked;
