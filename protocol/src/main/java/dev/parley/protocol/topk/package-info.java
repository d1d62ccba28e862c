// SPDX-License-Identifier: Apache-2.0

/** The k best rows of all owners: the order of ranks, and what a round asks of them. */
@NullMarked
package dev.parley.protocol.topk;

import org.jspecify.annotations.NullMarked;
