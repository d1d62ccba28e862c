// SPDX-License-Identifier: Apache-2.0

/** Column types as Calcite's types and as people write them. */
@NullMarked
package dev.parley.sql.type;

import org.jspecify.annotations.NullMarked;
