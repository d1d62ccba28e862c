// SPDX-License-Identifier: Apache-2.0

/** The gateway's own algebra: what it does with opened rows, in bounded memory. */
@NullMarked
package dev.parley.planner.local;

import org.jspecify.annotations.NullMarked;
