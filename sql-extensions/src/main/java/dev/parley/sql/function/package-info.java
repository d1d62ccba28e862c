// SPDX-License-Identifier: Apache-2.0

/** The functions that expressions may use, with the types that PostgreSQL gives them. */
@NullMarked
package dev.parley.sql.function;

import org.jspecify.annotations.NullMarked;
