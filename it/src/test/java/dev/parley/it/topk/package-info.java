// SPDX-License-Identifier: Apache-2.0

/** The k best of all owners, over whole federations. */
@NullMarked
package dev.parley.it.topk;

import org.jspecify.annotations.NullMarked;
