// SPDX-License-Identifier: Apache-2.0
/** The rows that are nearest to a place. */
@NullMarked
package dev.parley.planner.knn;

import org.jspecify.annotations.NullMarked;
