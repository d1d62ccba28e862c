// SPDX-License-Identifier: Apache-2.0

/** The k best of all owners: a node's candidates, and what each round is told of them. */
@NullMarked
package dev.parley.node.topk;

import org.jspecify.annotations.NullMarked;
