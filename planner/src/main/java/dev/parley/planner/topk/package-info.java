// SPDX-License-Identifier: Apache-2.0
/** The k best of all owners by a score that need not be revealed. */
@NullMarked
package dev.parley.planner.topk;

import org.jspecify.annotations.NullMarked;
