// SPDX-License-Identifier: Apache-2.0

/** Finds sub-queries, verifies them, keeps count of them, and has them answered or refused. */
@NullMarked
package dev.parley.node.inbox;

import org.jspecify.annotations.NullMarked;
