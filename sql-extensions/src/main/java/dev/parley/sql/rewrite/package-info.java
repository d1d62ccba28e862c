// SPDX-License-Identifier: Apache-2.0

/** Rewriting of a parse tree into the few forms that mean the same everywhere. */
@NullMarked
package dev.parley.sql.rewrite;

import org.jspecify.annotations.NullMarked;
