// SPDX-License-Identifier: Apache-2.0

/** What can be asked: the tables that owners publish, united, and the tables of Parley itself. */
@NullMarked
package dev.parley.planner.catalog;

import org.jspecify.annotations.NullMarked;
