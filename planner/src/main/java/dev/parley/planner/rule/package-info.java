// SPDX-License-Identifier: Apache-2.0

/** What all planner rules share. */
@NullMarked
package dev.parley.planner.rule;

import org.jspecify.annotations.NullMarked;
