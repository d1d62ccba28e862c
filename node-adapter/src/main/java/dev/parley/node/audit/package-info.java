// SPDX-License-Identifier: Apache-2.0

/** The owner's log of questions: who asked what, and what became of it, chained by hashes. */
@NullMarked
package dev.parley.node.audit;

import org.jspecify.annotations.NullMarked;
