// SPDX-License-Identifier: Apache-2.0

/** Reads a sub-query's canonical SQL and holds it against the owner's policy. */
@NullMarked
package dev.parley.node.check;

import org.jspecify.annotations.NullMarked;
