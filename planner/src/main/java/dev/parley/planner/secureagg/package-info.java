// SPDX-License-Identifier: Apache-2.0

/** Rules and steps that turn secure aggregates into what additive encryption can do. */
@NullMarked
package dev.parley.planner.secureagg;

import org.jspecify.annotations.NullMarked;
