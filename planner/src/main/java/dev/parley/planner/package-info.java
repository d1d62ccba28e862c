// SPDX-License-Identifier: Apache-2.0

/** Turns a statement into a plan whose every step has a place and a protection. */
@NullMarked
package dev.parley.planner;

import org.jspecify.annotations.NullMarked;
