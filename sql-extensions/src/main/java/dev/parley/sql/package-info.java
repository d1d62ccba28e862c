// SPDX-License-Identifier: Apache-2.0

/** What can be said: Calcite's SQL, the word SECURE, and PostgreSQL's types. */
@NullMarked
package dev.parley.sql;

import org.jspecify.annotations.NullMarked;
