// SPDX-License-Identifier: Apache-2.0

/** The sub-query that nodes answer, and how the numbers of their answers are laid out. */
@NullMarked
package dev.parley.protocol.query;

import org.jspecify.annotations.NullMarked;
