// SPDX-License-Identifier: Apache-2.0

/** Calcite put to use: its catalog, its types, its validation, and its errors in our words. */
@NullMarked
package dev.parley.planner.calcite;

import org.jspecify.annotations.NullMarked;
