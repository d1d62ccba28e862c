// SPDX-License-Identifier: Apache-2.0

/** Writes a checked sub-query as a statement for the owner's database. */
@NullMarked
package dev.parley.node.render;

import org.jspecify.annotations.NullMarked;
